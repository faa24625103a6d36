"""What a unit owes, each line once, and what it was sent."""

from __future__ import annotations

from datetime import date

import pytest

from store.database import read
from store.progress import reviews
from store.progress.notices import (
    ORDER,
    REMINDER,
    find_owed,
    keep_notice,
    list_notices,
    list_owed,
)
from store.progress.reports import Said
from tests.store.progress.month import CODE, WHO, look, open_month, tell

EARLY, LATE = date(2026, 3, 20), date(2027, 1, 1)


@pytest.mark.usefixtures("office")
def test_every_line_is_owed_at_most_once_and_for_the_first_reason() -> None:
    period = open_month()
    a, b, c, d, *_ = (
        s.line for s in look(period) if s.is_reporting and not s.is_asked and s.line.due
    )
    reviews.review(
        period, [tell(period, a, Said("blocked", "受阻。"))], reviews.RETURN, WHO, "写明原因。"
    )
    tell(period, b, Said("blocked", obstacle="缺经费。", waits_for="财政局"))
    tell(period, c, Said("under_way"))
    tell(period, d, Said("done", "完成。"))
    early = {state.line.id: find_owed(state) for state in look(period, EARLY)}
    late = {state.line.id: find_owed(state) for state in look(period, LATE)}
    assert [early[line.id] for line in (a, b, c, d)] == ["returned", "blocked", "", ""]
    assert [late[line.id] for line in (a, b, c, d)] == ["returned", "blocked", "late", ""]
    states = look(period, EARLY)
    others = {find_owed(s) for s in states if s.is_reporting and s.report is None}
    assert others == {"missing", "asked"}
    assert {find_owed(s) for s in states if not s.is_reporting} == {""}


@pytest.mark.usefixtures("office")
def test_units_that_owe_nothing_are_left_out() -> None:
    period = open_month()
    for state in look(period):
        if state.line.unit_code == "env" and state.is_reporting:
            tell(period, state.line, Said("done", "完成。"))
    owed = list_owed(look(period, EARLY))
    assert owed and "env" not in owed
    assert all(kinds and all(kinds.values()) for kinds in owed.values())


@pytest.mark.usefixtures("office")
def test_what_was_sent_is_kept_in_its_order() -> None:
    period = open_month()
    keep_notice(period.plan, CODE, "env", REMINDER, "请报送。", WHO)
    keep_notice(period.plan, CODE, "env", ORDER, "催办。", WHO)
    with read() as connection:
        assert connection
        sent = list_notices(connection, period.plan, CODE)
    assert [(n.unit_code, n.kind, n.text, n.kept_by) for n in sent] == [
        ("env", "reminder", "请报送。", WHO),
        ("env", "order", "催办。", WHO),
    ]
