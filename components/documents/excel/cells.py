"""Cells, columns and pages of a workbook: fonts, borders, heights, print setup."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from components.documents.plain_text import (
    clean_text,
    count_wide,
    is_mostly_wide,
    looks_like_formula,
)
from components.texts import Texts
from components.theme import LIGHT

FONT_NAMES = {"zh": "微软雅黑", "en": "Microsoft YaHei"}
"""Named, not embedded: one typeface under its two names."""
LINE_HEIGHT_PT = 15
CELL_PADDING_PT = 5
WIDE_UNITS = 1.9
"""A Chinese character of 10 pt in units of column width, the digit of the default font."""
# A line never fills its column to the last unit: punctuation and words move to the next one.
WRAP_LOSS = {"wide": 1.06, "narrow": 1.15}
HEADER_LIMIT = 120

_SIDE = Side(style="thin", color="C9D2CF")
GRID = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
HEAD_FILL = PatternFill("solid", start_color=LIGHT["accent"].lstrip("#"))
BAND_FILL = PatternFill("solid", start_color=LIGHT["wash"].lstrip("#"))
OPEN_FILL = PatternFill("lightUp", start_color="C3CECA", end_color="FFFFFF")
"""Hatch, as on the map, for what the plan leaves open."""


@dataclass(frozen=True)
class Column:
    """A column's heading, its width in digits, and how its cells stand."""

    heading: str
    width: float
    align: str = "left"


def list_columns(
    names: Sequence[str], widths: Sequence[float], centred: Sequence[str], t: Texts
) -> list[Column]:
    """Columns headed by the catalogue's `file.head_<name>`."""
    return [
        Column(t(f"file.head_{name}"), width, "center" if name in centred else "left")
        for name, width in zip(names, widths, strict=True)
    ]


def put_cell(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object,
    t: Texts,
    *,
    align: str = "left",
    bold: bool = False,
    fill: PatternFill | None = None,
    color: str = LIGHT["ink"],
) -> Cell:
    """Write a number as a number and anything else as text, never as a formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = value
    else:
        text = "\n".join(clean_text(line) for line in str(value).split("\n"))
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(text)
    cell.font = Font(name=FONT_NAMES[t.lang], size=10, bold=bold, color=color.lstrip("#"))
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    cell.border = GRID
    if fill:
        cell.fill = fill
    return cell


def put_head(sheet: Worksheet, row: int, columns: Sequence[Column], t: Texts) -> None:
    """The heading row, and the widths of the columns below it."""
    for number, column in enumerate(columns, start=1):
        put_cell(
            sheet, row, number, column.heading, t,
            align="center", bold=True, fill=HEAD_FILL, color="#FFFFFF",
        )  # fmt: skip
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    fit_row(sheet, row, [column.heading for column in columns], [c.width for c in columns])


def put_row(
    sheet: Worksheet,
    row: int,
    values: Sequence[object],
    columns: Sequence[Column],
    t: Texts,
    fills: dict[int, PatternFill] | None = None,
) -> None:
    """One row of values below `columns`; `fills` by column number."""
    for number, (value, column) in enumerate(zip(values, columns, strict=True), start=1):
        fill = (fills or {}).get(number)
        put_cell(sheet, row, number, value, t, align=column.align, fill=fill)
    fit_row(sheet, row, values, [column.width for column in columns])


def fit_row(sheet: Worksheet, row: int, values: Sequence[object], widths: Sequence[float]) -> None:
    """Make a row high enough for its wrapped texts: not every reader of xlsx does it itself."""
    lines = max(count_lines(str(value), width) for value, width in zip(values, widths, strict=True))
    sheet.row_dimensions[row].height = min(409, lines * LINE_HEIGHT_PT + CELL_PADDING_PT)


def count_lines(text: str, width: float) -> int:
    """Lines a text takes in a column `width` digits wide."""
    return sum(_count_wrapped(line, width) for line in text.split("\n"))


def _count_wrapped(text: str, width: float) -> int:
    wide = count_wide(text)
    units = wide * WIDE_UNITS + len(text) - wide
    if units <= width - 1:
        return 1
    loss = WRAP_LOSS["wide" if is_mostly_wide(text) else "narrow"]
    return math.ceil(units * loss / (width - 1))


def make_table(sheet: Worksheet, name: str, rows: int, columns: int) -> None:
    """Turn what stands on the sheet into a table with filters."""
    # A table needs at least one row below its heading.
    table = Table(displayName=name, ref=f"A1:{name_cell(max(rows, 1) + 1, columns)}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def name_cell(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def put_remark(sheet: Worksheet, row: int, text: str, columns: Sequence[Column], t: Texts) -> None:
    """One wrapped line below a table, as wide as the table."""
    cell = put_cell(sheet, row, 1, text, t)
    cell.border = Border()
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(columns))
    fit_row(sheet, row, [text], [sum(column.width for column in columns)])


def set_up_page(sheet: Worksheet, title: str, head_row: int, t: Texts) -> None:
    """Landscape A4, as wide as the page, plan and page number on each; `head_row` rows repeat."""
    page: Any = sheet.page_setup
    page.orientation, page.paperSize = "landscape", sheet.PAPERSIZE_A4
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if head_row:
        sheet.print_title_rows = f"1:{head_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.6, 0.3, 0.25
    font = f"{FONT_NAMES[t.lang]},Regular"
    # In headers an ampersand begins a code; the plan's title is text.
    header = clean_text(title)[:HEADER_LIMIT].replace("&", "&&")
    pages = t("file.page", page="&P", pages="&N")
    for part, text in ((sheet.oddHeader.center, header), (sheet.oddFooter.center, pages)):
        part.text, part.font, part.size = text, font, 9
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
