"""The 通报 of a month as a workbook: both months' counts, the units, and every line in full."""

from __future__ import annotations

from components.documents.excel.book import OPEN, Book, Sheet
from components.documents.excel.columns import Column, fit_page
from components.documents.excel.workbook import close_book
from components.texts import Texts
from components.words.bulletin import (
    BESIDES,
    head_units,
    list_counts,
    list_months,
    list_rules,
    list_unit_counts,
    name_bulletin,
    name_line_roles,
    name_line_unit,
    say_before,
    say_deadline,
    say_now,
    say_reason,
    tell_report,
    write_overview,
)
from components.words.progress import name_status
from components.words.source import Origin
from components.words.units import name_code
from components.words.words import Words
from store.progress.report import Bulletin, Entry
from store.progress.reports import Said

PRINTED = {
    **{"unit": 14, "measure_id": 7, "wording": 30, "deadline": 13, "roles": 9},
    **{"now": 13, "said": 44, "reason": 16, "before": 13, "said_before": 40},
}
"""Columns with their widths; what was said stands whole in one of them."""
FOR_MACHINES = ("status", "text", *BESIDES, "due", "basis", "is_counted", "unit_code")
"""The same field by field, and what programs read: not printed."""
MACHINE_WIDTH = 12
CENTRED = ("measure_id", "deadline", "roles", "now", "before", "is_counted", "unit_code")
COUNT_COLUMN, MONTH_COLUMN, UNIT_COLUMN, NUMBER_COLUMN = 50, 22, 22, 10


def write_bulletin_workbook(origin: Origin, bulletin: Bulletin) -> bytes:
    """An xlsx; 相关区 lines are among the others, hatched and said not to count."""
    words, t = origin.words, origin.words.t
    book = Book(origin, t.pick("", " ").join(name_bulletin(words, bulletin)))
    _write_counts(book.add_sheet(t("bulletin.sheet_counts")), bulletin, t)
    _write_units(book.add_sheet(t("bulletin.sheet_units")), words, bulletin)
    _write_lines(book.add_sheet(t("bulletin.sheet_lines")), words, bulletin)
    if bulletin.comments:
        _write_comments(book.add_sheet(t("bulletin.sheet_comments")), words, bulletin)
    return close_book(book, origin, list_rules(words, bulletin))


def _write_comments(sheet: Sheet, words: Words, bulletin: Bulletin) -> None:
    """What supporting units said, in the order in which it came, by measure."""
    t = words.t
    names = {"measure_id": 10, "unit": 24, "said": 100}
    columns = [Column(head_column(name, t), width) for name, width in names.items()]
    rows = [
        (number, name_code(words, comment.unit_code), comment.text)
        for number, comments in bulletin.comments.items()
        for comment in comments
    ]
    sheet.put_head(1, columns)
    for number, row in enumerate(rows, start=2):
        sheet.put_row(number, row, columns)
    sheet.make_table("comments", columns, len(rows))
    sheet.freeze(2, 1)
    sheet.set_up_page(1)


def _write_counts(sheet: Sheet, bulletin: Bulletin, t: Texts) -> None:
    heads = (t("bulletin.head_count"), *list_months(bulletin, t))
    columns = [
        Column(heads[0], COUNT_COLUMN),
        *(Column(head, MONTH_COLUMN, "center") for head in heads[1:]),
    ]
    sheet.put_head(1, columns)
    rows = list_counts(bulletin, t)
    for number, (name, now, before) in enumerate(rows, start=2):
        sheet.put_row(number, (name, now, "" if before is None else before), columns)
    for number, sentence in enumerate(write_overview(bulletin, t), start=len(rows) + 3):
        sheet.put_remark(number, sentence, columns)
    sheet.freeze(2, 2)
    sheet.set_up_page(1)


def _write_units(sheet: Sheet, words: Words, bulletin: Bulletin) -> None:
    t = words.t
    now, before = list_months(bulletin, t)
    columns = [Column(t("bulletin.head_unit"), UNIT_COLUMN)]
    for head in head_units(t):
        columns += [
            Column(t("bulletin.of_month", name=head, month=month), NUMBER_COLUMN, "center")
            for month in (now, before)
        ]
    columns = fit_page(columns)
    sheet.put_head(1, columns)
    rows = list_unit_counts(words, bulletin)
    for number, (name, counts) in enumerate(rows, start=2):
        values = [value for pair in counts for value in pair]
        sheet.put_row(number, [name, *("" if n is None else n for n in values)], columns)
    sheet.filter(1, len(rows), len(columns))
    sheet.freeze(2, 2)
    sheet.set_up_page(1)


def _write_lines(sheet: Sheet, words: Words, bulletin: Bulletin) -> None:
    t = words.t
    widths = PRINTED | dict.fromkeys(FOR_MACHINES, MACHINE_WIDTH)
    columns = {
        name: Column(head_column(name, t), width, "center" if name in CENTRED else "left")
        for name, width in widths.items()
    }
    printed = fit_page([columns[name] for name in PRINTED])
    shown = [*printed, *(columns[name] for name in FOR_MACHINES)]
    sheet.put_head(1, shown)
    for number, entry in enumerate(bulletin.entries, start=2):
        row = list_cells(words, entry)
        fills = {[*widths].index("now") + 1: OPEN} if entry.state.is_asked else {}
        sheet.put_row(number, [row[name] for name in widths], shown, fills)
    sheet.make_table("lines", shown, len(bulletin.entries))
    sheet.freeze(2, 3)
    sheet.set_up_page(1, (len(bulletin.entries) + 1, len(PRINTED)))


def head_column(name: str, t: Texts) -> str:
    """The heading of a column of `PRINTED` or `FOR_MACHINES`."""
    if name in BESIDES:
        return t(f"bulletin.said_{name}")
    own = ("unit", "deadline", "now", "said", "reason", "before", "said_before")
    if name in (*own, "wording", "status", "text", "due"):
        return t(f"bulletin.head_{name}")
    return t(f"file.head_{name}")


def list_cells(words: Words, entry: Entry) -> dict[str, str]:
    """A line's cells by column, all texts."""
    t, state = words.t, entry.state
    line, said = state.line, state.report.said if state.report else Said()
    return {
        "unit": name_line_unit(words, line),
        "measure_id": line.measure_id,
        "wording": line.wording,
        "deadline": say_deadline(words, line),
        "roles": name_line_roles(line, t),
        "now": say_now(state, t),
        "said": tell_report(state, t),
        "reason": say_reason(state),
        "before": say_before(entry, t),
        "said_before": tell_report(entry.before, t) if entry.before else "",
        "status": name_status(said.status, t) if said.status else "",
        "text": said.text,
        **{name: getattr(said, name) for name in BESIDES},
        "due": state.due.isoformat() if state.due else "",
        "basis": t(f"basis.{line.basis}"),
        "is_counted": t("file.no" if state.is_asked else "file.yes"),
        "unit_code": line.unit_code,
    }
