"""The answer to a returned workbook."""

from __future__ import annotations

import pytest

from store.progress.reports import Said
from tests.store.office import Office
from tests.store.progress.month import list_kept_lines, open_month, tell
from tests.store.progress.workbook.book import Desk, fill_in, give_back, send

UNTOLD = "措施4（环境局）报了已完成、受阻或不承担，却没有说明"


def test_every_row_says_what_became_of_it(office: Office) -> None:
    period = open_month()

    def edit(desk):
        desk.fill("1", status="在办", text="推进").fill("3.1", comment="好")
        desk.fill("4", status="已完成", value="3")
        desk.sheet.delete_rows(desk.find_row("3.2"))

    desk = Desk(give_back(period, fill_in(period, edit)).answer)
    results = {n: desk.cell(n, "result").value for n in ("1", "4", "3.1", "3.2")}
    assert results == {
        "1": "已导入：状态、进展情况",
        "4": f"{UNTOLD}；写明如何完成、受阻于何处，或为何不承担",
        "3.1": "意见已收",
        "3.2": "表中没有这一行，未改动",
    }
    assert desk.cell("1", "stage").value == "已报，待审"
    assert [desk.cell(n, "mark").value[-2:] for n in ("1", "4", "3.1")] == [".1", ".0", ".1"]
    assert [row[2].value for row in desk.book.worksheets[1]][1:] == [UNTOLD]


def test_what_could_not_be_kept_is_mended_in_the_answer_and_taken(office: Office) -> None:
    period = open_month()
    answer = give_back(
        period, fill_in(period, lambda desk: desk.fill("4", status="已完成", value="3"))
    ).answer
    desk = Desk(answer)
    assert [desk.cell("4", name).value for name in ("status", "value")] == ["已完成", "3"]
    outcome = give_back(period, desk.fill("4", text="通过验收").save())
    assert outcome.problems == ()
    assert [one.after for one in outcome.revisions] == [Said("done", "通过验收", "3")]


def test_an_answer_that_comes_back_as_it_is_changes_nothing(office: Office) -> None:
    period = open_month()
    data = fill_in(period, lambda desk: desk.fill("1", status="在办").fill("3.1", comment="好"))
    outcome = give_back(period, give_back(period, data).answer)
    assert (outcome.kind, outcome.revisions, outcome.comments) == ("merged", (), ())
    assert Desk(outcome.answer).cell("1", "result").value == "未改动"


def test_a_conflict_shows_both_and_stays_one_when_the_answer_comes_back(office: Office) -> None:
    period = open_month()
    sent = send(period)
    line = next(one for one in list_kept_lines(period) if one.unit_code == "env")
    tell(period, line, Said("done", "我们的"))
    data = Desk(sent).fill("1", status="在办", text=None).save()
    desk = Desk(give_back(period, data).answer)
    assert (
        desk.cell("1", "result").value == "“状态”另有改动，待收集单位定：现有“已完成”，来表“在办”"
    )
    assert (desk.cell("1", "text").value, desk.cell("1", "mark").value[-2:]) == ("我们的", ".0")
    again = give_back(period, desk.fill("1", text="他们的").save())
    assert [one.field for one in again.conflicts] == ["text"]


def test_an_empty_side_of_a_conflict_is_said_to_be_empty(office: Office) -> None:
    period = open_month()
    line = next(one for one in list_kept_lines(period) if one.unit_code == "env")
    tell(period, line, Said("under_way", "一"))
    sent = send(period)
    tell(period, line, Said("under_way", "二"), base_rev=1)
    desk = Desk(give_back(period, Desk(sent).fill("1", text=None).save()).answer)
    assert desk.cell("1", "result").value.endswith("现有“二”，来表（空）")


@pytest.mark.parametrize("mark", [None, "2026-03.{key}.9"])
def test_a_mended_answer_never_writes_over_what_it_was_not_upon(
    office: Office, mark: str | None
) -> None:
    period = open_month()
    line = next(one for one in list_kept_lines(period) if one.unit_code == "env")
    tell(period, line, Said("under_way", "我们的"))
    told = mark.format(key=line.key) if mark else None
    data = fill_in(period, lambda desk: desk.fill("1", status="？", text="他们的", mark=told))
    desk = Desk(give_back(period, data).answer)
    outcome = give_back(period, desk.fill("1", status="已完成").save())
    assert (outcome.revisions, outcome.problems) == ((), ())
    assert [one.field for one in outcome.conflicts] == ["status", "text"]
