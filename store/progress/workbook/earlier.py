"""What was said in the period before."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.progress.lines import Line
from store.progress.periods import Period, list_periods
from store.progress.reports import Said
from store.progress.states import find_states


def find_earlier(connection: Connection, period: Period, lines: Iterable[Line]) -> dict[int, Said]:
    """What stood at the end of the period before, by the id of the line of now: an edition may have
    changed in between, a measure of a unit is the same by its number."""
    before = [one for one in list_periods(connection, period.plan) if one.code < period.code]
    if not before:
        return {}
    said = {
        (state.line.measure_id, state.line.unit_code): state.report.said
        for state in find_states(connection, before[-1])
        if state.report
    }
    return {
        line.id: said[line.measure_id, line.unit_code]
        for line in lines
        if (line.measure_id, line.unit_code) in said
    }
