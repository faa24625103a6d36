"""Old Excel: merged ranges, numbers, dates, sheets."""

from __future__ import annotations

import datetime

import pytest
import xlwt

from geo.packages.problems import DataError
from tests.geo.intake.boxes import pick
from tests.geo.intake.readers.files import list_cells, read_file, read_rows


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plan.xls"


def build(*names):
    book = xlwt.Workbook(encoding="utf-8")
    for name in names:
        sheet = book.add_sheet(name)
        for x, text in enumerate(("序号", "任务", "责任单位", "时限")):
            sheet.write(0, x, text)
        for x, value in enumerate((1, "做。", "水务局", "年底")):
            sheet.write(1, x, value)
    return book


def test_merged_ranges_and_whole_numbers(path):
    book = build("计划")
    book.get_sheet(0).write_merge(2, 3, 1, 2, "合")
    book.save(str(path))
    cells = list_cells(read_file(path))
    assert cells[4] == (0, 1, 1, 2, "1")
    assert (1, 3, 2, 4, "合") in cells


def test_dates(path):
    book = build("计划")
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    book.get_sheet(0).write(2, 3, datetime.date(2026, 6, 30), style)
    book.save(str(path))
    assert list_cells(read_file(path))[-1][-1] == "2026/6/30"


def test_sheets_are_offered(path):
    build("大气", "水").save(str(path))
    with pytest.raises(DataError, match="大气、水"):
        read_rows(path)
    assert pick(read_rows(path, "水"), "measure_id", "text") == [("1", "做。")]


def test_a_hidden_sheet_is_passed_over(path):
    book = build("计划", "旧")
    book.get_sheet(1).visibility = 1
    book.save(str(path))
    assert pick(read_rows(path), "text") == [("做。",)]
