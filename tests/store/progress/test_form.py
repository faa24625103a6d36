"""A report on one line by the form."""

from __future__ import annotations

import pytest

from geo.packages.problems import DataError
from store.database import read
from store.progress import reviews
from store.progress.form import report_line
from store.progress.lines import Line
from store.progress.periods import Period, close_period
from store.progress.reports import FORM, Report, Said, list_reports
from tests.store.office import Office
from tests.store.progress.month import WHO, list_kept_lines, open_month

SAID = Said("under_way", "在办。", filled_by="乙")


@pytest.fixture
def month(office: Office) -> Period:
    return open_month()


@pytest.fixture
def line(month: Period) -> Line:
    return list_kept_lines(month)[0]


def list_kept(month: Period) -> list[Report]:
    with read() as connection:
        assert connection
        return list_reports(connection, month)


def list_rules(month: Period, line: Line, said: Said, base_rev: int) -> list[str]:
    with pytest.raises(DataError) as refused:
        report_line(month, line, said, base_rev, WHO)
    return [problem.rule for problem in refused.value.problems]


def test_a_report_is_kept_upon_what_was_seen(month: Period, line: Line) -> None:
    first = report_line(month, line, SAID, 0, WHO)
    second = report_line(month, line, Said("done", "办结。"), 1, "丙")
    assert [(one.rev, one.base_rev, one.source, one.kept_by) for one in list_kept(month)] == [
        (1, 0, FORM, WHO),
        (2, 1, FORM, "丙"),
    ]
    assert (first.said, second.said.text) == (SAID, "办结。")


def test_a_newer_revision_that_was_not_seen_refuses_it(month: Period, line: Line) -> None:
    report_line(month, line, SAID, 0, WHO)
    assert list_rules(month, line, Said("done", "办结。"), 0) == ["reported_since"]
    assert list_rules(month, line, Said("done", "办结。"), 2) == ["reported_since"]
    assert len(list_kept(month)) == 1


def test_a_revision_that_was_never_made_is_none_to_write_upon(month: Period, line: Line) -> None:
    assert list_rules(month, line, SAID, 1) == ["reported_since"]


def test_the_same_once_more_changes_nothing(month: Period, line: Line) -> None:
    first = report_line(month, line, SAID, 0, WHO)
    assert report_line(month, line, SAID, 0, "丙") == first
    assert report_line(month, line, SAID, 1, WHO) == first


@pytest.mark.parametrize("kind", [reviews.RETURN, reviews.WITHDRAW])
def test_what_was_returned_may_be_said_again(month: Period, line: Line, kind: str) -> None:
    first = report_line(month, line, SAID, 0, WHO)
    reviews.review(month, [first], kind, WHO, "写明数字。")
    assert report_line(month, line, SAID, 1, WHO).rev == 2


def test_what_is_no_report_is_refused_with_all_that_is_wrong(month: Period, line: Line) -> None:
    assert list_rules(month, line, Said("done", expected="明天"), 0) == ["no_text", "bad_date"]
    assert list_kept(month) == []


def test_a_period_that_was_closed_meanwhile_takes_nothing(month: Period, line: Line) -> None:
    close_period(month.plan, month.code, WHO)
    assert list_rules(month, line, SAID, 0) == ["period_closed"]
