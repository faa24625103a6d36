"""A workbook being written: its sheets, cells, tables and print setup."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.documents.archive import seal_archive
from components.documents.excel.columns import Column, fit_height
from components.documents.plain_text import clean_text, looks_like_formula
from components.theme import LIGHT, PAPER
from components.words.source import Origin

FONT_NAMES = {"zh": "微软雅黑", "en": "Microsoft YaHei"}
"""Named, not embedded: one typeface under its two names."""
FONT_SIZE_PT, SMALL_PT = 10, 9
GRID_COLOUR = "#C9D2CF"
HEADER_LIMIT = 120
A4 = 9
SOLID, LIGHT_UP = 1, 14


@dataclass(frozen=True)
class Fill:
    """A pattern of Excel's by its number, its colour and the one behind it."""

    pattern: int
    colour: str
    behind: str = ""


HEAD = Fill(SOLID, "", LIGHT["accent"])
BAND = Fill(SOLID, "", LIGHT["wash"])
OPEN = Fill(LIGHT_UP, "#C3CECA", PAPER)
"""Hatch, as on the map, for what the plan leaves open."""


@dataclass(frozen=True)
class Look:
    """How a cell looks; `is_quoted`: what begins like a formula stays text, also when edited."""

    align: str = "left"
    bold: bool = False
    fill: Fill | None = None
    colour: str = LIGHT["ink"]
    has_grid: bool = True
    is_quoted: bool = False

    def describe(self, font: str) -> dict[str, object]:
        """In XlsxWriter's words."""
        words: dict[str, object] = {
            "font_name": font,
            "font_size": FONT_SIZE_PT,
            "font_color": self.colour,
            "bold": self.bold,
            "align": self.align,
            "valign": "vcenter",
            "text_wrap": True,
            "quote_prefix": self.is_quoted,
        }
        if self.has_grid:
            words |= {"border": 1, "border_color": GRID_COLOUR}
        if self.fill:
            words |= {"pattern": self.fill.pattern, "bg_color": self.fill.behind}
            words |= {"fg_color": self.fill.colour} if self.fill.colour else {}
        return words


PLAIN = Look()
HEAD_LOOK = Look("center", bold=True, fill=HEAD, colour=PAPER)
BAND_LOOK = Look("center", bold=True, fill=BAND)


class Book:
    """An xlsx in the language and of the day of `origin`; `title` is printed on every page."""

    def __init__(self, origin: Origin, title: str) -> None:
        self.title, self.t, self.today = title, origin.words.t, origin.today
        self._target = io.BytesIO()
        # The usual font's digit is the unit of all widths.
        usual = {"font_name": FONT_NAMES[self.t.lang], "font_size": FONT_SIZE_PT}
        options = {"in_memory": True, "default_format_properties": usual}
        self._book = xlsxwriter.Workbook(self._target, options)
        self._book.set_properties(
            {
                "title": clean_text(title),
                "author": self.t("app.title"),
                "created": datetime.datetime.combine(self.today, datetime.time()),
            }
        )
        self._formats: dict[Look, Format] = {}

    def add_sheet(self, name: str) -> Sheet:
        return Sheet(self, self._book.add_worksheet(name))

    def find_format(self, look: Look) -> Format:
        if look not in self._formats:
            words = look.describe(FONT_NAMES[self.t.lang])
            self._formats[look] = self._book.add_format(words)
        return self._formats[look]

    def close(self) -> bytes:
        """The file; the same bytes for the same content on the same day."""
        self._book.close()
        return seal_archive(self._target.getvalue(), self.today)


