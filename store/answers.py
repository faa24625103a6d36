"""A draft with its answers applied: what is then printed, and what is still open.

Answers: `first` lets the first reading stand; `other` takes the other one, where it says exactly
what then holds; `set:…` writes the cell anew, names parted by ";". Of anything that was answered:
`reopen`, after which it is as if nobody had.

Of a name: `unit:CODE`; `units:CODE,CODE` (a group, or several units in one wording); `all`;
`relevant`; `department` (one that the region does not list: from now on it counts);
`department:NAME` (the one of that name); `other_unit` (printed, and counted nowhere); `no_unit`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.intake.draft import Draft, Measure
from geo.intake.known import KnownNames, Name
from geo.intake.names import cut_cell
from geo.packages.problems import DataError, Problem
from geo.plan.plan import ROLES
from store.asked import BARE_FIGURE, CORRECT, FIGURE, REQUIRED_FACTS, UNKNOWN, Asked
from store.decisions import Decision

FIRST, OTHER, SET, REOPEN = "first", "other", "set:", "reopen"
UNIT, UNITS = "unit:", "units:"
DEPARTMENT, NAMED_DEPARTMENT = "department", "department:"
OF_NAMES = (
    *(UNIT, UNITS, "all", "relevant"),
    *(DEPARTMENT, NAMED_DEPARTMENT, "other_unit", "no_unit"),
)
GO_ON = (SET, UNIT, UNITS, NAMED_DEPARTMENT)
"""Forms that go on with something."""
ANYTHING = "…"
FACT_FORMS = {
    "year": ("2026", re.compile(r"(?:19|20)\d\d")),
    "date": ("2026-01-31", re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")),
    "status": ("final, draft", re.compile("final|draft")),
}
"""Facts that are not just any text: an example, and the form."""
CLEAR_OTHERS = {("merge", "beside"), ("cut", ""), ("number", ""), ("first_is_lead", "")}
"""Code and case of questions whose other reading says exactly what then holds."""
LONGEST = 4_000


@dataclass(frozen=True)
class Settled:
    """`measures`: as they are to be printed; `printed`: before words that are no unit were taken
    out of them. `names`: what each name that no region knows stands
    for, an answer. `facts`: of the plan. `asked`: all that can be answered now; `holding`: the
    last answer to each, among them those that open it again; `open`: what has none and needs
    one."""

    measures: tuple[Measure, ...]
    printed: tuple[Measure, ...]
    names: dict[str, str]
    facts: dict[str, str]
    asked: tuple[Asked, ...]
    holding: dict[Asked, Decision]
    open: tuple[Asked, ...]

    @property
    def answers(self) -> dict[Asked, str]:
        return gather_answers(self.holding)


def gather_answers(holding: Mapping[Asked, Decision]) -> dict[Asked, str]:
    """The answers that settle something: what was opened again has none."""
    return {one: d.answer for one, d in holding.items() if d.answer != REOPEN}


def gather_facts(answers: Mapping[Asked, str]) -> dict[str, str]:
    return {one.tag.partition(":")[2]: a for one, a in answers.items() if one.code == "fact"}


def list_answers(asked: Asked) -> list[str]:
    """The forms that an answer may have, see `GO_ON`; a fact is any text or in the form of an
    example. `reopen` is one of every question, and stands in no list."""
    if asked.code == "fact":
        return [FACT_FORMS.get(asked.tag.partition(":")[2], (ANYTHING,))[0]]
    if asked.code == CORRECT:
        return [SET]
    if asked.code == UNKNOWN:
        return [*OF_NAMES]
    if asked.code in (FIGURE, BARE_FIGURE):
        return [FIRST, OTHER] if asked.code == FIGURE else [OTHER]
    case = asked.question.case if asked.question else ""
    other = [OTHER] if (asked.code, case) in CLEAR_OTHERS else []
    return [FIRST, *other, *([SET] if asked.field else [])]


def check_answer(asked: Asked, answer: str, codes: set[str]) -> None:
    """Raise `DataError` unless this can be answered so; `codes`: the region's units."""
    forms = [*list_answers(asked), REOPEN]
    form = next((f for f in GO_ON if answer.startswith(f)), answer)
    if asked.code == "fact" and answer != REOPEN:
        form = forms[0] if _fits(asked.tag.partition(":")[2], answer) else ""
    is_known = form in forms and len(answer) <= LONGEST and not {*"\r\n"} & {*answer}
    if form in (UNIT, UNITS):
        is_known &= {*list_codes(answer)} <= codes and bool(list_codes(answer))
    if form == NAMED_DEPARTMENT:
        is_known &= bool(answer.removeprefix(form).strip())
    if not is_known:
        allowed = ", ".join(f"{f}…" if f in GO_ON else f for f in forms)
        value, details = f"{asked.key} {asked.tag}: {answer}", {"allowed": allowed}
        raise DataError([Problem("unknown_answer", asked.key, None, "answer", value, details)])


