"""Duties as a workbook: duties, summary, comparison, places, and where it all comes from."""

from __future__ import annotations

from collections.abc import Sequence

from components.documents.excel.book import BAND, BAND_LOOK, OPEN, Book, Look, Sheet
from components.documents.excel.columns import Column, fit_page, list_columns
from components.documents.excel.places import add_place_sheets
from components.documents.rows import COLUMNS, PLAN_CODE, list_duty_rows
from components.words.comparison import (
    build_comparison,
    describe_cell,
    name_kind,
    write_comparison_counts,
)
from components.words.plan import cite_briefly, list_chapters, list_deadlines, list_tasks
from components.words.rules import write_counting_rule
from components.words.several import is_several, number_measure
from components.words.source import Origin, list_provenance
from components.words.units import name_party
from components.words.words import Words

FOR_MACHINES = ("unit_code", "is_counted")
"""What programs read and paper need not show: the last columns, left of which printing ends."""
PRINTED = tuple(name for name in COLUMNS if name not in FOR_MACHINES)
SHOWN = (*PRINTED, *FOR_MACHINES)
WIDTHS = (8, 6, 11, 11, 12, 34, 10, 9, 12, 20, 23, 17)
MACHINE_WIDTHS = (8, 6)
PLAN_WIDTH = 12
NOTE_WIDTHS = (24, 110)
MAX_WIDE = 4
"""Parties up to which the comparison has room for the measure's task and deadline."""
CENTRED = ("unit_code", "unit", "measure_id", "deadline", "roles", "basis", "is_counted")


def write_workbook(origin: Origin, codes: Sequence[str]) -> bytes:
    """An xlsx of the parties `codes`; with two or more of them their comparison too."""
    words = origin.words
    t = words.t
    book = Book(origin, cite_briefly(words))
    _write_duties(book.add_sheet(t("file.sheet_duties")), words, codes)
    _write_summary(book.add_sheet(t("file.sheet_summary")), words, codes)
    if len(codes) > 1:
        _write_comparison(book.add_sheet(t("file.sheet_compare")), words, codes)
    add_place_sheets(book, words, codes)
    return close_book(book, origin)


def close_book(book: Book, origin: Origin, facts: Sequence[tuple[str, str]] = ()) -> bytes:
    """Add the sheet of sources and counting rule, `facts` of this file first, and return it."""
    _write_notes(book.add_sheet(origin.words.t("file.sheet_notes")), origin, facts)
    return book.close()


def _write_duties(sheet: Sheet, words: Words, codes: Sequence[str]) -> None:
    t = words.t
    rows = list_duty_rows(words, codes)
    of_plan = {PLAN_CODE: PLAN_WIDTH} if is_several(words) else {}
    columns = [
        *fit_page(list_columns(PRINTED, WIDTHS, CENTRED, t)),
        *list_columns((*FOR_MACHINES, *of_plan), (*MACHINE_WIDTHS, *of_plan.values()), CENTRED, t),
    ]
    shown = (*SHOWN, *of_plan)
    sheet.put_head(1, columns)
    for number, row in enumerate(rows.to_dict("records"), start=2):
        counted = bool(row["is_counted"])
        row["is_counted"] = t("file.yes") if counted else t("file.no")
        row["measure_id"] = number_measure(words, row["measure_id"])
        fills = {} if counted else {shown.index("basis") + 1: OPEN}
        sheet.put_row(number, [row[name] for name in shown], columns, fills)
    sheet.make_table("duties", columns, len(rows))
    sheet.freeze(2, 3)
    sheet.set_up_page(1, (len(rows) + 1, len(PRINTED)))


def _write_summary(sheet: Sheet, words: Words, codes: Sequence[str]) -> None:
    t = words.t
    groups = _list_summary_groups(words)
    keys = [key for _, members in groups for key, _ in members]
    columns = [Column(t("file.head_unit"), 22)]
    columns += [Column(label, 11, "center") for _, members in groups for _, label in members]
    columns = [*fit_page(columns), Column(t("file.head_unit_code"), 9, "center")]
    _write_bands(sheet, groups)
    sheet.put_head(2, columns)
    for number, code in enumerate(codes, start=3):
        counts = words.model.summary.loc[code]
        values = [name_party(words, code), *(int(counts[key]) for key in keys), code]
        sheet.put_row(number, values, columns)
    last = len(codes) + 2
    sheet.filter(2, len(codes), len(columns))
    sheet.freeze(3, 2)
    sheet.put_remark(last + 2, write_counting_rule(words), columns[:-1])
    sheet.set_up_page(2, (last + 2, len(columns) - 1))


