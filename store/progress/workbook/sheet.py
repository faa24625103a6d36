"""A returned workbook as rows of cells, wherever its columns stand; nothing is judged here.

Excel's and WPS's .xlsx and .xls; of every sheet that has a heading of ours. Cells are looked
up where they are, so formatting far below costs nothing.
"""

from __future__ import annotations

import datetime
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine
from openpyxl.utils import get_column_letter

from geo.intake.files import Contents, check_contents, take_bytes
from geo.intake.readers.shown import show_value
from geo.intake.readers.xlsx import load_book
from geo.packages.problems import DataError, Problem
from store.progress.reports import FIELDS
from store.progress.workbook.cells import read_number_of_day
from store.progress.workbook.merge import COMMENT
from store.progress.workbook.words import find_by_word, fold, say

FILLED = (*FIELDS, COMMENT)
"""Columns that a unit fills in."""
MEASURE, MARK = "measure", "mark"
LEAST_HEADS = 4
"""Headings of ours that make a row the heading."""
HEAD_ROWS = 40
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!")

Span = tuple[int, int, int, int]
"""First and last row, first and last column of a merged range, from 1."""


@dataclass(frozen=True)
class Row:
    """A row below the heading. `texts`: what it says by column, only of columns that are there and
    cells that can be told; `columns`: how a reader finds each, letter and heading."""

    sheet: str
    number: int
    texts: Mapping[str, str]
    columns: Mapping[str, str]

    def say(self, field: str) -> str:
        return self.texts.get(field, "")

    @property
    def filled(self) -> dict[str, str]:
        return {field: text for field, text in self.texts.items() if field in FILLED}


@dataclass(frozen=True)
class Book:
    """`above`: what stands above the headings; `problems`: cells and columns that say nothing."""

    rows: tuple[Row, ...]
    above: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Grid:
    """A sheet: values with their number formats by row and column from 1, and merged ranges;
    `formulas`: cells whose result the file does not hold."""

    name: str
    values: Mapping[tuple[int, int], tuple[Any, str]]
    spans: tuple[Span, ...]
    formulas: frozenset[tuple[int, int]] = frozenset()


def read_book(name: str, data: bytes) -> Book:
    """Raises `DataError` where the file cannot be opened, or is no workbook of ours."""
    contents = check_contents(*take_bytes(Path(name), data), is_sparse=True)
    if contents.kind not in ("xlsx", "xls"):
        raise DataError([Problem("not_a_workbook", contents.name)])
    grids = read_xlsx(contents) if contents.kind == "xlsx" else read_xls(contents)
    rows: list[Row] = []
    above: list[str] = []
    problems: list[Problem] = []
    for grid in grids:
        head = find_head(grid)
        if head is None:
            continue
        above += [str(value) for (y, _), (value, _) in sorted(grid.values.items()) if y < head]
        columns = find_columns(grid, head)
        problems += find_lost(grid, head, columns, contents.name)
        rows += list_rows(grid, head, columns)
    if not rows and not above:
        raise DataError([Problem("no_progress_sheet", contents.name)])
    return Book(tuple(rows), tuple(above), tuple(problems))


def read_xlsx(contents: Contents) -> list[Grid]:
    try:
        book = load_book(contents.data, data_only=True)
        has_formulas = any(
            re.search(rb"<(?:\w+:)?f[\s>/]", xml)
            for part, xml in contents.parts.items()
            if part.startswith("xl/worksheets/")
        )
        formulas = load_book(contents.data, data_only=False) if has_formulas else None
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError):
        raise DataError([Problem("damaged", contents.name)]) from None
    grids = []
    for sheet in book.worksheets:
        # All cells by their places: iter_rows would make those between them too.
        cells = sheet._cells.values()
        values = {(c.row, c.column): (c.value, c.number_format) for c in cells if is_said(c.value)}
        lost = frozenset(
            (cell.row, cell.column)
            for cell in (formulas[sheet.title]._cells.values() if formulas else ())
            if cell.data_type == "f" and (cell.row, cell.column) not in values
        )
        ranges = sheet.merged_cells.ranges
        spans = tuple((r.min_row, r.max_row, r.min_col, r.max_col) for r in ranges)
        grids.append(Grid(sheet.title, values, spans, lost))
    return grids


