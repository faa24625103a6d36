"""Returned workbooks as rows, whatever was done to them."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from geo.packages.problems import DataError
from store.progress.workbook.sheet import read_book
from store.progress.workbook.words import say
from tests.store.progress.workbook.book import resave

FIELDS = ("measure", "status", "text", "value", "expected", "comment", "mark")
HEADS = [say("zh", f"head.{field}") for field in FIELDS]


def write(rows, heads=HEADS, edit=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "填报"
    sheet.append(["标题"])
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    if edit:
        edit(book, sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(data, name="a.xlsx"):
    return read_book(name, data)


def find_rule(data, name="a.xlsx"):
    with pytest.raises(DataError) as caught:
        read_book(name, data)
    return caught.value.problems[0].rule


def test_cells_are_found_by_their_headings_wherever_they_stand() -> None:
    order = [2, 0, 6, 1]
    data = write([["甲", "1", "m", "在办"]], [HEADS[n] for n in order])
    (row,) = read(data).rows
    assert row.texts == {"text": "甲", "measure": "1", "mark": "m", "status": "在办"}
    assert (row.sheet, row.number, row.columns["status"]) == ("填报", 3, "D 状态")
    gone = [one.details["heading"] for one in read(data).problems if one.rule == "column_gone"]
    assert "意见" in gone and "状态" not in gone


def test_english_and_broken_headings_are_known_too() -> None:
    heads = ["No.", "Sta\ntus", "Progress ", "Figure", "Expected date", "comment", "行号(勿改)"]
    (row,) = read(write([["1", "done", "a", "2", "", "", "m"]], heads)).rows
    assert (row.say("status"), row.say("text"), row.say("mark")) == ("done", "a", "m")


@pytest.mark.parametrize("day", [date(2026, 11, 30), datetime(2026, 11, 30), 46356, "2026-11-30"])
def test_a_day_of_any_kind_is_an_iso_date(day: object) -> None:
    (row,) = read(write([["1", "在办", "", "", day]])).rows
    assert row.say("expected") == "2026-11-30"


def test_numbers_are_read_as_they_are_shown() -> None:
    def form(book, sheet):
        sheet["D4"].number_format = "0%"
        sheet["D5"].number_format = "0.00"

        sheet["D6"].number_format = "0%"

    rows = [["1", "", "", 12.0], ["2", "", "", 0.5], ["3", "", "", 1.256], [4.0, "", "", 1]]
    read_rows = read(write(rows, edit=form)).rows
    assert [row.say("value") for row in read_rows] == ["12", "50%", "1.26", "100%"]
    assert read_rows[3].say("measure") == "4"


def test_hidden_filtered_and_moved_rows_are_rows() -> None:
    def hide(book, sheet):
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.auto_filter.ref = "A2:G5"
        sheet.insert_rows(4)

    rows = read(write([["1", "", "甲"], ["2", "", "乙"], ["3", "", "丙"]], edit=hide)).rows
    assert [(row.number, row.say("text")) for row in rows] == [(3, "甲"), (5, "乙"), (6, "丙")]


def test_a_cell_merged_downwards_says_the_same_in_every_row_but_no_number() -> None:
    def merge(book, sheet):
        sheet.merge_cells("C3:C4")
        sheet.merge_cells("A4:A5")

    rows = read(write([["1", "", "同上"], ["2"], ["3", "在办"]], edit=merge)).rows
    assert [row.say("text") for row in rows] == ["同上", "同上", ""]
    assert [row.say("measure") for row in rows] == ["1", "2", ""]


def test_a_cell_that_another_covers_sideways_is_not_told() -> None:
    data = write([["1", "在办", "甲", "5"]], edit=lambda book, sheet: sheet.merge_cells("B3:C3"))
    (row,) = read(data).rows
    assert "text" not in row.texts
    assert row.say("value") == "5"


def test_formatting_and_words_far_below_cost_nothing() -> None:
    def far(book, sheet):
        sheet.cell(1_048_576, 7).number_format = "0.00"
        sheet.cell(900_000, 3).value = " "

    book = read(write([["1", "在办"]], edit=far))
    assert [row.number for row in book.rows] == [3]


def test_a_formula_says_what_it_gave_and_one_without_result_is_named() -> None:
    data = write([["1", "在办", "=1+1"], ["2", "#REF!", "甲"]])
    book = read(data)
    told = [(one.rule, one.row, one.column, one.value) for one in book.problems]
    assert told[-2:] == [
        ("no_result", 3, "C 进展情况", None),
        ("no_result", 4, "B 状态", "#REF!"),
    ]
    assert ["text" in book.rows[0].texts, "status" in book.rows[1].texts] == [False, False]


def test_every_sheet_with_our_headings_is_read_also_a_hidden_one() -> None:
    def copy(book, sheet):
        book.copy_worksheet(sheet).sheet_state = "hidden"
        book.create_sheet("说明")["A1"] = "说明"

    rows = read(write([["1", "在办"]], edit=copy)).rows
    assert [row.sheet for row in rows] == ["填报", "填报 Copy"]


def test_what_stands_above_the_headings_is_kept() -> None:
    assert read(write([["1"]])).above == ("标题",)


def test_what_is_no_workbook_of_ours_is_named() -> None:
    assert find_rule(write([["1"]], ["甲", "乙", "状态"])) == "no_progress_sheet"
    assert find_rule(b"a,b\n", "a.csv") == "not_a_workbook"
    assert find_rule(b"PK\x03\x04", "a.xlsx") == "damaged"
    assert find_rule(b"", "a.et") == "old_sheet"


def test_other_programs_files_say_the_same(tmp_path: Path) -> None:
    def form(book, sheet):
        sheet.merge_cells("C3:C4")
        sheet.row_dimensions[5].hidden = True

    rows = [
        ["1", "在办", "一\n二", "3", date(2026, 11, 30), "", "m1"],
        ["2", "", "", 12, "2026.11.30", "意见", "m2"],
        ["3", "已完成", "＝三", "1e3", "", "", "m3"],
    ]
    data = write(rows, edit=form)
    expected = [dict(row.texts) for row in read(data).rows]
    assert expected[0]["expected"] == "2026-11-30"
    for suffix, saved in resave(data, tmp_path, "xlsx", "xls").items():
        assert [dict(row.texts) for row in read(saved, f"a.{suffix}").rows] == expected, suffix