def _list_summary_groups(words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """Columns of `model.summary` with their labels, under a common title."""
    model, t = words.model, words.t
    roles = [(role, t(f"role.{role}")) for role in ("main", "lead", "support")]
    chapters = list_chapters(words, short=True)
    return [
        ("", [("total", t("panel.total"))]),
        (t("file.band_roles"), [*roles, ("lead_and_main", t("file.lead_and_main"))]),
        (t("file.band_bases"), [(basis, t(f"basis.{basis}")) for basis in model.counted_bases]),
        (t("file.band_chapters"), [(f"ch{n}", title) for n, title in chapters.items()]),
        (
            t("file.band_deadlines"),
            [(f"deadline:{d}", shown) for d, shown in list_deadlines(words).items()],
        ),
        (t("file.band_open"), [("relevant", t("basis.relevant"))]),
    ]


def _write_bands(sheet: Sheet, groups: Sequence[tuple[str, list[tuple[str, str]]]]) -> None:
    sheet.put(1, 1, "", BAND_LOOK)
    start = 2
    for title, members in groups:
        end = start + len(members) - 1
        sheet.merge(1, start, end, BAND_LOOK)
        sheet.put(1, start, title, BAND_LOOK)
        start = end + 1
    sheet.put(1, start, "", BAND_LOOK)


def _write_comparison(sheet: Sheet, words: Words, codes: Sequence[str]) -> None:
    comparison = build_comparison(words.model, codes)
    rows = [*comparison.settled, *comparison.still_open]
    short = len(codes) > MAX_WIDE
    lead_columns, lead_values = _list_measure_columns(words, short=short)
    width = 9 if short else 15
    names = [name_party(words, code, short=short) for code in codes]
    columns = fit_page(
        [
            *lead_columns,
            *(Column(name, width, "center") for name in names),
            Column(words.t("file.head_difference"), 19, "center"),
        ]
    )
    sheet.put_head(1, columns)
    for number, row in enumerate(rows, start=2):
        cells = [row.cells.get(code) for code in codes]
        fills = {
            column: OPEN
            for column, cell in enumerate(cells, start=len(lead_columns) + 1)
            if cell and cell.is_open
        }
        held = ["\n".join(describe_cell(cell, words.t, short=short)) for cell in cells]
        values = [*lead_values[row.measure_id], *held, name_kind(words, row)]
        sheet.put_row(number, values, columns, fills)
    sheet.filter(1, len(rows), len(columns))
    sheet.freeze(2, len(lead_columns) + 1)
    remark = write_comparison_counts(words, comparison)
    sheet.put_remark(len(rows) + 3, remark, columns)
    sheet.set_up_page(1)


def _list_measure_columns(
    words: Words, *, short: bool
) -> tuple[list[Column], dict[str, list[str]]]:
    """The columns that name a measure, and their values by measure; `short` leaves room for many
    parties."""
    t = words.t
    columns = [
        Column(t("file.head_measure_id"), 6, "center"),
        Column(t("file.head_label"), 16 if short else 24),
    ]
    tasks, deadlines = list_tasks(words), list_deadlines(words)
    values = {}
    for measure in words.model.plan.measures.to_dict("records"):
        title = t.pick(measure["label"], measure["label_en"])
        values[measure["measure_id"]] = [number_measure(words, measure["measure_id"]), title]
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


def _write_notes(sheet: Sheet, origin: Origin, facts: Sequence[tuple[str, str]]) -> None:
    t = origin.words.t
    sheet.set_widths(NOTE_WIDTHS)
    pairs = [*facts, *list_provenance(origin)]
    pairs.append((t("file.head_difference"), t("file.compare_note")))
    for number, (label, value) in enumerate(pairs, start=1):
        sheet.put(number, 1, label, Look(bold=True, fill=BAND))
        sheet.put(number, 2, value)
        sheet.fit_row(number, [label, value], NOTE_WIDTHS)
    sheet.set_up_page(0)
