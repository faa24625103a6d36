"""What is open in a draft, each with a key, and hashes of what an answer to it hangs on.

Keys: `9.1/牵头单位` a cell by its measure and heading, `table/…` the table as a whole, `names/…` a
name wherever it stands, `plan` the plan itself. Beside what is asked, every cell may be corrected
(`9.1/text`, question `correct`) and every fact of the plan be stated (`plan`, `fact:title`).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geo.intake.draft import Draft, Measure
from geo.intake.questions import Question
from geo.plan.plan import ROLES

REQUIRED_FACTS = ("title",)
"""Nothing is published without it, not even a draft: every page and file names it."""
FACTS = (*REQUIRED_FACTS, "annex", "series", "year", "document_no", "date", "status")
CORRECT, UNKNOWN = "correct", "unknown"
FIGURE, BARE_FIGURE = "figure", "bare_figure"
"""A figure that may be a target, and one without a unit, which can be none."""
FIELDS = ("number", "chapter", "task", "text", "deadline", *ROLES)
"""What of a measure may be corrected."""


@dataclass(frozen=True)
class Asked:
    """One thing to answer. `question`: what the reader asks, where it does; `measure`: the
    position of its measure; `field`: one of `FIELDS`, or "" where none can be told; `value`: what
    is printed there."""

    key: str
    tag: str
    cell_hash: str
    row_hash: str
    value: str = ""
    measure: int | None = None
    field: str = ""
    question: Question | None = None

    @property
    def code(self) -> str:
        return self.tag.partition(":")[0]


def hash_parts(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def hash_row(measure: Measure) -> str:
    """What tells a row from others when a corrected file is read anew: its wording."""
    return hash_parts(measure.text)


def name_rows(measures: Sequence[Measure]) -> list[str]:
    """A name for each measure: its number, with `#2` where it is printed a second time."""
    seen: Counter[str] = Counter()
    names = []
    for at, measure in enumerate(measures, start=1):
        name = measure.measure_id or f"row{at}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return names


def list_asked(draft: Draft) -> list[Asked]:
    """What the reader asks, unknown names aside: those are asked once each, see `ask_of_names`."""
    rows, found = name_rows(draft.measures), []
    for question in draft.questions:
        if question.code == UNKNOWN:
            continue
        at = question.measure
        measure = None if at is None else draft.measures[at]
        row = "table" if at is None else rows[at]
        found.append(
            Asked(
                f"{row}/{question.column}" if question.column else row,
                question.tag,
                _hash_question(question),
                hash_row(measure) if measure else "",
                question.value,
                at,
                _find_field(question, measure, draft) if measure else "",
                question,
            )
        )
    return tell_apart(found)


def _hash_question(question: Question) -> str:
    details = sorted(f"{key}={value}" for key, value in question.details.items())
    return hash_parts(question.case, question.column, question.value, *details)


def _find_field(question: Question, measure: Measure, draft: Draft) -> str:
    if question.code == "number":
        return "number"
    role = next((r for r, printed in draft.roles.items() if printed == question.column), "")
    if role or question.code != "blank":
        return role
    return "text" if not measure.text else "deadline"


def tell_apart(found: Iterable[Asked]) -> list[Asked]:
    seen: Counter[tuple[str, str]] = Counter()
    apart = []
    for asked in found:
        seen[asked.key, asked.tag] += 1
        count = seen[asked.key, asked.tag]
        apart.append(asked if count == 1 else replace(asked, key=f"{asked.key}#{count}"))
    return apart


def list_corrections(draft: Draft) -> list[Asked]:
    """Every cell that may be corrected, as it was read."""
    return [
        Asked(f"{row}/{field}", CORRECT, hash_parts(value), hash_row(measure), value, at, field)
        for at, (row, measure) in enumerate(
            zip(name_rows(draft.measures), draft.measures, strict=True)
        )
        for field in FIELDS
        for value in [print_cell(measure, field)]
    ]


def print_cell(measure: Measure, field: str) -> str:
    """A cell of a measure as a correction writes it."""
    if field in ROLES:
        return ";".join(name.printed for name in measure.names.get(field, ()))
    return str(getattr(measure, "measure_id" if field == "number" else field))


def list_facts() -> list[Asked]:
    return [Asked("plan", f"fact:{fact}", "", "") for fact in FACTS]


def ask_of_names(measures: Iterable[Measure], questions: Iterable[Question]) -> list[Asked]:
    """Each name that no region knows, once, with what the reader asked of it."""
    asked = {q.subject: q for q in questions if q.code == UNKNOWN}
    unknown = {
        name.printed: None
        for measure in measures
        for names in measure.names.values()
        for name in names
        if name.basis == UNKNOWN
    }
    return [
        Asked(
            f"names/{name}",
            f"{UNKNOWN}:{name}",
            hash_parts(name),
            "",
            name,
            question=asked.get(name),
        )
        for name in unknown
    ]
