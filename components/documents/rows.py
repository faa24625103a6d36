"""What every file says of the duties: rows in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.words.bases import name_basis
from components.words.duties import name_roles
from components.words.plan import (
    list_chapters,
    list_deadlines,
    list_tasks,
)
from components.words.several import is_several
from components.words.units import name_party, print_cell
from components.words.wording import print_wording
from components.words.words import Words
from geo.plan.duties import COUNTED_BASES
from geo.plan.plan import ROLES
from geo.together import split_id

COLUMNS = (
    "unit_code",
    "unit",
    "measure_id",
    "chapter",
    "task",
    "label",
    "text",
    "deadline",
    "roles",
    "basis",
    "is_counted",
    *ROLES,
)
PLAN_CODE = "plan_code"
"""Of which plan a row is, as links name it: a column for programs, where several are shown."""


def list_file_columns(words: Words, columns: Sequence[str]) -> list[str]:
    """`columns` of a row per measure or duty, with `PLAN_CODE` before the measure's number where
    several plans are shown."""
    if not is_several(words):
        return list(columns)
    at = list(columns).index("measure_id")
    return [*columns[:at], PLAN_CODE, *columns[at:]]


def list_duty_rows(words: Words, codes: Sequence[str]) -> pd.DataFrame:
    """One row per duty of the parties `codes`, in their order, then in the plan's.

    Columns: `COLUMNS`, and `is_shared`, true where lead and main are one merged cell. `text` is
    the plan's wording, see `print_wording`; `roles` and `basis` are words; `is_counted` is false
    for what the plan leaves open; `lead, main, support` are the measure's unit cells as printed
    (translated in English), joined. Of several plans `PLAN_CODE` besides.
    """
    model, t = words.model, words.t
    position = {code: number for number, code in enumerate(codes)}
    duties = model.duties[model.duties["unit_code"].isin(position)]
    rows = duties.merge(
        model.plan.measures, on="measure_id", suffixes=("", "_cell"), validate="m:1"
    )
    rows = rows.sort_values(
        "unit_code", key=lambda column: column.map(position), kind="stable", ignore_index=True
    )
    chapters, tasks, deadlines = (
        list_chapters(words),
        list_tasks(words),
        list_deadlines(words),
    )
    records = rows.to_dict("records")
    frame = pd.DataFrame(
        {
            PLAN_CODE: [split_id(model, each)[0].reference for each in rows["measure_id"]],
            "unit_code": rows["unit_code"],
            "unit": [name_party(words, code) for code in rows["unit_code"]],
            "measure_id": rows["measure_id"],
            "chapter": rows["chapter_no"].map(chapters),
            "task": rows["task_no"].map(tasks),
            "label": rows[t.pick("label", "label_en")],
            "text": [print_wording(record, t) for record in records],
            "deadline": rows["deadline"].map(deadlines),
            "roles": [name_roles(record, t) for record in records],
            "basis": [name_basis(record, t) for record in records],
            "is_counted": rows["basis"].isin(COUNTED_BASES),
            **{role: [print_cell(words, r[f"{role}_cell"]) for r in records] for role in ROLES},
            "is_shared": rows["shared_cell"],
        },
        columns=[*list_file_columns(words, COLUMNS), "is_shared"],
    )
    return frame
