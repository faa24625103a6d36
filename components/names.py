"""Names of units, printed cells, roles and chapters in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from components.cache import remember
from components.texts import Texts
from geo.model import Model
from geo.plan import ROLES

MAX_WIDE, MAX_LATIN = 8, 16
"""Letters of a label on the map."""


@remember
def name_party(model: Model, code: str, t: Texts, *, short: bool = False) -> str:
    """A party's name, with its code where another one goes by the same."""
    names = model.region.parties[t.pick("short_name" if short else "name", "name_en")]
    is_shared = (names == names[code]).sum() > 1
    return t("list.coded", name=names[code], code=code) if is_shared else str(names[code])


def has_zone(model: Model) -> bool:
    """Whether a development zone, which is no district, is among the parties."""
    return bool((model.region.parties["kind"] != "district").any())


def name_parties(model: Model, t: Texts) -> str:
    """What the territorial parties are, after their number."""
    return t("present.parties_zone" if has_zone(model) else "present.parties")


def credit_map(model: Model, t: Texts) -> str:
    """Whose boundaries are drawn, in a few words for the edge of a map."""
    short = model.region.package.resource("districts").get(t.pick("credit", "credit_en"))
    return str(short or name_boundary(model, t))


def name_boundary(model: Model, t: Texts) -> str:
    """The title of the first source of the boundaries."""
    source = model.region.package.resource("districts")["sources"][0]
    return str(t.pick(source["title"], source.get("title_en", source["title"])))


@remember
def name_on_map(model: Model, code: str, t: Texts) -> str:
    """A party's short name for a label, cut where it is too long for any district.

    Its place tells it from another of the same name, and the card has both in full.
    """
    name = str(model.region.parties.at[code, t.pick("short_name", "name_en")])
    most = MAX_LATIN if name.isascii() else MAX_WIDE
    return name if len(name) <= most else f"{name[: most - 1]}…"


@remember
def list_zones(model: Model, t: Texts) -> dict[str, str]:
    """Functional zone by district code; a note of the zone stands in brackets."""
    return {
        row.unit_code: t.pick(row.zone, row.zone_en)
        for row in model.region.zones.itertuples(index=False)
    }


@remember
def name_zone_note(model: Model, code: str, t: Texts) -> str:
    """The remark on a district's zone, or nothing."""
    zones = model.region.zones.set_index("unit_code")
    return t.pick(zones.at[code, "note"], zones.at[code, "note_en"]) if code in zones.index else ""


@remember
def list_cell_units(model: Model, cell: str, t: Texts) -> list[str]:
    """The names in a unit cell: as printed in Chinese, translated in English; a dash gives none."""
    names = [name for name in cell.split(";") if name not in model.plan.meta["no_unit"]]
    if t.lang == "zh":
        return names
    return [_translate_spelling(model, name, t) for name in names]


def _translate_spelling(model: Model, spelling: str, t: Texts) -> str:
    rows = model.region.unit_names[model.region.unit_names["spelling"] == spelling]
    if len(rows) > 1:
        return t(f"basis.{rows['basis'].iloc[0]}")
    units = model.region.units.set_index("unit_code")
    return str(units.at[rows["unit_code"].iloc[0], "name_en"])


def print_cell(model: Model, cell: str, t: Texts) -> str:
    """The names in a unit cell, joined; the dash of an empty one stays as printed."""
    return t("list.comma").join(list_cell_units(model, cell, t)) or cell


def name_roles(duty: Mapping[str, Any], t: Texts) -> str:
    """A duty's roles in words; a merged cell is one word pair, a doubtful reading has a dagger."""
    held = [role for role in ROLES if duty[role]]
    if held[:2] == ["lead", "main"]:
        held[:2] = ["lead_main"]
    roles = t("list.comma").join(t(f"role.{role}") for role in held)
    return t("role.doubtful", roles=roles) if duty["is_doubtful"] else roles


def list_doubts(model: Model, measure_ids: Collection[str], t: Texts) -> list[str]:
    """For the doubtful of `measure_ids`, what the dagger on their roles stands for."""
    notes = model.plan.measures.set_index("measure_id")[t.pick("note", "note_en")]
    return [
        t("role.doubt_line", id=measure_id, note=notes[measure_id])
        for measure_id in model.plan.doubtful
        if measure_id in measure_ids
    ]


def name_basis(duty: Mapping[str, Any], t: Texts) -> str:
    """How the plan reaches the party, with the words that mention it."""
    if duty["basis"] == "mentioned":
        return t("basis.mentioned_as", words=duty["mention"])
    return t(f"basis.{duty['basis']}")


@remember
def list_chapters(model: Model, t: Texts, *, short: bool = False) -> dict[int, str]:
    """Chapter titles by number: as printed, or the short ones of ours where there are any."""
    titles = _list_titles(model, "chapter", t)
    headings = _list_headings(model, "chapter")
    if not short:
        return titles
    shorts: dict[int, str] = {h.number: t.pick(h.short, h.short_en) for h in headings.itertuples()}
    return {number: shorts.get(number, "") or title for number, title in titles.items()}


@remember
def list_tasks(model: Model, t: Texts) -> dict[int, str]:
    """Task titles by number: as printed, or translated."""
    return _list_titles(model, "task", t)


def _list_titles(model: Model, kind: str, t: Texts) -> dict[int, str]:
    measures = model.plan.measures
    printed = dict(zip(measures[f"{kind}_no"], measures[kind], strict=True))
    english = {h.number: h.title_en for h in _list_headings(model, kind).itertuples()}
    return {
        number: t.pick(title, str(english.get(number, title))) for number, title in printed.items()
    }


def _list_headings(model: Model, kind: str) -> pd.DataFrame:
    return model.plan.headings[model.plan.headings["kind"] == kind]


@remember
def list_labels(model: Model, t: Texts) -> dict[str, str]:
    """Short titles of ours by measure."""
    measures = model.plan.measures
    return dict(zip(measures["measure_id"], measures[t.pick("label", "label_en")], strict=True))


def name_metric(model: Model, metric: str, t: Texts) -> str:
    if metric.startswith("ch"):
        return list_chapters(model, t, short=True)[int(metric.removeprefix("ch"))]
    return t(f"metric.{metric}")


def quote_deadlines(model: Model, t: Texts) -> str:
    """The deadlines of the plan in quotation marks, for a sentence."""
    quoted = [t("list.quoted", text=text) for text in list_deadlines(model, t).values()]
    return t("list.comma").join(quoted)


@remember
def list_deadlines(model: Model, t: Texts) -> dict[str, str]:
    """Deadlines by their printed form."""
    return {d["printed"]: t.pick(d["printed"], d["en"]) for d in model.plan.meta["deadlines"]}


def name_plan(model: Model, t: Texts) -> str:
    return t.pick(model.plan.meta["title"], model.plan.meta["title_en"])


def name_annex(model: Model, t: Texts) -> str:
    """Where the plan stands in its parent document."""
    return t.pick(model.plan.meta["annex"], model.plan.meta["annex_en"])


def name_bases(model: Model, bases: Collection[str], t: Texts) -> str:
    """The bases of `bases` that are in use, in words."""
    return t("list.comma").join(t(f"basis.{basis}") for basis in model.bases if basis in bases)


def name_resolution(model: Model, measure_id: str, t: Texts) -> str:
    """Who settled a measure's 相关区, when, and on what ground; nothing where nobody did."""
    found = model.resolutions[model.resolutions["measure_id"] == measure_id]
    return "".join(t("ledger.resolution", **entry) for entry in found.to_dict("records"))