class Sheet:
    """A sheet of a book. Rows and columns count from 1, as its readers see them."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self._book, self._sheet = book, sheet
        # Codes and measure numbers are text by design; else every one gets a warning mark.
        sheet.ignore_errors({"number_stored_as_text": "A1:Z9999"})
        sheet.hide_gridlines(2)

    def put(self, row: int, column: int, value: object, look: Look = PLAIN) -> None:
        """Write a number as a number and anything else as text, never as a formula."""
        at = row - 1, column - 1
        if isinstance(value, int | float) and not isinstance(value, bool):
            self._sheet.write_number(*at, value, self._book.find_format(look))
            return
        text = "\n".join(clean_text(line) for line in str(value).split("\n"))
        if looks_like_formula(text):
            look = replace(look, is_quoted=True)
        shown = self._book.find_format(look)
        if text:
            self._sheet.write_string(*at, text, shown)
        else:
            self._sheet.write_blank(*at, None, shown)

    def put_head(self, row: int, columns: Sequence[Column]) -> None:
        """The heading row, and the widths of the columns below it."""
        for number, column in enumerate(columns, start=1):
            self.put(row, number, column.heading, HEAD_LOOK)
        self.set_widths([column.width for column in columns])
        self.fit_row(row, [column.heading for column in columns], [c.width for c in columns])

    def put_row(
        self,
        row: int,
        values: Sequence[object],
        columns: Sequence[Column],
        fills: dict[int, Fill] | None = None,
    ) -> None:
        """One row of values below `columns`; `fills` by column number."""
        for number, (value, column) in enumerate(zip(values, columns, strict=True), start=1):
            self.put(row, number, value, Look(column.align, fill=(fills or {}).get(number)))
        self.fit_row(row, values, [column.width for column in columns])

    def put_remark(self, row: int, text: str, columns: Sequence[Column]) -> None:
        """One wrapped line below a table, as wide as the table."""
        look = Look(has_grid=False)
        self.merge(row, 1, len(columns), look)
        self.put(row, 1, text, look)
        self.fit_row(row, [text], [sum(column.width for column in columns)])

    def merge(self, row: int, first: int, last: int, look: Look) -> None:
        """One cell of several columns, still empty."""
        if last > first:
            shown = self._book.find_format(look)
            self._sheet.merge_range(row - 1, first - 1, row - 1, last - 1, "", shown)

    def set_widths(self, widths: Sequence[float]) -> None:
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def fit_row(self, row: int, values: Sequence[object], widths: Sequence[float]) -> None:
        """Make a row high enough for its texts: not every reader of xlsx does it itself."""
        self._sheet.set_row(row - 1, fit_height(values, widths))

    def make_table(self, name: str, columns: Sequence[Column], rows: int) -> None:
        """Turn heading and rows at the top of the sheet into a table with filters."""
        shown = self._book.find_format(HEAD_LOOK)
        heads = [{"header": column.heading, "header_format": shown} for column in columns]
        style = {"style": "Table Style Light 1", "banded_rows": False}
        # A table needs at least one row below its heading.
        area = 0, 0, max(rows, 1), len(columns) - 1
        self._sheet.add_table(*area, {"name": name, "columns": heads, **style})

    def filter(self, head_row: int, rows: int, columns: int) -> None:
        """Filters on a heading that is no table's."""
        self._sheet.autofilter(head_row - 1, 0, head_row - 1 + rows, columns - 1)

    def freeze(self, row: int, column: int) -> None:
        """Rows above and columns before this cell stay in view."""
        self._sheet.freeze_panes(row - 1, column - 1)

    def set_up_page(self, head_rows: int, area: tuple[int, int] | None = None) -> None:
        """Landscape A4, as wide as the page, title and page number on each; `head_rows` repeat.

        `area`: the last row and column that are printed, where not all are.
        """
        sheet, t = self._sheet, self._book.t
        if area:
            sheet.print_area(0, 0, area[0] - 1, area[1] - 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        if head_rows:
            sheet.repeat_rows(0, head_rows - 1)
        # The colour, black, keeps a title's first digits out of the size.
        font = f'&C&"{FONT_NAMES[t.lang]},Regular"&{SMALL_PT}&K000000'
        # In headers an ampersand begins a code; the plan's title is text.
        title = clean_text(self._book.title)[:HEADER_LIMIT].replace("&", "&&")
        sheet.set_header(font + title, {"margin": 0.3})
        sheet.set_footer(font + t("file.page", page="&P", pages="&N"), {"margin": 0.25})
