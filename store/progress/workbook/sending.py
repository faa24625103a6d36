"""Workbooks as they go out, of a plan's units as they stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from geo.packages.problems import DataError, Problem
from store.database import read
from store.progress.periods import find_period
from store.progress.states import find_states, group_by_unit
from store.progress.workbook.earlier import find_earlier
from store.progress.workbook.sides import load_sides
from store.progress.workbook.template import name_template, write_template
from store.shelf import list_metas


@dataclass(frozen=True)
class Sent:
    """`name`: the file's; `data`: an xlsx."""

    unit_code: str
    unit: str
    name: str
    data: bytes


def write_templates(
    plan: str, code: str, units: Collection[str] = (), lang: str = "zh"
) -> list[Sent]:
    """For every unit that has a line in the period, or those of `units`. Raises `DataError` where
    the period was never opened, or a unit has no line in it."""
    title = find_title(plan)
    with read() as connection:
        if connection is None:
            raise DataError([Problem("no_period", plan, None, "period", code)])
        period = find_period(connection, plan, code)
        states = find_states(connection, period)
        comments = load_sides(connection, period, states, []).comments
        last = find_earlier(connection, period, [state.line for state in states])
    grouped = group_by_unit(states)
    if unknown := [unit for unit in units if unit not in grouped]:
        raise DataError([Problem("no_lines", plan, None, "unit", unit) for unit in unknown])
    return [
        Sent(
            unit,
            own[0].line.unit,
            name_template(period, own[0].line.unit, lang),
            write_template(own, unit, period, last, lang, title, comments),
        )
        for unit, own in grouped.items()
        if not units or unit in units
    ]


def find_title(plan: str) -> str:
    """What the plan calls itself; its code where it says nothing."""
    return str(list_metas().get(plan, {}).get("title", "")) or plan
