"""What every file says: the duties as rows in words, and where they come from."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

import pandas as pd

from components.names import (
    list_chapters,
    list_deadlines,
    list_tasks,
    name_annex,
    name_bases,
    name_basis,
    name_party,
    name_plan,
    name_roles,
    print_cell,
)
from components.rules import write_counting_rule
from components.texts import Texts
from components.wording import print_wording
from geo.duties import COUNTED_BASES
from geo.model import Model
from geo.plan import ROLES

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
HASH_DIGITS = 16
"""Enough to tell texts apart, short enough for a printed line."""
CITED = ("parent_title", "parent_no", "issuer", "published_date")


def list_duty_rows(model: Model, codes: Sequence[str], t: Texts) -> pd.DataFrame:
    """One row per duty of the parties `codes`, in their order, then in the plan's.

    Columns: `COLUMNS`, and `is_shared`, true where lead and main are one merged cell. `text` is
    the plan's wording, see `print_wording`; `roles` and `basis` are words; `is_counted` is false
    for what the plan leaves open; `lead, main, support` are the measure's unit cells as printed
    (translated in English), joined.
    """
    position = {code: number for number, code in enumerate(codes)}
    duties = model.duties[model.duties["unit_code"].isin(position)]
    rows = duties.merge(
        model.plan.measures, on="measure_id", suffixes=("", "_cell"), validate="m:1"
    )
    rows = rows.sort_values(
        "unit_code", key=lambda column: column.map(position), kind="stable", ignore_index=True
    )
    chapters, tasks, deadlines = (
        list_chapters(model, t),
        list_tasks(model, t),
        list_deadlines(model, t),
    )
    records = rows.to_dict("records")
    frame = pd.DataFrame(
        {
            "unit_code": rows["unit_code"],
            "unit": [name_party(model, code, t) for code in rows["unit_code"]],
            "measure_id": rows["measure_id"],
            "chapter": rows["chapter_no"].map(chapters),
            "task": rows["task_no"].map(tasks),
            "label": rows[t.pick("label", "label_en")],
            "text": [print_wording(record, t) for record in records],
            "deadline": rows["deadline"].map(deadlines),
            "roles": [name_roles(record, t) for record in records],
            "basis": [name_basis(record, t) for record in records],
            "is_counted": rows["basis"].isin(COUNTED_BASES),
            **{role: [print_cell(model, r[f"{role}_cell"], t) for r in records] for role in ROLES},
            "is_shared": rows["shared_cell"],
        },
        columns=[*COLUMNS, "is_shared"],
    )
    return frame


def write_date(day: datetime.date, t: Texts) -> str:
    """A date as a document of the language prints it."""
    digits = t.pick("", "02")
    month, date = f"{day.month:{digits}}", f"{day.day:{digits}}"
    return t("file.date", year=day.year, month=month, day=date)


def cite_plan(model: Model, t: Texts) -> str:
    return t("file.plan_value", title=name_plan(model, t), annex=name_annex(model, t))


def credit_boundary(model: Model, t: Texts) -> str:
    """Where the boundaries come from, as the data package says it."""
    sources = model.region.package.resource("districts")["sources"]
    titles = t("file.semicolon").join(source["title"] for source in sources)
    return t("file.boundary_value", sources=titles)


def list_provenance(
    model: Model, t: Texts, today: datetime.date, bases: Collection[str]
) -> list[tuple[str, str]]:
    """Labels and values of where a file comes from and how it counts; `bases` are those counted.

    No approval number of our own is claimed for the boundaries.
    """
    return [
        *cite_origin(model, t),
        (t("file.source_rule"), write_counting_rule(model, t)),
        (t("file.source_open"), t("rules.relevant")),
        (t("file.source_bases"), name_bases(model, bases, t) or t("legend.none")),
        *describe_file(model, t, today),
    ]


def cite_origin(model: Model, t: Texts) -> list[tuple[str, str]]:
    """The plan, where it stands, and what proves its wording."""
    return [
        (t("file.source_title"), t("file.title_value", title=name_plan(model, t))),
        (t("file.source_annex"), name_annex(model, t)),
        *_cite_parent(model, t),
        (t("file.source_proof"), _describe_proof(model, t)),
    ]


def describe_file(model: Model, t: Texts, today: datetime.date) -> list[tuple[str, str]]:
    """Boundaries, coordinates, date, and what made the file."""
    return [
        (t("file.source_boundary"), credit_boundary(model, t)),
        (t("file.source_datum"), t("file.datum_value")),
        (t("file.source_date"), write_date(today, t)),
        (t("file.source_product"), t("app.title")),
    ]


def _cite_parent(model: Model, t: Texts) -> list[tuple[str, str]]:
    """The parent document, as far as it is cited, each with the quality of its source."""
    entries = {entry["field"]: entry for entry in model.plan.meta["citation"]}
    found = [(field, entries[field]) for field in CITED if field in entries]
    return [
        (t(f"file.source_{field}"), t(f"file.quality_{entry['quality']}", value=entry["value"]))
        for field, entry in found
    ]


def _describe_proof(model: Model, t: Texts) -> str:
    return t(
        "file.proof_value",
        measures=len(model.plan.measures),
        version=model.plan.meta["version"],
        hash=model.plan.package.resource("source")["hash"].partition(":")[2][:HASH_DIGITS],
    )
