"""Excel's .xlsx: merged ranges, hidden rows and columns, numbers as shown, every sheet."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import lxml.etree
import openpyxl
import python_calamine

from geo.intake.files import Contents
from geo.intake.grid import Cell, Document, Piece, Table, count_letters, drop_spaces, lay_out
from geo.intake.readers.csv import check_size
from geo.intake.readers.shown import show_value

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
COMMENT = re.compile(r"xl/(?:comments\d*|threadedComments/.*|comments/.*)\.xml")


def read_xlsx(contents: Contents) -> Document:
    """One table a sheet, hidden sheets among them; one of them has to be chosen."""
    book = load_book(contents.data, data_only=True)
    has_formulas = any(
        re.search(rb"<(?:\w+:)?f[\s>/]", xml)
        for name, xml in contents.parts.items()
        if name.startswith("xl/worksheets/")
    )
    formulas = load_book(contents.data, data_only=False) if has_formulas else None
    second = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(contents.data))
    tables, differences, counted = [], [], Counter[str]()
    for sheet in book.worksheets:
        table = read_sheet(sheet, formulas[sheet.title] if formulas else None, contents.name)
        tables.append(table)
        values = read_second(second, sheet.title)
        for text, other in pair_values(sheet, table, values):
            counted.update(other)
            if text != other:
                differences.append(f"{sheet.title} {text} / {other}")
    pieces = list(list_drawn_words(contents.parts))
    counted += count_letters(piece.text for piece in pieces)
    return Document(
        tuple(tables),
        tuple(pieces),
        counted=count_letters(counted.elements()),
        differences=tuple(differences),
        is_offered=True,
    )


def load_book(data: bytes, data_only: bool) -> Any:
    """The workbook; what openpyxl warns of is nothing that a reader of cells would miss."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only)


def read_sheet(sheet: Any, formulas: Any, label: str) -> Table:
    name = sheet.title
    said = {
        (cell.row, cell.column): cell
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or (formulas and formulas.cell(cell.row, cell.column).value)
    }
    height = max((row for row, _ in said), default=0)
    width = max((column for _, column in said), default=0)
    check_size(label, height, width)
    spans = {
        (r.min_row - 1, r.min_col - 1): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
        for r in sheet.merged_cells.ranges
        if r.min_row <= height and r.min_col <= width
    }
    shown = {
        at: show_value(cell.value, cell.number_format) if cell.value is not None else ("", True)
        for at, cell in said.items()
    }
    texts = [
        [shown.get((y + 1, x + 1), ("", True))[0] for x in range(width)] for y in range(height)
    ]
    hidden_rows, hidden_columns = list_hidden(sheet)
    cells = []
    for cell in lay_out(name, texts, spans):
        flags = set()
        at = (cell.y0 + 1, int(cell.x0) + 1)
        if cell.y0 + 1 in hidden_rows or int(cell.x0) + 1 in hidden_columns:
            flags.add("hidden")
        if at in said and said[at].value is None:
            flags.add("formula")
        if not shown.get(at, ("", True))[1]:
            flags.add("format")
        cells.append(replace(cell, flags=frozenset(flags)))
    return Table(name, clip(cells, width, height), is_hidden=sheet.sheet_state != "visible")


def clip(cells: list[Cell], width: int, height: int) -> tuple[Cell, ...]:
    """Merged ranges end where the sheet does: a title may be merged far beyond it."""
    return tuple(replace(cell, x1=min(cell.x1, width), y1=min(cell.y1, height)) for cell in cells)


def list_hidden(sheet: Any) -> tuple[set[int], set[int]]:
    """Rows and columns that are not shown, by hand or by a filter."""
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    columns = {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, min((column.max or 0), 16_384) + 1)
    }
    return rows, columns


def read_second(book: Any, name: str) -> list[list[Any]]:
    return list(book.get_sheet_by_name(name).to_python(skip_empty_area=False))


def pair_values(sheet: Any, table: Table, values: list[list[Any]]) -> Iterator[tuple[str, str]]:
    """The letters of every cell beside those of the second reader. A number has the same letters
    where it is the same number: that reader does not know formats."""
    for cell in table.cells:
        y, x = cell.y0, int(cell.x0)
        other = values[y][x] if y < len(values) and x < len(values[y]) else ""
        mine = sheet.cell(y + 1, x + 1).value
        text = drop_spaces(cell.text)
        if isinstance(other, str):
            written = drop_spaces(other)
            yield text, text if mine is None and not written else written
        else:
            yield text, text if is_same(mine, other) else drop_spaces(str(other))


def is_same(mine: Any, other: Any) -> bool:
    if isinstance(mine, int | float) and isinstance(other, int | float):
        return abs(mine - other) <= 1e-9 * max(abs(mine), abs(other), 1)
    return str(mine).split(" 00:00")[0] == str(other).split(" 00:00")[0]


def list_drawn_words(parts: dict[str, bytes]) -> Iterator[Piece]:
    """Words in shapes and in comments, which stand in no cell."""
    for name, xml in sorted(parts.items()):
        is_comment = COMMENT.fullmatch(name)
        if not (is_comment or name.startswith("xl/drawings/drawing")):
            continue
        for node in lxml.etree.fromstring(xml).iter():
            is_words = isinstance(node.tag, str) and (
                node.tag == DRAWN or (is_comment and node.tag.endswith(("}t", "}text")))
            )
            if is_words and (node.text or "").strip():
                yield Piece(name, node.text, "comment" if is_comment else "drawing")
