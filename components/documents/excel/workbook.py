"""Duties as a workbook: duties, summary, comparison, places, and where it all comes from."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from components.documents.archive import seal_archive
from components.documents.excel.cells import (
    BAND_FILL,
    OPEN_FILL,
    Column,
    fit_row,
    list_columns,
    make_table,
    name_cell,
    put_cell,
    put_head,
    put_remark,
    put_row,
    set_up_page,
)
from components.documents.excel.places import add_place_sheets
from components.documents.rows import COLUMNS, list_duty_rows
from components.texts import Texts
from components.words.comparison import (
    build_comparison,
    describe_cell,
    name_kind,
    write_comparison_counts,
)
from components.words.plan import list_chapters, list_deadlines, list_tasks
from components.words.rules import write_counting_rule
from components.words.source import cite_plan, list_provenance
from components.words.units import name_party
from geo.model import Model

WIDTHS = (8, 10, 6, 11, 12, 13, 37, 9, 11, 15, 6, 16, 20, 17)
MAX_WIDE = 4
"""Parties up to which the comparison has room for the measure's task and deadline."""
CENTRED = ("unit_code", "unit", "measure_id", "deadline", "roles", "basis", "is_counted")
# Codes and measure numbers are text by design; without this every one gets a warning mark.
NUMBERS_AS_TEXT = (
    b'<ignoredErrors><ignoredError sqref="A1:C9999" numberStoredAsText="1"/></ignoredErrors>'
)


def write_workbook(model: Model, codes: Sequence[str], t: Texts, today: datetime.date) -> bytes:
    """An xlsx of the parties `codes`; with two or more of them their comparison too."""
    book = Workbook()
    _write_duties(book.active, model, codes, t)
    _write_summary(book.create_sheet(), model, codes, t)
    if len(codes) > 1:
        _write_comparison(book.create_sheet(), model, codes, t)
    add_place_sheets(book, model, codes, t)
    return save_book(book, model, t, today)


def save_book(book: Workbook, model: Model, t: Texts, today: datetime.date) -> bytes:
    """Add the sheet of sources and counting rule, and return the file."""
    _write_notes(book.create_sheet(), model, t, today)
    properties = book.properties
    properties.title, properties.creator = cite_plan(model, t), t("app.title")
    properties.created = datetime.datetime.combine(today, datetime.time())
    target = io.BytesIO()
    book.save(target)
    return seal_archive(target.getvalue(), today, {"xl/worksheets/sheet": _accept_numbers_as_text})


def _accept_numbers_as_text(sheet: bytes) -> bytes:
    # openpyxl has no word for this element; the schema wants it right before the tables.
    return re.sub(rb"(?=<tableParts|</worksheet>)", NUMBERS_AS_TEXT, sheet, count=1)


def _write_duties(sheet: Worksheet, model: Model, codes: Sequence[str], t: Texts) -> None:
    sheet.title = t("file.sheet_duties")
    rows = list_duty_rows(model, codes, t)
    columns = list_columns(COLUMNS, WIDTHS, CENTRED, t)
    put_head(sheet, 1, columns, t)
    for number, row in enumerate(rows.to_dict("records"), start=2):
        counted = bool(row["is_counted"])
        row["is_counted"] = t("file.yes") if counted else t("file.no")
        fills = {} if counted else {COLUMNS.index("basis") + 1: OPEN_FILL}
        put_row(sheet, number, [row[name] for name in COLUMNS], columns, t, fills)
    make_table(sheet, "duties", len(rows), len(COLUMNS))
    sheet.freeze_panes = "D2"
    set_up_page(sheet, cite_plan(model, t), 1, t)


def _write_summary(sheet: Worksheet, model: Model, codes: Sequence[str], t: Texts) -> None:
    sheet.title = t("file.sheet_summary")
    groups = _list_summary_groups(model, t)
    keys = [key for _, members in groups for key, _ in members]
    columns = [Column(t("file.head_unit_code"), 9, "center"), Column(t("file.head_unit"), 22)]
    columns += [Column(label, 11, "center") for _, members in groups for _, label in members]
    _write_bands(sheet, groups, t)
    put_head(sheet, 2, columns, t)
    for number, code in enumerate(codes, start=3):
        counts = model.summary.loc[code]
        values = [code, name_party(model, code, t), *(int(counts[key]) for key in keys)]
        put_row(sheet, number, values, columns, t)
    last = len(codes) + 2
    sheet.auto_filter.ref = f"A2:{name_cell(last, len(columns))}"
    sheet.freeze_panes = "C3"
    put_remark(sheet, last + 2, write_counting_rule(model, t), columns, t)
    set_up_page(sheet, cite_plan(model, t), 2, t)


