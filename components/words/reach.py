"""Whom a measure reaches, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from components.session.remember import remember
from components.words.duties import name_part
from components.words.units import join_alike, join_parties
from components.words.words import Words
from geo.model import Model
from geo.plan.count import list_open_measures
from geo.plan.duties import split_open
from geo.plan.reach import Reach, group_measures, split_reach

FEW = 5
"""So many districts at most are few."""


@remember
def list_measure_groups(model: Model) -> dict[str, list[str]]:
    """The measures behind each figure of the city's line, see `group_measures`; those that reach
    anybody, `reached`; and those that say 相关区, `open`."""
    measures, districts = model.plan.measures, model.region.districts["unit_code"]
    groups = group_measures(model.duties, measures, model.codes, districts)
    unreached = groups["unreached"]
    return {
        "reached": [m for m in measures["measure_id"] if m not in unreached],
        **groups,
        "open": list_open_measures(model.duties, measures),
    }


@remember
def list_rare_measures(model: Model) -> dict[str, Reach]:
    """Of the measures written to some districts those written to few, the fewest first."""
    some = list_measure_groups(model)["some"]
    reaches = {m: split_reach(model.duties, m, model.codes) for m in some}
    few = {m: reach for m, reach in reaches.items() if len(reach.held) <= FEW}
    return dict(sorted(few.items(), key=lambda item: len(item[1].held)))


def name_reached(words: Words, reach: Reach) -> str:
    """Who has a measure, and how many more may have it."""
    names = join_parties(words, reach.held, short=True)
    if not reach.still_open:
        return names
    return words.t("city.rare_open", names=names, n=len(reach.still_open))


@remember
def write_reach(words: Words, measure_id: str) -> str:
    """Whom the measure reaches, whom it may reach and whom not; every party is in one of them."""
    model, t = words.model, words.t
    reach = split_reach(model.duties, measure_id, model.codes)
    if len(reach.held) == len(model.codes):
        return t("reach.all", who=_count(words, reach.held))
    if len(reach.unreached) == len(model.codes):
        return t("reach.nobody")
    parts = [_describe(words, t(f"reach.{name}"), codes) for name, codes in vars(reach).items()]
    parts = [part for part in parts if part]
    return t("reach.end", parts=t("reach.semicolon").join(parts))


def write_short_reach(words: Words, measure_id: str) -> str:
    """Whom the measure reaches, by name where that is not every district, and how many it may."""
    model, t = words.model, words.t
    reach = split_reach(model.duties, measure_id, model.codes)
    is_every = measure_id in list_measure_groups(model)["every"]
    parts = [] if is_every else [_describe(words, t("reach.held"), reach.held)]
    counted = {"held": reach.held if is_every else [], "still_open": reach.still_open}
    parts += [
        t("reach.only", what=t(f"reach.{name}"), who=_count(words, codes))
        for name, codes in counted.items()
        if codes
    ]
    if not any(parts):
        return t("reach.nobody")
    return t("reach.end", parts=t("reach.semicolon").join(filter(None, parts)))


def write_joint_reach(words: Words, measure_ids: Collection[str]) -> str:
    """Whom the measures reach taken together, and how many leave open whom they reach."""
    model, t = words.model, words.t
    counted, still_open = split_open(model.duties[model.duties["measure_id"].isin(measure_ids)])
    reached = set(counted["unit_code"])
    held = [code for code in model.codes if code in reached]
    unsettled = still_open.loc[still_open["unit_code"].isin(model.codes), "measure_id"].nunique()
    parts = [_describe(words, t("reach.held"), held)]
    if len(held) == len(model.codes):
        parts = [t("reach.only", what=t("reach.held"), who=_count(words, held))]
    if unsettled:
        parts.append(t("reach.measures_open", n=unsettled))
    if not any(parts):
        return t("reach.nobody")
    return t("reach.end", parts=t("reach.semicolon").join(filter(None, parts)))


def list_reached(words: Words, measure_id: str) -> list[tuple[str, str]]:
    """For each role and basis that the measure gives: both in words, and the parties' names."""
    model = words.model
    counted, _ = split_open(model.duties[model.duties["measure_id"] == measure_id])
    on_map = counted[counted["unit_code"].isin(model.codes)].to_dict("records")
    parts = {duty["unit_code"]: name_part(duty, words.t) for duty in on_map}
    return list(join_alike(words, parts).items())


def _describe(words: Words, what: str, codes: Sequence[str]) -> str:
    """Districts are counted, then named; nothing is said of nobody."""
    t = words.t
    if not codes:
        return ""
    who, districts = _count(words, codes), _list_districts(words.model, codes)
    if not districts:
        return t("reach.only", what=what, who=who)
    return t("reach.named", what=what, who=who, names=join_parties(words, districts, short=True))


def _count(words: Words, codes: Sequence[str]) -> str:
    """Districts as a number, what is none by name."""
    districts = _list_districts(words.model, codes)
    rest = [code for code in codes if code not in districts]
    others = join_parties(words, rest, short=True)
    if not districts:
        return others
    if not others:
        return words.t("reach.districts", n=len(districts))
    return words.t("reach.districts_and", n=len(districts), others=others)


def _list_districts(model: Model, codes: Sequence[str]) -> list[str]:
    known = set(model.region.districts["unit_code"])
    return [code for code in codes if code in known]
