"""Whom a measure reaches: the question of duties asked from the measure's side."""

from __future__ import annotations

from collections.abc import Sequence
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


def split_reach(duties: pd.DataFrame, measure_id: str, codes: Sequence[str]) -> Reach:
    """How a measure reaches each of `codes`; `duties` as of `geo.plan.duties.build_duties`."""
    counted, still_open = split_open(duties[duties["measure_id"] == measure_id])
    held, unsettled = set(counted["unit_code"]), set(still_open["unit_code"])
    return Reach(
        [code for code in codes if code in held],
        [code for code in codes if code in unsettled],
        [code for code in codes if code not in held | unsettled],
    )
