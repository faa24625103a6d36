"""Workbooks that came back are listed with their files' names, the last one of a unit counts."""

from __future__ import annotations

from store.database import read
from store.progress.inbox import find_last_returned, list_returned
from store.progress.returned import MERGED
from tests.store.office import Office
from tests.store.progress.month import WHO, fill_month, open_month


def test_what_came_back_is_listed(office: Office) -> None:
    period, other = fill_month(), open_month("2026-04")
    with read() as connection:
        assert connection
        (one,) = list_returned(connection, period)
        assert list_returned(connection, other) == []
    assert (one.name, one.outcome, one.counts, one.kept_by) == ("回表.xlsx", MERGED, {}, WHO)
    assert find_last_returned([one]) == {one.unit_code: one}
