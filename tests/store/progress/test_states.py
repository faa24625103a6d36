"""What holds of a line in a period, by everything said of it, and the one count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.packages.problems import DataError
from store.database import read
from store.progress import extensions, periods, reviews
from store.progress.extensions import list_extensions
from store.progress.lines import Line
from store.progress.reports import STATUSES, Report, Said, find_said_problems
from store.progress.reviews import Review
from store.progress.states import STAGES, State, count_states, group_by_unit
from tests.store.office import Office
from tests.store.progress.month import (
    CODE,
    WHO,
    list_kept_lines,
    look,
    open_month,
    tell,
)

DUE, BEFORE, AFTER = date(2026, 12, 31), date(2026, 11, 1), date(2027, 1, 1)


def find_state(period: object, unit: str, measure: str, today: date = BEFORE) -> State:
    states = look(period, today)  # type: ignore[arg-type]
    return next(s for s in states if (s.line.unit, s.line.measure_id) == (unit, measure))


def test_a_line_goes_from_missing_to_accepted(office: Office) -> None:
    period = open_month()
    assert find_state(period, "甲区", "3.1").stage == "missing"
    line = find_state(period, "甲区", "3.1").line
    first = tell(period, line, Said("under_way", "在办。"))
    assert find_state(period, "甲区", "3.1").stage == "to_review"
    reviews.review(period, [first], reviews.RETURN, WHO, "太略")
    state = find_state(period, "甲区", "3.1")
    assert (state.stage, state.review and state.review.reason) == ("returned", "太略")
    second = tell(period, line, Said("under_way", "完成6公里。"), base_rev=1)
    assert find_state(period, "甲区", "3.1").stage == "to_review"
    reviews.review(period, [second], reviews.ACCEPT, WHO)
    assert find_state(period, "甲区", "3.1").stage == "accepted"
    reviews.review(period, [second], reviews.REOPEN, WHO)
    assert find_state(period, "甲区", "3.1").stage == "to_review"
    reviews.review(period, [second], reviews.WITHDRAW, WHO, "报错了")
    state = find_state(period, "甲区", "3.1")
    assert state.report and (state.report.rev, state.stage) == (1, "returned")


def test_a_decision_on_what_is_not_the_last_word_is_refused(office: Office) -> None:
    period = open_month()
    line = find_state(period, "甲区", "3.1").line
    first = tell(period, line, Said("under_way", "在办。"))
    tell(period, line, Said("done", "完成。"), base_rev=1)
    for kind, reason, rule in (
        (reviews.ACCEPT, "", "reported_since"),
        (reviews.RETURN, "", "no_reason"),
    ):
        with pytest.raises(DataError) as error:
            reviews.review(period, [first], kind, WHO, reason)
        assert [one.rule for one in error.value.problems] == [rule]
    assert find_state(period, "甲区", "3.1").stage == "to_review"


def test_late_and_near_go_by_the_date_and_what_was_granted(office: Office) -> None:
    period = open_month()
    line = find_state(period, "甲区", "3.1").line

    def tell_time(today: date) -> tuple[bool, bool]:
        state = find_state(period, "甲区", "3.1", today)
        return state.is_near, state.is_late

    assert tell_time(date(2026, 11, 30)) == (False, False)
    assert tell_time(date(2026, 12, 1)) == (True, False)
    assert tell_time(DUE) == (True, False)
    assert tell_time(AFTER) == (False, True)
    until = date(2027, 3, 31)
    extensions.ask(line, until, "汛期", WHO, DUE)
    assert tell_time(AFTER) == (False, True), "asked is not granted"
    with read() as connection:
        assert connection
        asked = list_extensions(connection, period.plan)[0]
    extensions.answer(asked, extensions.GRANTED, "", WHO)
    assert tell_time(AFTER) == (False, False)
    assert tell_time(date(2027, 4, 1)) == (False, True)
    extensions.ask(line, date(2027, 9, 30), "再延", WHO, until)
    extensions.ask(line, date(2027, 5, 31), "少延", WHO, until)
    with read() as connection:
        assert connection
        again, less = [e for e in list_extensions(connection, period.plan) if not e.answers][1:]
    for one in (again, less):
        extensions.answer(one, extensions.GRANTED, "", WHO)
    assert tell_time(date(2027, 5, 31)) == (True, False)
    assert tell_time(date(2027, 6, 1)) == (False, True), "the last word counts"
    tell(period, line, Said("done", "完成。"))
    assert tell_time(date(2027, 6, 1)) == (False, False)


def test_an_extension_is_asked_in_time_and_answered_once(office: Office) -> None:
    period = open_month()
    line = find_state(period, "甲区", "3.1").line
    ongoing = find_state(period, "乙区", "3.2").line
    for one, until, today in (
        (line, date(2027, 3, 31), AFTER),
        (line, DUE, BEFORE),
        (ongoing, date(2027, 3, 31), BEFORE),
    ):
        with pytest.raises(DataError) as error:
            extensions.ask(one, until, "因", WHO, today)
        assert [problem.rule for problem in error.value.problems] == ["no_extension"]
    extensions.ask(line, date(2027, 3, 31), "因", WHO, BEFORE)
    with read() as connection:
        assert connection
        (asked,) = list_extensions(connection, period.plan)
    extensions.answer(asked, extensions.REFUSED, "不批", WHO)
    with pytest.raises(DataError) as error:
        extensions.answer(asked, extensions.GRANTED, "", WHO)
    assert [problem.rule for problem in error.value.problems] == ["answered_already"]
    assert find_state(period, "甲区", "3.1", AFTER).is_late


def test_what_goes_on_and_what_is_open_is_never_late(office: Office) -> None:
    states = look(open_month(), date(2040, 1, 1))
    late = {(s.line.unit, s.line.measure_id) for s in states if s.is_late}
    everyone = {(unit, "1") for unit in ("环境局", "甲区", "乙区", "丙区")}
    mentioned = {("乙区", "2"), ("丙区", "2")}
    assert late == {*everyone, *mentioned, ("甲区", "3.1"), ("开发区", "3.1"), ("环境局", "4")}


def test_the_count_has_every_line_that_is_to_be_reported_once(office: Office) -> None:
    period = open_month()
    states = look(period, BEFORE)
    counts = count_states(states)
    asked = [s for s in states if s.is_asked and s.is_reporting]
    assert (counts.lines, counts.asked, len(asked)) == (10, 1, 1)
    assert counts.stages == {"missing": 10, "to_review": 0, "returned": 0, "accepted": 0}
    tell(period, asked[0].line, Said("not_ours", "不在本区。"))
    tell(period, find_state(period, "甲区", "3.1").line, Said("blocked", "待拨款。"))
    counts = count_states(look(period, BEFORE))
    assert (counts.asked_answered, counts.statuses) == (1, {"blocked": 1})
    assert counts.stages["missing"] == 9


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        (Said("under_way"), []),
        (Said("not_started", expected="2026-06-30"), []),
        (Said("done", "完成。"), []),
        (Said("blocked", obstacle="缺地。"), []),
        (Said(), ["no_status"]),
        (Said("finished"), ["bad_status"]),
        (Said("done"), ["no_text"]),
        (Said("done", obstacle="缺地。"), ["no_text"]),
        (Said("not_ours"), ["no_text"]),
        (Said("under_way", expected="六月底"), ["bad_date"]),
    ],
)
def test_what_a_report_must_say(said: Said, rules: list[str], office: Office) -> None:
    period = open_month()
    line = list_kept_lines(period)[0]
    assert [one.rule for one in find_said_problems(said, line, period, "表")] == rules
    closed = replace(period, closed_on=period.closes)
    assert "period_closed" in [p.rule for p in find_said_problems(said, line, closed, "表")]


def test_a_closed_period_takes_neither_reports_nor_decisions(office: Office) -> None:
    period = open_month()
    line = list_kept_lines(period)[0]
    report = tell(period, line, Said("under_way", "在办。"))
    periods.close_period(period.plan, CODE, WHO)
    closed = replace(period, closed_on=period.closes)
    for act in (
        lambda: tell(closed, line, Said("under_way"), 1),
        lambda: reviews.review(closed, [report], reviews.ACCEPT, WHO),
    ):
        with pytest.raises(DataError) as error:
            act()
        assert [one.rule for one in error.value.problems] == ["period_closed"]


def test_a_closed_month_stays_as_late_as_it_was_when_it_closed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    period = open_month()
    monkeypatch.setattr(periods, "stamp", lambda: "2026-12-15T16:00:00Z")  # the 16th in China
    periods.close_period(period.plan, CODE, WHO)
    later = find_state(period, "甲区", "3.1", AFTER)
    assert (later.is_near, later.is_late, later.today) == (True, False, date(2026, 12, 16))
    assert find_state(period, "甲区", "3.1", BEFORE).today == BEFORE
    periods.reopen_period(period.plan, CODE, WHO, "漏报")
    assert find_state(period, "甲区", "3.1", AFTER).is_late


def make_state(
    unit: str, is_open: bool, status: str, kind: str, is_reporting: bool, day: int
) -> State:
    line = Line(
        **dict.fromkeys(("plan", "edition", "key", "wording", "deadline"), ""),
        **{"id": 1, "measure_id": "1", "unit_code": unit, "unit": unit, "roles": ("main",)},
        basis="relevant" if is_open else "named",
        due=DUE,
    )
    told = Report(1, 1, 1, 1, 0, Said(status), unit, "form", None, "", "") if status else None
    decided = Review(1, 1, kind, "", 0, "", "") if told and kind else None
    return State(line, told, decided, DUE, is_reporting, date(2026, 12, day))


STATES = st.builds(
    make_state,
    unit=st.sampled_from("甲乙丙"),
    is_open=st.booleans(),
    status=st.sampled_from(["", *STATUSES]),
    kind=st.sampled_from(["", reviews.ACCEPT, reviews.RETURN, reviews.REOPEN]),
    is_reporting=st.booleans(),
    day=st.integers(1, 31),
)


@given(st.lists(STATES, max_size=30))
def test_units_and_stages_add_up_to_the_whole(states: list[State]) -> None:
    counts = count_states(states)
    parts = [count_states(of_unit) for of_unit in group_by_unit(states).values()]
    assert counts.lines == sum(part.lines for part in parts) == sum(counts.stages.values())
    assert counts.asked == sum(part.asked for part in parts)
    assert counts.lines + counts.asked == sum(state.is_reporting for state in states)
    for stage in STAGES:
        assert counts.stages[stage] == sum(part.stages[stage] for part in parts)
    assert sum(counts.statuses.values()) == counts.lines - counts.stages["missing"]
    assert counts.asked_answered <= counts.asked
    assert not any(state.is_late and state.is_near for state in states)
