"""The set of slides for one party or for all: which parts it has, and what each part tells of.

A part's code in the link is `<unit>.<part>`, or `plan.<part>` for all; a unit's code holds no dot.
"""

from __future__ import annotations

import pandas as pd

from components.words.reach import list_measure_groups, list_rare_measures
from geo.model import Model
from geo.plan.duties import EVERYONE_BASIS, split_open

DOT, ALL = ".", "plan"
CITY_PARTS = ("everyone", "zones", "few", "open")
"""In the order of a talk: what all of them have, how many each has, what few have, what is open."""
PARTS = ("own", "written", "everyone", "leads", "neighbours", "open")
"""In the order of a talk: `own` is written to nobody else, `written` to the party, `everyone` to
all of them; then whom to turn to, who has the same, and what the plan leaves open."""


def join_part(unit: str, part: str) -> str:
    """The code of a part of a set."""
    return f"{unit}{DOT}{part}"


def split_part(code: str, model: Model) -> tuple[str, str] | None:
    """Unit and part of a code; nothing where it is another slide's."""
    unit, _, part = code.rpartition(DOT)
    parts = CITY_PARTS if unit == ALL else PARTS if unit in model.codes else ()
    return (unit, part) if part in parts else None


def list_party_set(model: Model, unit: str) -> list[str]:
    """Cover, the party, and its parts that have something to tell."""
    return ["cover", unit, *(join_part(unit, part) for part in PARTS if _tells(model, unit, part))]


def list_city_set(model: Model) -> list[str]:
    """Cover, the plan's counts, and the parts that have something to tell."""
    groups = list_measure_groups(model)
    told = {"everyone": groups["every"], "few": list_rare_measures(model), "open": groups["open"]}
    told["zones"] = model.region.zones["unit_code"].tolist()
    return ["cover", "plan", *(join_part(ALL, part) for part in CITY_PARTS if told[part])]


def _tells(model: Model, unit: str, part: str) -> bool:
    if part == "neighbours":
        return bool(model.region.neighbours.get(unit))
    return part == "leads" or not select_part(model, unit, part).empty


def select_part(model: Model, unit: str, part: str) -> pd.DataFrame:
    """The duties of a party that a part tells of, in the plan's order."""
    counted, still_open = split_open(model.duties)
    mine = counted[counted["unit_code"] == unit]
    if part == "open":
        return still_open[still_open["unit_code"] == unit]
    if part == "everyone":
        return mine[mine["basis"] == EVERYONE_BASIS]
    if part == "written":
        return mine[mine["basis"] != EVERYONE_BASIS]
    if part == "own":
        parties = counted[counted["unit_code"].isin(model.codes)]
        holders = parties.groupby("measure_id")["unit_code"].nunique()
        return mine[mine["measure_id"].isin(holders.index[holders == 1])]
    return mine