def read_xls(contents: Contents) -> list[Grid]:
    """Its reader knows no number formats: a figure is read as it is kept, and a date as a date."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(contents.data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except python_calamine.PasswordError:
        raise DataError([Problem("password", contents.name)]) from None
    except python_calamine.CalamineError:
        raise DataError([Problem("damaged", contents.name)]) from None
    return [
        Grid(
            sheet.name,
            {
                (y, x): (value, "yyyy-mm-dd")
                for y, row in enumerate(sheet.to_python(skip_empty_area=False), start=1)
                for x, value in enumerate(row, start=1)
                if is_said(value)
            },
            tuple(
                (top + 1, bottom + 1, left + 1, right + 1)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
            ),
        )
        for sheet in sheets
    ]


def is_said(value: object) -> bool:
    return value is not None and bool(str(value).strip())


def read_heading(value: object) -> str | None:
    return find_by_word("head").get(fold(str(value)))


def find_head(grid: Grid) -> int | None:
    """The row with most of our headings."""
    known = Counter(
        y for (y, _), (value, _) in grid.values.items() if y <= HEAD_ROWS and read_heading(value)
    )
    if not known:
        return None
    row, count = max(known.items(), key=lambda item: (item[1], -item[0]))
    return row if count >= LEAST_HEADS else None


def find_columns(grid: Grid, head: int) -> dict[str, int]:
    """Which column has which of our headings; the first one, where two have the same."""
    columns: dict[str, int] = {}
    for (y, x), (value, _) in sorted(grid.values.items()):
        if y == head and (field := read_heading(value)):
            columns.setdefault(field, x)
    return columns


def find_lost(grid: Grid, head: int, columns: Mapping[str, int], name: str) -> list[Problem]:
    """Columns that are gone, and cells that say nothing: a formula without its result, or an
    error of one."""
    where = place(name, grid.name)
    problems = [
        Problem("column_gone", where, head, None, None, {"heading": say("zh", f"head.{field}")})
        for field in (*FILLED, MARK)
        if field not in columns
    ]
    filled = {columns[field]: field for field in FILLED if field in columns}
    lost = {at for at, (value, _) in grid.values.items() if str(value).strip() in ERRORS}
    for y, x in sorted(lost | grid.formulas):
        if y > head and x in filled:
            column = name_column(grid, head, x)
            value = str(grid.values[y, x][0]) if (y, x) in grid.values else None
            problems.append(Problem("no_result", where, y, column, value))
    return problems


def list_rows(grid: Grid, head: int, columns: Mapping[str, int]) -> list[Row]:
    """Rows in which one of our columns says something of its own."""
    fields = {x: field for field, x in columns.items()}
    named = {field: name_column(grid, head, x) for field, x in columns.items()}
    numbers = sorted({y for y, x in grid.values if y > head and x in fields})
    return [Row(grid.name, y, read_row(grid, y, columns), named) for y in numbers]


def read_row(grid: Grid, y: int, columns: Mapping[str, int]) -> dict[str, str]:
    """A range merged downwards says the same in every row, but for what tells rows apart; what a
    range merged sideways covers, and an error, says nothing at all."""
    texts = {}
    for field, x in columns.items():
        own = (y, x)
        span = next((s for s in grid.spans if s[0] <= y <= s[1] and s[2] <= x <= s[3]), None)
        if span and field in FILLED:
            if span[2] < x:
                continue
            own = (span[0], x)
        value, form = grid.values.get(own, (None, ""))
        if own in grid.formulas or str(value).strip() in ERRORS:
            continue
        texts[field] = show(field, value, form)
    return texts


def show(field: str, value: Any, form: str) -> str:
    """As the cell shows it; a day as an ISO date."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(value, datetime.datetime | datetime.date) and (
        field == "expected" or form == "yyyy-mm-dd"
    ):
        return f"{value:%Y-%m-%d}"
    if is_number and field == "expected":
        return read_number_of_day(value)
    if is_number and float(value).is_integer() and "%" not in form:
        return str(int(value))
    return show_value(value, form)[0]


def name_column(grid: Grid, head: int, x: int) -> str:
    """As a reader finds it: the letter, then the heading."""
    return f"{get_column_letter(x)} {' '.join(str(grid.values[head, x][0]).split())}"


def place(name: str, sheet: str) -> str:
    """A file and its sheet, as problems name them."""
    return f"{name}｜{sheet}"
