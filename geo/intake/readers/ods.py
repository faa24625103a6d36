"""OpenDocument sheets, by their XML: calamine, the second reader here, does not know its merged
cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import lxml.etree
import python_calamine

from geo.intake.files import Contents
from geo.intake.grid import MAX_COLUMNS, MAX_ROWS, Document, Table, drop_spaces, lay_out
from geo.intake.readers.csv import check_size

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
NOTES = {f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes"}


def read_ods(contents: Contents) -> Document:
    """One table a sheet."""
    root = lxml.etree.fromstring(contents.parts["content.xml"])
    sheets = root.findall(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
    tables = tuple(read_sheet(sheet, contents.name) for sheet in sheets)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(contents.data))
    differences = tuple(text for table in tables for text in compare(table, book))
    return Document(tables, differences=differences, is_offered=True)


def read_sheet(sheet: Any, label: str) -> Table:
    name = str(sheet.get(f"{TABLE}name"))
    texts: list[list[str]] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    hidden: set[int] = set()
    for row in sheet.iter(f"{TABLE}table-row"):
        written = read_row(row, len(texts), spans)
        again = count(row, "number-rows-repeated")
        if not written and again > MAX_ROWS:
            break  # the rest of a sheet is one blank row, repeated a million times
        check_size(label, len(texts) + again, len(written))
        if row.get(f"{TABLE}visibility") in ("collapse", "filter"):
            hidden |= set(range(len(texts), len(texts) + again))
        texts += [written] * again
    width = max((x + 1 for row in texts for x, text in enumerate(row) if text), default=0)
    check_size(label, len(texts), width)
    filled = [(row + [""] * width)[:width] for row in texts]
    clipped = {
        (y, x): (min(height, len(texts) - y), min(span, width - x))
        for (y, x), (height, span) in spans.items()
        if x < width
    }
    columns = find_hidden_columns(sheet)
    cells = [
        replace(cell, flags=frozenset({"hidden"}))
        if cell.y0 in hidden or int(cell.x0) in columns
        else cell
        for cell in lay_out(name, filled, clipped)
    ]
    return Table(name, tuple(cells))


def read_row(row: Any, y: int, spans: dict[tuple[int, int], tuple[int, int]]) -> list[str]:
    """The texts of a row's cells, blank ones at its end left out; `spans` gets its merged ones."""
    written: list[str] = []
    for cell in (node for node in row if node.tag in CELLS):
        text = "\n".join(list_lines(cell)) if cell.tag == CELLS[0] else ""
        again = count(cell, "number-columns-repeated")
        size = count(cell, "number-rows-spanned"), count(cell, "number-columns-spanned")
        if size != (1, 1):
            spans[y, len(written)] = size
        written += [text] * min(again, MAX_COLUMNS + 1)
    while written and not written[-1]:
        written.pop()
    return written


def count(node: Any, name: str) -> int:
    value = node.get(f"{TABLE}{name}") or "1"
    return max(int(value), 1) if value.isdecimal() else 1


def list_lines(cell: Any) -> list[str]:
    return [write_line(line) for line in cell.findall(f"{TEXT}p")]


def write_line(node: Any) -> str:
    """The words of a paragraph, spaces and breaks written out, notes left out."""
    written = node.text or ""
    for child in node:
        if child.tag == f"{TEXT}line-break":
            written += "\n"
        elif child.tag in (f"{TEXT}s", f"{TEXT}tab"):
            written += " "
        elif isinstance(child.tag, str) and child.tag not in NOTES:
            written += write_line(child)
        written += child.tail or ""
    return str(written)


def find_hidden_columns(sheet: Any) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in sheet.iter(f"{TABLE}table-column"):
        again = min(count(column, "number-columns-repeated"), MAX_COLUMNS)
        if column.get(f"{TABLE}visibility") in ("collapse", "filter"):
            hidden |= set(range(at, at + again))
        at += again
    return hidden


def compare(table: Table, book: Any) -> Iterator[str]:
    """Texts that calamine reads otherwise; numbers and dates it does not keep as shown."""
    values = book.get_sheet_by_name(table.name).to_python(skip_empty_area=False)
    for cell in table.cells:
        y, x = cell.y0, int(cell.x0)
        other = values[y][x] if y < len(values) and x < len(values[y]) else ""
        if isinstance(other, str) and drop_spaces(other) != drop_spaces(cell.text):
            yield f"{table.name} {drop_spaces(cell.text)} / {drop_spaces(other)}"
