"""What changed from one edition to the next as a workbook: a row per group, old beside new."""

from __future__ import annotations

from collections.abc import Sequence

from components.documents.change_rows import (
    COLUMNS,
    cite_editions,
    head_column,
    list_change_rows,
)
from components.documents.excel.book import OPEN, Book
from components.documents.excel.columns import Column, fit_page
from components.documents.excel.workbook import close_book
from components.words.changes import Between
from components.words.source import Origin

WIDTHS = (9, 8, 12, 14, 8, 8, 7, 7, 9, 9, 8, 8, 26, 26, 5)
CODE_WIDTH = 8
CENTRED = ("unit", "kind", "is_counted", "unit_code")


def write_changes_workbook(origin: Origin, between: Between, codes: Sequence[str]) -> bytes:
    """An xlsx of the units `codes`; `origin` is of the later edition."""
    t = origin.words.t
    book = Book(origin, t("changes.title"))
    sheet = book.add_sheet(t("changes.step_changes"))
    *printed, last = (
        Column(head_column(name, t), width, "center" if name in CENTRED else "left")
        for name, width in zip(COLUMNS, (*WIDTHS, CODE_WIDTH), strict=True)
    )
    columns = [*fit_page(printed), last]
    rows = list_change_rows(between, codes)
    sheet.put_head(1, columns)
    for number, row in enumerate(rows.to_dict("records"), start=2):
        fills = {} if row["is_counted"] else {COLUMNS.index("kind") + 1: OPEN}
        row["is_counted"] = t("file.yes") if row["is_counted"] else t("file.no")
        sheet.put_row(number, [row[name] for name in COLUMNS], columns, fills)
    sheet.make_table("changes", columns, len(rows))
    sheet.freeze(2, 3)
    sheet.set_up_page(1, (len(rows) + 1, len(printed)))
    return close_book(book, origin, cite_editions(between))
