"""Workbooks that come back: what is kept of them, and what is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from geo.packages.problems import DataError
from store.audit import find_broken_chain
from store.database import read
from store.progress import periods, reviews
from store.progress.reports import WORKBOOK, Said
from store.progress.workbook.returned import find_last_returned, list_returned
from store.progress_tables import COMMENTS, REPORTS, RETURNED
from store.tables import FILES
from tests.store.office import Office
from tests.store.progress.month import look, open_month, tell
from tests.store.progress.workbook.book import (
    HEAD,
    Desk,
    count,
    fill_in,
    find_line,
    find_said,
    give_back,
    list_rules,
    resave,
    send,
)


def test_what_was_filled_in_is_kept_and_the_rest_untouched(office: Office) -> None:
    period = open_month()
    texts = {"status": "受阻", "text": "缺资金", "value": "１２", "waits_for": "财政局"}
    data = fill_in(
        period, lambda desk: desk.fill("1", **texts, expected="2026.11.30", filled_by="乙")
    )
    outcome = give_back(period, data)
    assert (outcome.unit, outcome.unit_name, outcome.kind) == ("env", "环境局", "merged")
    assert [line.measure_id for line in outcome.untouched] == ["4", "3.1", "3.2"]
    assert find_said(period, "1") == Said(
        "blocked", "缺资金", "12", "", "财政局", "2026-11-30", "", "乙"
    )
    (report,) = [state.report for state in look(period) if state.report]
    assert (report.rev, report.base_rev, report.source, report.on_behalf) == (1, 0, WORKBOOK, "env")
    with read() as connection:
        assert connection
        (returned,) = list_returned(connection, period)
        kept = connection.execute(
            select(FILES.c.data).where(FILES.c.id == report.file_id)
        ).scalar_one()
        assert find_broken_chain(connection) == []
    assert (returned.file_id, returned.outcome, returned.name) == (
        report.file_id,
        "merged",
        "回表.xlsx",
    )
    assert (returned.counts["revisions"], bytes(kept)) == (1, data)


def test_a_look_keeps_nothing_and_tells_the_same(office: Office) -> None:
    period = open_month()
    data = fill_in(period, lambda desk: desk.fill("1", status="在办", text="x"))
    looked = give_back(period, data, dry_run=True)
    assert [count(table) for table in (REPORTS, RETURNED, FILES)] == [0, 0, 0]
    taken = give_back(period, data)
    assert replace(looked, answer=b"") == replace(taken, answer=b"")
    rows = [[*Desk(one.answer).sheet.iter_rows(values_only=True)] for one in (looked, taken)]
    assert rows[0] == rows[1]


def test_the_same_file_twice_changes_nothing_whatever_was_said_since(office: Office) -> None:
    period = open_month()
    data = fill_in(
        period, lambda desk: desk.fill("1", status="在办", text="x").fill("3.1", comment="好")
    )
    assert not give_back(period, data).is_same_file
    tell(period, find_line(period, "1"), Said(), base_rev=1)
    give_back(period, Desk(send(period)).fill("3.1", comment="更好").save())
    counts = [count(table) for table in (REPORTS, COMMENTS, RETURNED, FILES)]
    again = give_back(period, data, "另一个名字.xlsx")
    assert (again.is_same_file, again.kind, again.revisions, again.comments) == (
        True,
        "merged",
        (),
        (),
    )
    assert [count(table) for table in (REPORTS, COMMENTS, RETURNED, FILES)] == counts


def test_a_second_workbook_adds_to_the_first_where_they_do_not_meet(office: Office) -> None:
    period = open_month()
    tell(period, find_line(period, "1"), Said("under_way", "一", "1"))
    sent = send(period)
    one = Desk(sent).fill("1", text="二").save()
    other = Desk(sent).fill("1", value="2").save()
    assert [give_back(period, data).kind for data in (one, other)] == ["merged", "merged"]
    assert find_said(period, "1") == Said("under_way", "二", "2")


def test_a_report_that_was_withdrawn_is_no_side_but_keeps_its_number(office: Office) -> None:
    period = open_month()
    report = tell(period, find_line(period, "1"), Said("under_way", "一"))
    data = Desk(send(period)).fill("1", text="二").save()
    reviews.review(period, [report], reviews.WITHDRAW, "乙", "误报")
    fresh = fill_in(period, lambda desk: desk.fill("1", status="在办", text="三"))
    assert [one.ours for one in give_back(period, data).conflicts] == [""]
    assert give_back(period, fresh).kind == "merged"
    (state,) = [state for state in look(period) if state.report]
    assert (state.report.rev, state.report.said.text) == (2, "三")


def test_a_name_alone_says_nothing(office: Office) -> None:
    period = open_month()
    outcome = give_back(period, fill_in(period, lambda desk: desk.fill("1", filled_by="乙")))
    assert (outcome.kind, len(outcome.untouched)) == ("merged", 4)


def test_the_check_of_the_form_names_sheet_row_column_and_value(office: Office) -> None:
    period = open_month()

    def edit(desk):
        desk.fill("1", status="差不多", text="甲", expected="下个月").fill("4", status="已完成")

    outcome = give_back(period, fill_in(period, edit))
    told = [(one.rule, one.file, one.row, one.column, one.value) for one in outcome.problems]
    where = "回表.xlsx｜填报"
    assert told == [
        ("bad_status", where, HEAD + 1, "G 状态", "差不多"),
        ("bad_date", where, HEAD + 1, "L 预计完成日期", "下个月"),
        ("no_text", where, HEAD + 2, "H 进展情况", ""),
    ]
    assert (outcome.kind, outcome.revisions) == ("merged_with_errors", ())


def test_merged_cells_that_do_not_go_together_are_refused(office: Office) -> None:
    period = open_month()
    tell(period, find_line(period, "1"), Said("under_way", "一"))
    sent = send(period)
    assert give_back(period, Desk(sent).fill("1", status="已完成").save()).kind == "merged"
    outcome = give_back(period, Desk(sent).fill("1", text=None).save())
    assert (list_rules(outcome), find_said(period, "1")) == (["no_text"], Said("done", "一"))


def test_a_closed_period_takes_nothing_and_says_so_once(office: Office) -> None:
    period = open_month()

    def edit(desk):
        desk.fill("1", status="在办").fill("4", status="在办").fill("3.1", comment="好")

    data = fill_in(period, edit)
    periods.close_period(period.plan, period.code, "甲")
    outcome = give_back(period, data)
    assert (list_rules(outcome), outcome.revisions, outcome.comments) == (["period_closed"], (), ())
    periods.reopen_period(period.plan, period.code, "甲", "补报")
    assert len(give_back(period, data).revisions) == 2


def test_who_is_asked_says_that_it_is_not_its_own(office: Office) -> None:
    period = open_month()
    data = fill_in(period, lambda desk: desk.fill("2", status="不承担", text="不在山区"), "100001")
    assert give_back(period, data).kind == "merged"
    assert find_said(period, "2", "100001") == Said("not_ours", "不在山区")


def test_a_workbook_without_rows_or_unreadable_is_refused(office: Office) -> None:
    period = open_month()
    empty = fill_in(period, lambda desk: desk.sheet.delete_rows(HEAD + 1, 10))
    outcomes = [
        give_back(period, empty),
        give_back(period, b"x", "a.xlsx"),
        give_back(period, b"x", "a.pdf"),
    ]
    assert [(list_rules(one), one.kind, bool(one.answer)) for one in outcomes] == [
        (["no_rows"], "refused", True),
        (["wrong_content"], "refused", False),
        (["wrong_content"], "refused", False),
    ]


def test_a_month_that_was_never_opened_takes_nothing(office: Office) -> None:
    period = open_month()
    with pytest.raises(DataError) as caught:
        give_back(replace(period, code="2026-09"), send(period))
    assert caught.value.problems[0].rule == "no_period"


def test_what_libreoffice_saves_is_merged_like_what_was_sent(
    office: Office, tmp_path: Path
) -> None:
    period = open_month()
    tell(period, find_line(period, "4"), Said("under_way", "一\n二", "3%", expected="2026-11-30"))

    def edit(desk):
        desk.fill("1", status="在办", text="第一段\n第二段", expected=date(2026, 11, 30))
        desk.sheet.merge_cells("N5:N6")
        desk.fill("1", filled_by="乙")

    data = fill_in(period, edit)
    for suffix, saved in resave(data, tmp_path, "xlsx", "xls").items():
        outcome = give_back(period, saved, f"回表.{suffix}", dry_run=True)
        assert outcome.problems == (), suffix
        assert [(one.after, one.fields) for one in outcome.revisions] == [
            (
                Said("under_way", "第一段\n第二段", expected="2026-11-30", filled_by="乙"),
                ("status", "text", "expected", "filled_by"),
            ),
            (
                Said("under_way", "一\n二", "3%", expected="2026-11-30", filled_by="乙"),
                ("filled_by",),
            ),
        ], suffix


def test_an_english_workbook_comes_back_as_well(office: Office) -> None:
    period = open_month()
    desk = Desk(send(period, lang="en"), "en").fill("1", status="under way", text="x")
    assert give_back(period, desk.save()).kind == "merged"
    assert find_said(period, "1") == Said("under_way", "x")


def test_a_workbook_of_another_month_does_not_hide_the_one_that_was_taken(office: Office) -> None:
    foreign = send(open_month("2026-02"))
    period = open_month()
    data = fill_in(period, lambda desk: desk.fill("1", status="在办", text="x"))
    found = []
    for returned in (foreign, data, Desk(foreign).save()):
        give_back(period, returned)
        with read() as connection:
            assert connection
            last = find_last_returned(list_returned(connection, period))
        found.append({code: one.outcome for code, one in last.items()})
    assert found == [{"env": "refused"}, {"env": "merged"}, {"env": "merged"}]