def _list_summary_groups(model: Model, t: Texts) -> list[tuple[str, list[tuple[str, str]]]]:
    """Columns of `model.summary` with their labels, under a common title."""
    roles = [(role, t(f"role.{role}")) for role in ("main", "lead", "support")]
    chapters = list_chapters(model, t, short=True)
    return [
        ("", [("total", t("panel.total"))]),
        (t("file.band_roles"), [*roles, ("lead_and_main", t("file.lead_and_main"))]),
        (t("file.band_bases"), [(basis, t(f"basis.{basis}")) for basis in model.counted_bases]),
        (t("file.band_chapters"), [(f"ch{n}", title) for n, title in chapters.items()]),
        (
            t("file.band_deadlines"),
            [(f"deadline:{d}", shown) for d, shown in list_deadlines(model, t).items()],
        ),
        (t("file.band_open"), [("relevant", t("basis.relevant"))]),
    ]


def _write_bands(
    sheet: Worksheet, groups: Sequence[tuple[str, list[tuple[str, str]]]], t: Texts
) -> None:
    start = 3
    for title, members in groups:
        end = start + len(members) - 1
        for column in range(start, end + 1):
            text = title if column == start else ""
            put_cell(sheet, 1, column, text, t, align="center", bold=True, fill=BAND_FILL)
        if end > start:
            sheet.merge_cells(start_row=1, start_column=start, end_row=1, end_column=end)
        start = end + 1
    for column in (1, 2):
        put_cell(sheet, 1, column, "", t, fill=BAND_FILL)


def _write_comparison(sheet: Worksheet, model: Model, codes: Sequence[str], t: Texts) -> None:
    sheet.title = t("file.sheet_compare")
    comparison = build_comparison(model, codes)
    rows = [*comparison.settled, *comparison.still_open]
    short = len(codes) > MAX_WIDE
    lead_columns, lead_values = _list_measure_columns(model, t, short=short)
    width = 9 if short else 15
    names = [name_party(model, code, t, short=short) for code in codes]
    columns = [
        *lead_columns,
        *(Column(name, width, "center") for name in names),
        Column(t("file.head_difference"), 19, "center"),
    ]
    put_head(sheet, 1, columns, t)
    for number, row in enumerate(rows, start=2):
        cells = [row.cells.get(code) for code in codes]
        fills = {
            column: OPEN_FILL
            for column, cell in enumerate(cells, start=len(lead_columns) + 1)
            if cell and cell.is_open
        }
        held = ["\n".join(describe_cell(cell, t, short=short)) for cell in cells]
        values = [*lead_values[row.measure_id], *held, name_kind(model, row, t)]
        put_row(sheet, number, values, columns, t, fills)
    sheet.auto_filter.ref = f"A1:{name_cell(len(rows) + 1, len(columns))}"
    sheet.freeze_panes = name_cell(2, len(lead_columns) + 1)
    remark = write_comparison_counts(model, comparison, t)
    put_remark(sheet, len(rows) + 3, remark, columns, t)
    set_up_page(sheet, cite_plan(model, t), 1, t)


def _list_measure_columns(
    model: Model, t: Texts, *, short: bool
) -> tuple[list[Column], dict[str, list[str]]]:
    """The columns that name a measure, and their values by measure; `short` leaves room for many
    parties."""
    columns = [
        Column(t("file.head_measure_id"), 6, "center"),
        Column(t("file.head_label"), 16 if short else 24),
    ]
    tasks, deadlines = list_tasks(model, t), list_deadlines(model, t)
    values = {}
    for measure in model.plan.measures.to_dict("records"):
        title = t.pick(measure["label"], measure["label_en"])
        values[measure["measure_id"]] = [measure["measure_id"], title]
        if not short:
            values[measure["measure_id"]] += [
                tasks[measure["task_no"]],
                deadlines[measure["deadline"]],
            ]
    if not short:
        columns += [
            Column(t("file.head_task"), 24),
            Column(t("file.head_deadline"), 10, "center"),
        ]
    return columns, values


def _write_notes(sheet: Worksheet, model: Model, t: Texts, today: datetime.date) -> None:
    sheet.title = t("file.sheet_notes")
    for column, width in (("A", 24), ("B", 110)):
        sheet.column_dimensions[column].width = width
    pairs = list_provenance(model, t, today, model.counted_bases)
    pairs.append((t("file.head_difference"), t("file.compare_note")))
    for number, (label, value) in enumerate(pairs, start=1):
        put_cell(sheet, number, 1, label, t, bold=True, fill=BAND_FILL)
        put_cell(sheet, number, 2, value, t)
        fit_row(sheet, number, [label, value], [24, 110])
    set_up_page(sheet, cite_plan(model, t), 0, t)
