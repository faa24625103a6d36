"""Excel's old .xls, by calamine, which knows its merged ranges."""

from __future__ import annotations

import io
from typing import Any

import python_calamine

from geo.intake.files import Contents
from geo.intake.grid import Document, Table, lay_out
from geo.intake.readers.csv import check_size
from geo.intake.readers.shown import show_value
from geo.packages.problems import DataError, Problem


def read_xls(contents: Contents) -> Document:
    """One table a sheet. There is no second reader of this format: nothing confirms the count."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(contents.data))
    except python_calamine.PasswordError:
        raise DataError([Problem("password", contents.name)]) from None
    tables = [
        read_sheet(
            book.get_sheet_by_name(about.name),
            contents.name,
            about.visible != python_calamine.SheetVisibleEnum.Visible,
        )
        for about in book.sheets_metadata
        if about.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    return Document(tuple(tables), is_offered=True)


def read_sheet(sheet: Any, label: str, is_hidden: bool) -> Table:
    check_size(label, sheet.total_height, 1)
    values = sheet.to_python(skip_empty_area=False)
    texts = [[show_value(value, "yyyy/m/d")[0] for value in row] for row in values]
    width = max((x + 1 for row in texts for x, text in enumerate(row) if text), default=0)
    check_size(label, len(texts), width)
    spans = {
        (top, left): (bottom - top + 1, min(right, width - 1) - left + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        if left < width and top < len(texts)
    }
    cells = lay_out(sheet.name, [row[:width] for row in texts], spans)
    return Table(sheet.name, tuple(cells), is_hidden=is_hidden)
