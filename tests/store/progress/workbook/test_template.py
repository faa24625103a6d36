"""The workbook that a unit fills in."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from store.progress import reviews
from store.progress.reports import FIELDS, STATUSES, Said
from store.progress.workbook.cells import ROOM, read_mark
from store.progress.workbook.template import WIDTHS, fit_height, name_template
from store.progress.workbook.words import say
from tests.store.office import Office
from tests.store.progress.month import list_kept_lines, look, open_month, tell
from tests.store.progress.workbook.book import HEAD, Desk, fill_in, find_line, give_back, send


def test_a_unit_gets_its_own_lines_and_those_it_reports_first(office: Office) -> None:
    desk = Desk(send(open_month()))
    rows = [[cell.value for cell in row][:6] for row in desk.sheet.iter_rows(min_row=HEAD + 1)]
    assert rows == [
        ["1", "全市改善环境。", "牵头、主责", "年底前", None, "未报"],
        ["4", "监测水质。", "牵头、主责", "年底前", None, "未报"],
        ["3.1", "恢复岸线12公里。", "牵头", "年底前", None, "可填意见"],
        ["3.2", "巡查丙区边界。", "牵头", "持续推进", None, "可填意见"],
    ]
    assert desk.sheet["A1"].value == "tiny-plan 2026-03 进展填报"
    assert desk.sheet["A2"].value == "填报单位：环境局"


def test_every_line_of_the_plan_goes_to_one_unit(office: Office) -> None:
    period = open_month()
    lines = list_kept_lines(period)
    keys = []
    for unit in dict.fromkeys(line.unit_code for line in lines):
        sheet = Desk(send(period, unit)).sheet
        marks = [read_mark(row[-1]) for row in sheet.iter_rows(min_row=HEAD + 1, values_only=True)]
        keys += [mark.key for mark in marks if mark]
    assert sorted(keys) == sorted(line.key for line in lines)


def test_what_is_filled_in_is_open_and_the_rest_locked_without_a_password(office: Office) -> None:
    desk = Desk(send(open_month()))
    open_cells = {
        measure: {name for name in desk.columns if not desk.cell(measure, name).protection.locked}
        for measure in ("1", "3.1")
    }
    assert open_cells == {"1": {*FIELDS}, "3.1": {"comment", "filled_by"}}
    protection = desk.sheet.protection
    assert (protection.sheet, protection.password, protection.sort) == (True, None, False)


def test_a_status_is_chosen_from_a_list_and_what_is_open_is_asked(office: Office) -> None:
    sheet = Desk(send(open_month(), "100001")).sheet
    lists = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    words = ",".join(say("zh", f"status.{status}") for status in STATUSES)
    assert {one.formula1 for one in lists} == {f'"{words}"'}
    asked = [one.promptTitle for one in lists if one.prompt]
    assert (len(lists), asked) == (3, ["待认定"])


def test_it_is_printed_on_a4_with_its_headings_and_without_the_marks(office: Office) -> None:
    sheet = Desk(send(open_month())).sheet
    setup = sheet.page_setup
    assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$4", "C5")
    assert sheet.print_area == "'填报'!$A$1:$O$8"
    assert sheet["A5"].font.name == "微软雅黑"


def test_nothing_in_it_is_hidden(office: Office) -> None:
    desk = Desk(send(open_month()))
    rows = [one for one in desk.sheet.row_dimensions.values() if one.hidden]
    columns = [one for one in desk.sheet.column_dimensions.values() if one.hidden]
    assert ([one.sheet_state for one in desk.book.worksheets], rows, columns) == (
        ["visible"],
        [],
        [],
    )


def test_what_stands_is_filled_in_with_its_revision(office: Office) -> None:
    period = open_month()
    line = find_line(period, "1")
    tell(period, line, Said("done", "=完成\n两处", expected="2026-03-20"))
    desk = Desk(send(period))
    texts = {name: desk.cell("1", name).value for name in ("status", "text", "expected", "stage")}
    assert texts == {
        "status": "已完成",
        "text": "=完成\n两处",
        "expected": "2026-03-20",
        "stage": "已报，待审",
    }
    assert desk.cell("1", "text").data_type != "f"
    assert desk.cell("1", "mark").value == f"2026-03.{line.key}.1"


def test_why_a_report_was_returned_is_said(office: Office) -> None:
    period = open_month()
    report = tell(period, find_line(period, "1"), Said("under_way", "在办"))
    reviews.review(period, [report], reviews.RETURN, "乙", "请写明数量。")
    assert Desk(send(period)).cell("1", "stage").value == "已退回：请写明数量。"
    assert Desk(send(period, lang="en"), "en").cell("1", "stage").value == "returned: 请写明数量。"


def test_what_was_said_the_month_before_stands_beside(office: Office) -> None:
    before = open_month("2026-02")
    line = find_line(before, "1")
    tell(before, line, Said("under_way", "清淤三公里", value="3", obstacle="缺资金"))
    tell(before, find_line(before, "4"), Said("under_way"))
    desk = Desk(send(open_month("2026-03")))
    assert desk.cell("1", "last").value == "在办：清淤三公里；3；缺资金"
    assert desk.cell("4", "last").value == "在办"


def test_a_comment_that_was_made_is_shown_with_its_number(office: Office) -> None:
    period = open_month()
    give_back(period, fill_in(period, lambda desk: desk.fill("3.1", comment="同意。")))
    desk = Desk(send(period))
    assert desk.cell("3.1", "comment").value == "同意。"
    assert desk.cell("3.1", "mark").value.endswith(".1")


def test_a_text_that_no_cell_holds_is_cut_and_is_no_change_when_it_comes_back(
    office: Office,
) -> None:
    period = open_month()
    tell(period, find_line(period, "1"), Said("under_way", "长" * 40_000))
    data = send(period)
    assert len(Desk(data).cell("1", "text").value) == ROOM
    outcome = give_back(period, data)
    assert (outcome.revisions, outcome.conflicts, outcome.problems) == ((), (), ())


def test_the_same_state_gives_the_same_bytes(office: Office) -> None:
    period = open_month()
    assert send(period) == send(period)


def test_a_file_is_named_after_month_and_unit(office: Office) -> None:
    period = open_month()
    assert name_template(period, "环境局") == "2026-03 环境局 进展填报.xlsx"
    assert name_template(period, 'a/b\\c:"?\n', "en") == "2026-03 a b c progress.xlsx"


def test_a_row_is_as_high_as_its_longest_text() -> None:
    assert fit_height({"wording": "一" * 12, "text": ""}, WIDTHS) == 20
    assert fit_height({"wording": "一" * 26, "text": "一\n二"}, WIDTHS) == 50
    assert fit_height({"wording": "一" * 9_000}, WIDTHS) == 409


def test_other_lines_are_not_in_it_though_all_states_are_given(office: Office) -> None:
    period = open_month()
    assert len({state.line.unit_code for state in look(period, date(2026, 3, 2))}) > 1
    book = openpyxl.load_workbook(io.BytesIO(send(period, "zone")))
    assert [row[0] for row in book.worksheets[0].iter_rows(min_row=HEAD + 1, values_only=True)] == [
        "3.1"
    ]
