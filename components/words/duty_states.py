"""What was reported in a month, in a line: of one duty with its date, of all duties of a unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.session.progress import Progress
from components.texts import Texts
from components.words.progress import (
    find_stand,
    name_month,
    name_stage,
    name_status,
    say_counts,
    say_state,
    say_time,
)
from components.words.several import name_plans
from components.words.source import write_date
from components.words.units import name_unit
from components.words.words import Words

if TYPE_CHECKING:
    from store.progress.states import Counts, State


def say_whole(state: State, t: Texts) -> str:
    """`未报，按2026年12月31日计`: the state, and which day its printed deadline means; whether that
    is near or has passed, or was put off."""
    said, date = say_state(state, t), say_date(state, t)
    return t("duty_state.dated", said=said, date=date) if date else said


def say_date(state: State, t: Texts) -> str:
    """Nothing where the deadline means no day, or where nothing is to be reported."""
    if state.due is None or not state.is_reporting:
        return ""
    if time := say_time(state, t):
        return time
    key = "duty_state.day" if state.due == state.line.due else "duty_state.put_off"
    return t(key, date=write_date(state.due, t))


def say_unit(words: Words, progress: Progress, code: str) -> str:
    """How much of what a unit is to report came in, of each plan that has a month; "" where it has
    nothing to report."""
    lines = [
        _say_plan(words, progress, plan, progress.of_unit(code, plan).values())
        for plan in progress.followed
    ]
    return words.t.pick("", " ").join(filter(None, lines))


def _say_plan(words: Words, progress: Progress, plan: str, states: Iterable[State]) -> str:
    # Whoever has states has asked a database.
    from store.progress.states import count_states

    t = words.t
    counts = count_states(states)
    if not counts.lines and not counts.asked:
        return ""
    month = name_month(progress.periods[plan].code, t)
    name = name_plans(words)[plan]
    head = t("duty_state.month_of", plan=name, month=month) if name else month
    said = say_counts(counts, t)
    if not counts.lines:
        return t("duty_state.unit_asked", month=head, said=said)
    return t("duty_state.unit", month=head, lines=counts.lines, said=said)


@dataclass(frozen=True)
class Told:
    """What was reported on a measure, and the code of the month of which it is said."""

    month: str
    said: str


def tell_measures(words: Words, progress: Progress, codes: Collection[str]) -> dict[str, Told]:
    """Of every measure that has a state: of each unit of `codes` how it stands, where there are
    none how many of all units stand how."""
    told = {}
    for measure_id, plan in progress.plans.items():
        states = progress.of_measure(measure_id)
        said = _say_each(words, states, codes) if codes else say_stands(states.values(), words.t)
        told[measure_id] = Told(progress.periods[plan].code, said)
    return told


def _say_each(words: Words, states: Mapping[str, State], codes: Collection[str]) -> str:
    t = words.t
    held = {code: say_whole(states[code], t) for code in codes if code in states}
    if len(codes) == 1:
        return "".join(held.values())
    return t("file.semicolon").join(
        t("duty_state.of_unit", name=name_unit(words, code), said=said)
        for code, said in held.items()
    )


def say_stands(states: Iterable[State], t: Texts) -> str:
    """How many units that are to report stand how: `未报12家，待审3家，其中已过时限12家`;
    those that are asked whether the duty is theirs, apart."""
    from store.progress.states import count_states

    counts = count_states(states)
    parts = [
        t("duty_state.units", name=name_stage(stage, t), n=n)
        for stage, n in counts.stages.items()
        if n
    ]
    if counts.late:
        parts.append(t("duty_state.units_late", n=counts.late))
    if waiting := counts.asked - counts.asked_answered:
        parts.append(t("duty_state.units_asked", n=waiting))
    return t("duty_state.comma").join(parts)


def find_missing(counts: Counts) -> str:
    """Whether something is `missing`, nothing (`zero`), or there was `none` to report."""
    if not counts.lines:
        return "none"
    return "missing" if counts.stages["missing"] else "zero"


def label_missing(counts: Counts, t: Texts) -> str:
    """The same in two words, with how much, for a map."""
    return t(f"reported.label_{find_missing(counts)}", n=counts.stages["missing"])


def say_missing(counts: Counts, t: Texts) -> str:
    missing = counts.stages["missing"]
    told = {"lines": counts.lines, "reported": counts.lines - missing, "missing": missing}
    return t(f"reported.said_{find_missing(counts)}", **told)


CHOICES = ("missing", "to_review", "returned", "accepted", "blocked", "late", "asked")
"""What a list of duties can be picked by: the stages, and what asks for somebody to act."""


def name_choice(choice: str, t: Texts) -> str:
    if choice == "late":
        return t("duty_state.choice_late")
    if choice == "blocked":
        return name_status(choice, t)
    return t("progress.stand_asked") if choice == "asked" else name_stage(choice, t)


def is_chosen(state: State, choice: str) -> bool:
    """Of what the plan leaves open only whether it is still to be answered counts."""
    if choice == "asked" or state.is_asked:
        return choice == find_stand(state) == "asked"
    if choice == "late":
        return state.is_late
    if choice == "blocked":
        return find_stand(state) == "blocked"
    return state.is_reporting and state.stage == choice


def pick_measures(progress: Progress, choice: str, codes: Collection[str]) -> set[str]:
    """The measures that one of the units `codes`, or of all, has in this state."""
    return {
        measure_id
        for (measure_id, code), state in progress.states.items()
        if (not codes or code in codes) and is_chosen(state, choice)
    }
