"""Whom a measure reaches: the question of duties asked from the measure's side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.plan.duties import split_open


@dataclass(frozen=True)
class Reach:
    """Every party asked for is in one of the three, in the order in which they were asked for.

    `held`: the measure gives it a duty that counts; `still_open`: the plan leaves open whether it
    does; `unreached`: it does not.
    """

    held: list[str]
    still_open: list[str]
    unreached: list[str]


def group_measures(
    duties: pd.DataFrame,
    measures: pd.DataFrame,
    codes: Sequence[str],
    districts: Collection[str],
) -> dict[str, list[str]]:
    """Every measure in one group, in the plan's order, by whom of `codes` it is written to.

    `every`: to all `districts`, which are some or all of `codes`; `some`: to others; `only_open`:
    to nobody, and it leaves open to whom; `unreached`: to nobody.
    """
    counted, still_open = split_open(duties[duties["unit_code"].isin(codes)])
    in_districts = counted[counted["unit_code"].isin(districts)]
    reached = in_districts.groupby("measure_id")["unit_code"].nunique()
    every = set(reached.index[reached == len(set(districts))])
    held, unsettled = set(counted["measure_id"]), set(still_open["measure_id"])
    groups: dict[str, list[str]] = {"every": [], "some": [], "only_open": [], "unreached": []}
    for measure_id in measures["measure_id"]:
        if measure_id in held:
            group = "every" if measure_id in every else "some"
        else:
            group = "only_open" if measure_id in unsettled else "unreached"
        groups[group].append(measure_id)
    return groups


@dataclass(frozen=True)
class Share:
    """How many districts of a group a measure is written to, and how many of the others."""

    inside: int
    outside: int


def find_fullest_group(
    counts: Mapping[str, int], groups: Mapping[str, Sequence[str]]
) -> str | None:
    """The group whose members have the most on average; None where no group has more than
    another. `counts` by unit code, `groups` unit codes by name, none of them empty."""
    means = {name: sum(counts[c] for c in codes) / len(codes) for name, codes in groups.items()}
    if len(set(means.values())) < 2:
        return None
    return max(means, key=lambda name: means[name])


def list_greater_shares(
    duties: pd.DataFrame,
    measure_ids: Sequence[str],
    inside: Sequence[str],
    outside: Sequence[str],
) -> dict[str, Share]:
    """Of the measures those written to most of the districts `inside`, and to a greater part of
    them than of those `outside`; neither is empty."""
    shares = {}
    for measure_id in measure_ids:
        reach = split_reach(duties, measure_id, [*inside, *outside])
        held = len(set(reach.held) & set(inside))
        share = Share(held, len(reach.held) - held)
        is_greater = share.inside * len(outside) > share.outside * len(inside)
        if is_greater and 2 * share.inside > len(inside):
            shares[measure_id] = share
    return shares


def split_reach(duties: pd.DataFrame, measure_id: str, codes: Sequence[str]) -> Reach:
    """How a measure reaches each of `codes`; `duties` as of `geo.plan.duties.build_duties`."""
    counted, still_open = split_open(duties[duties["measure_id"] == measure_id])
    held, unsettled = set(counted["unit_code"]), set(still_open["unit_code"])
    return Reach(
        [code for code in codes if code in held],
        [code for code in codes if code in unsettled],
        [code for code in codes if code not in held | unsettled],
    )
