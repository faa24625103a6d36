"""The ledger's measures, as filtered, as a workbook and as CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from components.documents.duty_csv import cite_rows
from components.documents.excel.book import OPEN, Book
from components.documents.excel.columns import Column, fit_page, list_columns
from components.documents.excel.workbook import close_book
from components.documents.rows import PLAN_CODE, list_file_columns
from components.words import duty_states
from components.words.plan import cite_briefly, head_role, list_chapters, list_deadlines, name_task
from components.words.several import is_several, number_measure
from components.words.source import Origin
from components.words.units import print_cell
from components.words.wording import print_wording
from components.words.words import Words
from geo.plan.plan import ROLES
from geo.together import split_id

PRINTED = ("measure_id", "chapter", "task", "label", "text", "deadline", *ROLES)
COLUMNS = (*PRINTED, "is_counted")
"""The last is for programs, and is not printed: what does not count is hatched."""
WIDTHS = (7, 16, 16, 18, 56, 10, 24, 24, 24)
OF_MONTH, WIDTHS_OF_MONTH = ("month", "state"), (9, 24)
"""Behind what is printed of the plan, where a month was opened."""
CENTRED = ("measure_id", "deadline", "is_counted", "month")
Told = Mapping[str, duty_states.Told] | None
"""What was reported on each measure; None without a month."""


def list_measure_rows(
    words: Words,
    measure_ids: Sequence[str],
    still_open: Sequence[str] = (),
    told: Told = None,
) -> pd.DataFrame:
    """`COLUMNS`, a row per measure, unit cells as printed; those of `still_open`, which are open
    for a party asked for, come last and are not counted. Of several plans `PLAN_CODE` besides, in a
    month of reports `OF_MONTH`."""
    t = words.t
    ids = [*measure_ids, *still_open]
    measures = words.model.plan.measures.set_index("measure_id", drop=False).loc[ids]
    chapters, deadlines = list_chapters(words), list_deadlines(words)
    rows = [
        {
            PLAN_CODE: split_id(words.model, m["measure_id"])[0].reference,
            "measure_id": m["measure_id"],
            "chapter": chapters[m["chapter_no"]],
            "task": name_task(words, m["task_no"]),
            "label": t.pick(m["label"], m["label_en"]),
            "text": print_wording(m, t),
            "deadline": deadlines[m["deadline"]],
            **{role: print_cell(words, m[role]) for role in ROLES},
            **_list_told(m["measure_id"], told),
            "is_counted": t("file.no" if m["measure_id"] in still_open else "file.yes"),
        }
        for m in measures.to_dict("records")
    ]
    columns = [*list_printed(told), *COLUMNS[len(PRINTED) :]]
    return pd.DataFrame(rows, columns=list_file_columns(words, columns), dtype=str)


def list_printed(told: Told) -> tuple[str, ...]:
    return PRINTED if told is None else (*PRINTED, *OF_MONTH)


def _list_told(measure_id: str, told: Told) -> dict[str, str]:
    found = (told or {}).get(measure_id)
    return {"month": found.month if found else "", "state": found.said if found else ""}


def write_ledger_workbook(
    origin: Origin,
    measure_ids: Sequence[str],
    still_open: Sequence[str] = (),
    told: Told = None,
) -> bytes:
    """An xlsx of exactly these measures, with the sheet of sources."""
    words = origin.words
    t = words.t
    book = Book(origin, cite_briefly(words))
    sheet = book.add_sheet(t("ledger.measures"))
    rows = list_measure_rows(words, measure_ids, still_open, told)
    printed, widths = list_printed(told), (*WIDTHS, *(() if told is None else WIDTHS_OF_MONTH))
    for_machines = [PLAN_CODE, "is_counted"] if is_several(words) else ["is_counted"]
    columns = [
        *fit_page(head_roles(words, list_columns(printed, widths, CENTRED, t))),
        *list_columns(for_machines, [6] * len(for_machines), CENTRED, t),
    ]
    sheet.put_head(1, columns)
    for number, row in enumerate(rows.to_dict("records"), start=2):
        fills = {1: OPEN} if row["measure_id"] in still_open else {}
        row["measure_id"] = number_measure(words, row["measure_id"])
        values = [row[name] for name in (*printed, *for_machines)]
        sheet.put_row(number, values, columns, fills)
    sheet.make_table("measures", columns, len(rows))
    sheet.freeze(2, 2)
    sheet.set_up_page(1, (len(rows) + 1, len(printed)))
    return close_book(book, origin)


def head_roles(words: Words, columns: Sequence[Column]) -> list[Column]:
    """Columns that begin with those of `PRINTED`, those of the roles headed as the plan prints
    them."""
    heads = [head_role(words, name) if name in ROLES else "" for name in PRINTED]
    headed = [
        replace(column, heading=head or column.heading)
        for column, head in zip(columns, heads, strict=False)
    ]
    return [*headed, *columns[len(headed) :]]


def write_ledger_csv(
    origin: Origin,
    measure_ids: Sequence[str],
    still_open: Sequence[str] = (),
    told: Told = None,
) -> bytes:
    """The same as CSV with a BOM."""
    rows = list_measure_rows(origin.words, measure_ids, still_open, told)
    return cite_rows(rows, list(rows.columns), origin)
