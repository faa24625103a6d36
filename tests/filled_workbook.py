"""A unit's workbook, filled in as by hand."""

from __future__ import annotations

import io

from openpyxl import load_workbook


def fill(data: bytes, key: str, **texts: str) -> bytes:
    """The workbook with cells of the first line whose last cell holds `key` filled, by what their
    columns are headed."""
    book = load_workbook(io.BytesIO(data))
    rows = list(book.worksheets[0].iter_rows())
    heads = next(names for row in rows if "状态" in (names := [cell.value for cell in row]))
    row = next(row for row in rows if key in str(row[-1].value) and row[0].value != heads[0])
    for head, text in texts.items():
        row[heads.index(head)].value = text
    filled = io.BytesIO()
    book.save(filled)
    return filled.getvalue()
