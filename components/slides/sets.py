"""The set of slides for a party, for all of them or for a department: which parts it has, and what
each part tells of.

A part's code in the link is `<unit>.<part>`, or `plan.<part>` for all; a unit's code holds no dot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pandas as pd

from components.session.remember import remember
from components.words.reach import list_measure_groups, list_rare_measures
from geo.model import Model
from geo.plan.count import count_load
from geo.plan.duties import COUNTED_BASES, EVERYONE_BASIS, split_open
from geo.plan.ledger import count_departments, list_led, select_partner_duties
from geo.plan.reach import Share, find_fullest_group, list_greater_shares, split_reach

DOT, ALL = ".", "plan"
CITY_PARTS = ("everyone", "zones", "few", "open")
"""In the order of a talk: what all of them have, how many each has, what few have, what is open."""
STORY_PARTS = ("everyone", "why", "few", "open")
"""The steps after the plan's counts: what all of them have, why a zone has more, and so on."""
PARTS = ("own", "written", "everyone", "leads", "neighbours", "open")
"""In the order of a talk: `own` is written to nobody else, `written` to the party, `everyone` to
all of them; then whom to turn to, who has the same, and what the plan leaves open."""


SUMMARY, LED, PARTNERS = "summary", "led", "partners"
LED_ON_A_PAGE = 2
"""Of the measures that a department leads, in the plan's words; their pages are `led1`, `led2` …"""


def join_part(unit: str, part: str) -> str:
    """The code of a part of a set."""
    return f"{unit}{DOT}{part}"


def split_part(code: str, model: Model) -> tuple[str, str] | None:
    """Unit and part of a code; nothing where it is another slide's."""
    unit, _, part = code.rpartition(DOT)
    if unit == ALL:
        parts: Collection[str] = {*CITY_PARTS, *STORY_PARTS}
    else:
        parts = PARTS if unit in model.codes else list_department_parts(model).get(unit, ())
    return (unit, part) if part in parts else None


@remember
def list_department_parts(model: Model) -> dict[str, list[str]]:
    """Every department or committee that the plan names, with the parts that have something to
    tell: what it holds, what it leads page by page, what of that is open, whom it works with."""
    units, led = model.region.units, list_led(model.duties, model.region.units)
    held = count_departments(model.duties, units).any(axis=1)
    found: dict[str, list[str]] = {}
    for unit in held.index[held]:
        pages = range(1, count_led_pages(led.get(unit, [])) + 1)
        parts = [SUMMARY, *(f"{LED}{page}" for page in pages)]
        parts += ["open"] if select_unsettled(model, led.get(unit, [])) else []
        has_partners = not select_partner_duties(model.duties, units, unit).empty
        found[unit] = [*parts, PARTNERS] if has_partners else parts
    return found


def count_led_pages(led: Sequence[str]) -> int:
    return -(-len(led) // LED_ON_A_PAGE)


def list_department_set(model: Model, unit: str) -> list[str]:
    """Cover, and the parts of a department."""
    return ["cover", *(join_part(unit, part) for part in list_department_parts(model)[unit])]


def select_unsettled(model: Model, measure_ids: Iterable[str]) -> list[str]:
    """The measures that may reach more parties than those to which they are written."""
    return [m for m in measure_ids if split_reach(model.duties, m, model.codes).still_open]


def list_party_set(model: Model, unit: str) -> list[str]:
    """Cover, the party, and its parts that have something to tell."""
    return ["cover", unit, *(join_part(unit, part) for part in PARTS if _tells(model, unit, part))]


def list_city_set(model: Model) -> list[str]:
    """Cover, the plan's counts, and the parts that have something to tell."""
    return ["cover", *_join_told(model, CITY_PARTS)]


def list_story(model: Model) -> list[str]:
    """The plan step by step, each step a state of the map, as far as it has something to tell."""
    return _join_told(model, STORY_PARTS)


def _join_told(model: Model, parts: Sequence[str]) -> list[str]:
    groups = list_measure_groups(model)
    told = {
        "everyone": groups["every"],
        "zones": model.region.zones["unit_code"].tolist(),
        "why": list_zone_shares(model),
        "few": list_rare_measures(model),
        "open": groups["open"],
    }
    return ["plan", *(join_part(ALL, part) for part in parts if told[part])]


@remember
def find_fullest_zone(model: Model) -> list[str]:
    """The districts of the zone to which most is written, on average; none where that is no zone's
    alone."""
    zones = model.region.zones.groupby("zone", sort=False)["unit_code"].apply(list).to_dict()
    counted = count_load(model.joined, "own", COUNTED_BASES, model.codes)["counted"]
    zone = find_fullest_group(counted.to_dict(), zones)
    return list(zones[zone]) if zone is not None else []


@remember
def list_zone_shares(model: Model) -> dict[str, Share]:
    """The measures written to most of that zone and to fewer of the others, and to how many."""
    inside = find_fullest_zone(model)
    if not inside:
        return {}
    outside = [code for code in model.region.districts["unit_code"] if code not in inside]
    some = list_measure_groups(model)["some"]
    return list_greater_shares(model.duties, some, inside, outside)


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
