"""The month at a glance: a sentence, then every unit in the order of every list, each number the
way to its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.html.sentence import write_copied
from components.html.template import draw
from components.screens.progress.desk import Desk, list_units
from components.screens.progress.lines import show_lines
from components.screens.progress.link import ASKED, DUE, STEPS, TIMES, lead_to
from components.screens.widgets.panel import write_quiet
from components.words.bulletin import name_line_unit
from components.words.progress import name_month, name_stage, say_counts
from store.progress.states import STAGES, Counts, State, count_states

KINDS = ("districts", "on_a_par", "departments")
Number = tuple[int, str]
"""How many, and the address of which; "" where it leads nowhere."""


@dataclass(frozen=True)
class UnitLine:
    """A unit's row. `numbers`: lines to report, by `STAGES`, then by `TIMES`; `asked`: what the
    plan leaves open, and how much of it was answered."""

    name: str
    address: str
    numbers: tuple[Number, ...]
    asked: Number
    answered: int
    returned: str


def show_board(desk: Desk) -> None:
    if desk.link.unit or desk.link.stage:
        show_lines(desk)
        return
    st.html(write_copied(say_month(desk), desk.t))
    st.html(write_units(desk))
    st.html(write_quiet(desk.t("collecting.rule")))


def write_units(desk: Desk) -> Markup:
    """A row for every unit, parties before departments."""
    t, units = desk.t, list_units(desk)
    parties = {code: states for code, states in units.items() if code in desk.words.model.codes}
    departments = {code: states for code, states in units.items() if code not in parties}
    groups = [
        (t(f"changes.{name}"), [_describe(desk, code, states) for code, states in part.items()])
        for name, part in (("parties", parties), ("departments", departments))
    ]
    columns = [t("collecting.column_due"), *(name_stage(stage, t) for stage in STAGES)]
    columns += [t(f"collecting.column_{time}") for time in TIMES]
    return draw("screens/progress/board.units", t=t, columns=columns, groups=groups)


def say_month(desk: Desk) -> str:
    """Who is to report how much, and what has come of it."""
    t = desk.t
    counted = [state for state in desk.states if state.is_reporting and not state.is_asked]
    codes = dict.fromkeys(state.line.unit_code for state in counted)
    kinds = desk.words.model.region.parties["kind"]
    counted_as = Counter(name_kind(kinds.get(code)) for code in codes)
    who = [t(f"collecting.{kind}", n=counted_as[kind]) for kind in KINDS if counted_as[kind]]
    counts = count_states(desk.states)
    month = name_month(desk.month.code, t)
    told = {"month": month, "who": t("list.comma").join(who), "n": counts.lines}
    said = t("collecting.sentence" if counts.lines else "collecting.sentence_none", **told)
    return said + say_counts(counts, t)


def name_kind(kind: str | None) -> str:
    """One of `KINDS`; `kind`: of a party, None of a unit that is none."""
    if kind is None:
        return "departments"
    return "districts" if kind == "district" else "on_a_par"


def _describe(desk: Desk, code: str, states: Sequence[State]) -> UnitLine:
    counts = count_states(states)
    told = {
        DUE: counts.lines,
        **counts.stages,
        **dict(zip(TIMES, count_times(counts), strict=True)),
    }
    return UnitLine(
        name_line_unit(desk.words, states[0].line),
        _lead(desk, code, ""),
        tuple((n, _lead(desk, code, stage) if n else "") for stage, n in told.items()),
        (counts.asked, _lead(desk, code, ASKED) if counts.asked else ""),
        counts.asked_answered,
        say_returned(desk, code),
    )


def count_times(counts: Counts) -> tuple[int, int]:
    """By `TIMES`."""
    return counts.late, counts.near


def say_returned(desk: Desk, code: str) -> str:
    """What came of the unit's last workbook."""
    outcome = desk.returned[code].outcome if code in desk.returned else "none"
    return desk.t(f"collecting.returned_{outcome}")


def _lead(desk: Desk, unit: str, stage: str) -> str:
    changes: Mapping[str, str] = {"period": desk.month.code, "unit": unit, "stage": stage}
    return lead_to(desk.words, desk.link, step=STEPS[0], at="", **changes)
