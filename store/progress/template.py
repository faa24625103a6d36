"""The workbook that a unit fills in: only its lines, one sheet, one row a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.progress.periods import Period
from store.progress.reports import Said
from store.progress.states import State


def write_template(
    states: Sequence[State],
    unit_code: str,
    period: Period,
    last: Mapping[int, Said],
    lang: str = "zh",
    title: str = "",
) -> bytes:
    """An xlsx of the lines of one unit among `states`. `last`: what it said the period before, by
    the line's id, see `store.progress.earlier.find_earlier`; `title`: the plan's."""
    raise NotImplementedError


def name_template(period: Period, unit: str) -> str:
    """The file's name; `unit`: the unit's name."""
    raise NotImplementedError