def _fits(fact: str, text: str) -> bool:
    form = FACT_FORMS.get(fact)
    return bool(form[1].fullmatch(text) if form else text.strip())


def list_codes(answer: str) -> list[str]:
    """The units of the region that an answer of a name gives by their codes."""
    if answer.startswith(UNIT):
        return [answer.removeprefix(UNIT)]
    return answer.removeprefix(UNITS).split(",") if answer.startswith(UNITS) else []


def settle(
    draft: Draft, asked: Sequence[Asked], answers: Mapping[Asked, str], known: KnownNames
) -> tuple[Measure, ...]:
    """The measures of a draft by the answers; corrections come last, as they see the whole cell."""
    measures = list(draft.measures)
    for one in sorted(asked, key=lambda a: a.code == CORRECT):
        answer = answers.get(one, "")
        if one.code == "first_is_lead" and answer == OTHER:
            measures = list(map(_let_first_lead, measures))
        elif one.code == "number" and answer == OTHER:
            _renumber(measures, draft.measures, one)
        elif answer and one.measure is not None:
            measures[one.measure] = _apply(measures[one.measure], one, answer, known)
    return tuple(measures)


def _apply(measure: Measure, asked: Asked, answer: str, known: KnownNames) -> Measure:
    if answer.startswith(SET):
        return write_cell(measure, asked.field, answer.removeprefix(SET), known)
    if answer != OTHER or asked.question is None:
        return measure
    details = asked.question.details
    if asked.code == "cut":
        return write_cell(measure, asked.field, details["other"].replace("、", ";"), known)
    names = {**measure.names, asked.field: ()}
    return replace(measure, merged=(), names=names)


def _renumber(measures: list[Measure], printed: Sequence[Measure], asked: Asked) -> None:
    """Give a task the number that would follow, and each of its measures the one below it."""
    assert asked.question and asked.measure is not None
    number, at = asked.question.details["expected"], asked.measure
    task = printed[at].task_no
    count = 1
    if printed[at].measure_id == f"{task}.1" and "." not in asked.question.value:
        while at + count < len(printed) and printed[at + count].measure_id == f"{task}.{count + 1}":
            count += 1
        names = [f"{number}.{below}" for below in range(1, count + 1)]
    else:
        names = [number]
    for place, name in enumerate(names, start=at):
        task_no = number.partition(".")[0]
        measures[place] = replace(measures[place], task_no=task_no, measure_id=name)


def write_cell(measure: Measure, field: str, text: str, known: KnownNames) -> Measure:
    """A measure with one cell written anew; roles that share a cell keep sharing it."""
    if field == "number":
        return replace(measure, task_no=text.partition(".")[0], measure_id=text)
    if field not in ROLES:
        written: dict[str, Any] = {field: text}
        return replace(measure, **written)
    names = tuple(
        name for part in text.split(";") if part.strip() for name in cut_cell(part, known).names
    )
    shared = measure.merged if field in measure.merged else (field,)
    return replace(measure, names={**measure.names, **dict.fromkeys(shared, names)})


def _let_first_lead(measure: Measure) -> Measure:
    """The first of the units that are responsible leads, where nobody else does."""
    main = measure.names.get("main", ())
    if not main or measure.names.get("lead"):
        return measure
    return replace(measure, names={**measure.names, "lead": main[:1]})


def settle_names(
    measures: Sequence[Measure], answers: Mapping[str, str]
) -> tuple[tuple[Measure, ...], dict[str, str]]:
    """Measures without the words that are no unit, and what the other unknown names stand for."""
    dropped = {name for name, answer in answers.items() if answer == "no_unit"}

    def keep(names: tuple[Name, ...]) -> tuple[Name, ...]:
        return tuple(n for n in names if n.basis != UNKNOWN or n.printed not in dropped)

    kept = tuple(
        replace(m, names={role: keep(names) for role, names in m.names.items()}) for m in measures
    )
    return kept, {name: answer for name, answer in answers.items() if name not in dropped}


def find_open(asked: Sequence[Asked], answers: Mapping[Asked, str]) -> tuple[Asked, ...]:
    """What needs an answer and has none. Corrections and figures never do, facts only where
    required; a cell that somebody wrote anew asks nothing more."""
    required = {f"fact:{fact}" for fact in REQUIRED_FACTS}
    written = {(one.measure, one.field) for one in answers if one.code == CORRECT}
    return tuple(
        one
        for one in asked
        if one not in answers
        and one.code not in (CORRECT, FIGURE, BARE_FIGURE)
        and (one.code != "fact" or one.tag in required)
        and (one.measure, one.field) not in written
    )
