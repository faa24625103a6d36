"""Excel: merged ranges, what is hidden, numbers as shown, every sheet."""

from __future__ import annotations

import datetime

import openpyxl
import pytest
from openpyxl.comments import Comment

from geo.intake.apart import read_document
from geo.intake.files import read_contents
from geo.packages.problems import DataError
from tests.geo.intake.boxes import pick
from tests.geo.intake.readers.files import list_cells, list_flags, read_file, read_rows
from tests.geo.intake.typeset import build_xlsx

ROWS = [
    ("序号", "任务", "责任单位", "完成时限"),
    ("1", "做一。", "水务局", "年底前"),
    ("2", "做二。", "环境局", "年底前"),
]


@pytest.fixture
def book():
    return build_xlsx(ROWS)


@pytest.fixture
def save(book, tmp_path):
    def save_book():
        book.save(tmp_path / "plan.xlsx")
        return tmp_path / "plan.xlsx"

    return save_book


def test_merged_ranges(tmp_path):
    build_xlsx([("甲", "乙", "<"), ("^", "丙", "丁")]).save(tmp_path / "plan.xlsx")
    assert list_cells(read_file(tmp_path / "plan.xlsx")) == [
        (0, 1, 0, 2, "甲"),
        (1, 3, 0, 1, "乙"),
        (1, 2, 1, 2, "丙"),
        (2, 3, 1, 2, "丁"),
    ]


def test_a_title_merged_beyond_the_table_ends_with_it(book, save):
    book.active.insert_rows(1)
    book.active["A1"] = "某某计划"
    book.active.merge_cells("A1:Z1")
    assert list_cells(read_file(save()))[0] == (0, 4, 0, 1, "某某计划")


@pytest.mark.parametrize("hide", ["row", "column"])
def test_what_is_hidden_is_read_and_asked(hide, book, save):
    sheet = book.active
    if hide == "row":
        sheet.row_dimensions[3].hidden = True
    else:
        sheet.column_dimensions["C"].hidden = True
    asked = ["hidden", "hidden"] if hide == "column" else ["", "hidden"]
    assert pick(read_rows(save()), "measure_id", "questions") == list(zip("12", asked, strict=True))


def test_a_group_of_hidden_columns(book, save):
    book.active.column_dimensions.group("C", "D", hidden=True)
    assert {text for text, flags in list_flags(read_file(save())).items()} == {
        *("责任单位", "完成时限", "水务局", "环境局", "年底前"),
    }


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (9.1, "General", "9.1"),
        (9.1, "0.00", "9.10"),
        (0.45, "0%", "45%"),
        (0.455, "0.0%", "45.5%"),
        (1373, "#,##0", "1,373"),
        (12, '0"月底前"', "12月底前"),
        (2.5, "0", "3"),
        (7, "@", "7"),
        (True, "General", "TRUE"),
        (datetime.date(2026, 6, 30), "yyyy-mm-dd", "2026-06-30"),
        (datetime.date(2026, 6, 30), 'yyyy"年"m"月"d"日"', "2026年6月30日"),
        (datetime.date(2026, 6, 3), "yyyy/m/d", "2026/6/3"),
        (datetime.date(2026, 6, 3), 'yyyy"年"m"月"', "2026年6月"),
    ],
)
def test_numbers_and_dates_are_as_shown(value, form, shown, book, save):
    book.active["D2"].value, book.active["D2"].number_format = value, form
    assert pick(read_rows(save())[:1], "deadline", "questions") == [(shown, "")]


@pytest.mark.parametrize(("value", "form"), [(5, "# ?/?"), (-5, "0.0"), (5e20, "0.00E+00")])
def test_a_format_that_is_not_known_is_asked(value, form, book, save):
    book.active["D2"].value, book.active["D2"].number_format = value, form
    assert read_rows(save())[0]["questions"] == "format"


def test_a_formula_without_its_result_is_asked(book, save):
    book.active["D2"] = '="年底"&"前"'
    assert pick(read_rows(save())[:1], "deadline", "questions") == [("", "formula;blank")]


def test_a_formula_as_text_is_text(book, save):
    book.active["B2"].value = "=HYPERLINK(1)"
    book.active["B2"].data_type = "s"
    assert read_rows(save())[0]["text"] == "=HYPERLINK(1)"


def test_every_sheet_is_offered(book, save):
    other = book.create_sheet("水")
    for row in ROWS:
        other.append(row)
    path = save()
    with pytest.raises(DataError, match="Sheet、水"):
        read_rows(path)
    assert len(read_rows(path, "水")) == 2


def test_a_hidden_sheet_is_passed_over(book, save):
    other = book.create_sheet("旧")
    for row in ROWS:
        other.append(row)
    other.sheet_state = "hidden"
    assert len(read_rows(save())) == 2


def test_comments_are_left_out_and_listed(book, save):
    book.active["B2"].comment = Comment("批注", "某人")
    pieces = [(piece.text, piece.reason) for piece in read_file(save()).pieces]
    assert ("批注", "comment") in pieces


def test_breaks_in_a_cell_are_kept(book, save):
    book.active["C2"] = "水务局\n环境局"
    assert read_rows(save())[0]["main"] == "水务局;环境局"


def test_a_second_reader_that_differs_is_told(book, save, monkeypatch):
    values = [list(row) for row in ROWS]
    values[1][2] = "别局"
    monkeypatch.setattr("geo.intake.readers.xlsx.read_second", lambda book, name: values)
    document = read_document(read_contents(save()))
    assert document.differences == ("Sheet 水务局 / 别局",)


def test_a_sheet_formatted_down_to_its_end(book, save):
    from openpyxl.styles import Font

    for row in range(4, 3_000):
        book.active.cell(row, 1).font = Font(bold=True)
    assert len(read_rows(save())) == 2


def test_our_own_excel_is_read_again(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(("序号", "任务", "责任单位"))
    book.active.append((1, "做。", "水务局"))
    book.save(tmp_path / "plan.xlsx")
    assert pick(read_rows(tmp_path / "plan.xlsx"), "measure_id", "questions") == [("1", "")]
