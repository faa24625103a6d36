"""OpenDocument sheets: spans, repeated cells, what is hidden."""

from __future__ import annotations

import pytest

from geo.packages.problems import DataError
from tests.geo.intake.boxes import pick
from tests.geo.intake.readers.files import list_cells, read_file, read_rows
from tests.geo.intake.typeset import pack_ods


def cell(text, about=""):
    kind = 'office:value-type="string"' if text else ""
    lines = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {kind} {about}>{lines}</table:table-cell>"


def row(*texts, about=""):
    return f"<table:table-row {about}>{''.join(map(cell, texts))}</table:table-row>"


HEADS = row("序号", "任务", "责任单位")


@pytest.fixture
def write(tmp_path):
    def write_sheet(*rows, columns=""):
        path = tmp_path / "plan.ods"
        pack_ods(path, f'<table:table table:name="计划">{columns}{"".join(rows)}</table:table>')
        return path

    return write_sheet


def test_repeated_cells_are_each_there(write):
    again = cell("甲", 'table:number-columns-repeated="3"')
    path = write(f"<table:table-row>{again}</table:table-row>")
    assert list_cells(read_file(path)) == [(x, x + 1, 0, 1, "甲") for x in range(3)]


def test_hidden_rows_and_columns_are_asked(write):
    hidden = 'table:visibility="collapse"'
    path = write(HEADS, row("1", "做。", "水务局", about=hidden), row("2", "做。", "环境局"))
    assert pick(read_rows(path), "questions") == [("hidden",), ("",)]
    columns = (
        f'<table:table-column table:number-columns-repeated="2"/><table:table-column {hidden}/>'
    )
    assert pick(
        read_rows(write(HEADS, row("1", "做。", "水务局"), columns=columns)), "questions"
    ) == [("hidden",)]


def test_breaks_spaces_and_comments(write):
    inner = "水务局<text:line-break/>环境<text:span>局</text:span>"
    note = "<office:annotation><text:p>批</text:p></office:annotation>"
    path = write(HEADS, row("1", "做<text:s/>好。", inner + note))
    found = read_rows(path)
    assert pick(found, "text", "main") == [("做好。", "水务局;环境局")]


@pytest.mark.parametrize(
    "about", ['table:number-columns-repeated="16384"', 'table:number-columns-repeated="99999999"']
)
def test_a_cell_repeated_across_the_sheet_is_refused(about, write):
    path = write(f"<table:table-row>{cell('甲', about)}</table:table-row>")
    with pytest.raises(DataError, match="200 columns"):
        read_file(path)


def test_a_row_repeated_down_the_sheet_is_refused(write):
    with pytest.raises(DataError, match="20000 rows"):
        read_file(write(row("甲", about='table:number-rows-repeated="1048576"')))
