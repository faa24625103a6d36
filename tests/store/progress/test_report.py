"""The 通报 as a value: every line beside the month before, and the one count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.audit import keep
from store.database import read, stamp
from store.progress import periods, reviews
from store.progress.periods import Period
from store.progress.report import Bulletin, build_bulletin, pair_states
from store.progress.reports import FORM, Said
from store.progress.states import count_states
from store.progress_tables import COMMENTS
from store.schema import begin_writing
from tests.store.progress.month import CODE, WHO, list_kept_lines, look, open_month, tell

BEFORE = "2026-02"
TODAY = date(2026, 3, 28)


def build(period: Period, today: date = TODAY) -> Bulletin:
    with read() as connection:
        assert connection
        return build_bulletin(connection, period.plan, period.code, today)


@pytest.mark.usefixtures("office")
def test_every_line_stands_beside_the_month_before() -> None:
    earlier = open_month(BEFORE)
    first, second, *_ = (s.line for s in look(earlier) if s.is_reporting and not s.is_asked)
    tell(earlier, first, Said("under_way", "上月已在办。"))
    periods.close_period(earlier.plan, BEFORE, WHO)
    period = open_month()
    said = Said("blocked", obstacle="资金未到位。", waits_for="财政局")
    tell(period, first, said)
    bulletin = build(period)
    entries = {(e.state.line.measure_id, e.state.line.unit_code): e for e in bulletin.entries}
    entry = entries[first.measure_id, first.unit_code]
    assert entry.state.report and entry.before and entry.before.report
    assert entry.state.report.said == said
    assert entry.before.report.said.text == "上月已在办。"
    other = entries[second.measure_id, second.unit_code]
    assert (other.state.report, other.before and other.before.stage) == (None, "missing")
    assert [e.state.line.id for e in bulletin.blocked] == [first.id]


@pytest.mark.usefixtures("office")
def test_its_counts_are_the_one_count_and_its_lists_as_long() -> None:
    period = open_month()
    one, two, three, *_ = (s.line for s in look(period) if s.is_reporting and not s.is_asked)
    returned = tell(period, one, Said("under_way", "在办。"))
    reviews.review(period, [returned], reviews.RETURN, WHO, "没有写数量。")
    tell(period, two, Said("blocked", "受阻。"))
    tell(period, three, Said("done", "完成。"))
    late_day = date(2027, 1, 1)
    bulletin = build(period, late_day)
    counts = count_states(look(period, late_day))
    assert bulletin.counts == counts
    assert bulletin.counts_before is None
    for stage, n in counts.stages.items():
        assert len(bulletin.select_stage(stage)) == n
    assert len(bulletin.blocked) == counts.statuses["blocked"] == 1
    assert len(bulletin.late) == counts.late > 0
    assert len(bulletin.asked) == counts.asked > 0
    assert len(bulletin.entries) == counts.lines + counts.asked


@pytest.mark.usefixtures("office")
def test_what_supporting_units_say_stands_at_the_measure() -> None:
    period = open_month()
    line = next(line for line in list_kept_lines(period) if "support" in line.roles)
    values = {"line_id": line.id, "period_id": period.id, "unit_code": line.unit_code}
    with begin_writing() as connection:
        told = {"text": "已配合。", "source": FORM, "kept_by": WHO, "kept_at": stamp()}
        keep(connection, COMMENTS, {**values, **told}, WHO)
    comments = build(period).comments
    assert [c.text for c in comments[line.measure_id]] == ["已配合。"]
    assert list(comments) == [line.measure_id]


@pytest.mark.usefixtures("office")
def test_a_row_that_moved_is_found_and_a_doubtful_one_is_not() -> None:
    state = look(open_month())[0]
    moved = replace(state, line=replace(state.line, measure_id="99"))
    reworded = replace(state, line=replace(state.line, wording="另一条。"))
    twice = replace(state, line=replace(state.line, measure_id="98"))
    assert [e.before for e in pair_states([state], [moved])] == [moved]
    assert [e.before for e in pair_states([state], [reworded])] == [None]
    assert [e.before for e in pair_states([state], [moved, twice])] == [None]
    assert [e.before for e in pair_states([state], [moved, state])] == [state]


@pytest.mark.usefixtures("office")
def test_last_month_is_as_late_as_it_was_when_it_closed() -> None:
    open_month("2026-12")
    period = open_month("2027-01")
    bulletin = build(period, date(2027, 1, 5))
    assert bulletin.counts.late > 0
    assert bulletin.counts_before and bulletin.counts_before.late == 0


@pytest.mark.usefixtures("office")
def test_a_closed_month_says_the_same_a_year_later(monkeypatch: pytest.MonkeyPatch) -> None:
    period = open_month("2026-12")
    following = open_month("2027-01")
    monkeypatch.setattr(periods, "stamp", lambda: "2027-01-05T02:00:00Z")
    periods.close_period(period.plan, period.code, WHO)
    then, later = (build(period, date(year, 1, 5)) for year in (2027, 2028))
    assert later == then
    assert then.counts.late > 0
    before = build(following, date(2028, 1, 5)).counts_before
    assert before == then.counts, "the month after says of it what it said itself"


@pytest.mark.usefixtures("office")
def test_other_months_are_not_last_month() -> None:
    open_month("2026-01")
    period = open_month(CODE)
    bulletin = build(period)
    assert (bulletin.period_before, bulletin.states_before) == (None, ())
    assert {entry.before for entry in bulletin.entries} == {None}
