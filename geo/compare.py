"""Comparison of parties: which duties they share, where they differ, who is alike.

Pure set logic over the duties; every basis takes part, `relevant` too, because an open question
is a difference that a reader must see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.duties import COUNTED_BASES
from geo.plan import ROLES

DIFFERENCES = ("absence", "role", "basis")
PEER_BASES = ("named", "mentioned")
"""Bases that make a party's profile its own; `all` is the same for every district."""


@dataclass(frozen=True)
class Cell:
    """A party's duty in one measure: its roles in the order of `ROLES`, and its basis."""

    roles: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Row:
    """One measure over the compared parties; no cell means no duty.

    `differences` holds some of `DIFFERENCES`; none means that all parties have the same duty.
    """

    measure_id: str
    cells: dict[str, Cell]
    differences: tuple[str, ...]

    @property
    def only(self) -> str | None:
        """The one party that has the duty, if it is alone with it."""
        return next(iter(self.cells)) if len(self.cells) == 1 else None


def compare_parties(
    duties: pd.DataFrame, measures: pd.DataFrame, codes: Sequence[str]
) -> list[Row]:
    """A row for each measure that reaches at least one of `codes`, in the plan's order.

    `duties` as from `build_duties`. The outcome does not depend on the order of `codes`, but for
    the order of `cells`, which follows it.
    """
    cells: dict[str, dict[str, Cell]] = {}
    for duty in duties[duties["unit_code"].isin(codes)].to_dict("records"):
        roles = tuple(role for role in ROLES if duty[role])
        cells.setdefault(duty["measure_id"], {})[duty["unit_code"]] = Cell(roles, duty["basis"])
    rows = []
    for measure_id in measures["measure_id"]:
        if measure_id in cells:
            found = cells[measure_id]
            ordered = {code: found[code] for code in codes if code in found}
            rows.append(Row(measure_id, ordered, _find_differences(ordered, len(set(codes)))))
    return rows


def _find_differences(cells: dict[str, Cell], parties: int) -> tuple[str, ...]:
    found = {
        "absence": len(cells) < parties,
        "role": len({cell.roles for cell in cells.values()}) > 1,
        "basis": len({cell.basis for cell in cells.values()}) > 1,
    }
    return tuple(name for name in DIFFERENCES if found[name])


def select_rows(rows: Sequence[Row], wanted: str) -> list[Row]:
    """Rows of a filter: `all`, `shared`, `different`, or `only:<code>`."""
    if wanted == "all":
        return list(rows)
    if wanted == "shared":
        return [row for row in rows if not row.differences]
    if wanted == "different":
        return [row for row in rows if row.differences]
    if wanted.startswith("only:"):
        return [row for row in rows if row.only == wanted.removeprefix("only:")]
    raise ValueError(f"unknown filter {wanted!r}")


def measure_overlap(duties: pd.DataFrame, first: str, second: str) -> float | None:
    """Jaccard index of two parties' `named` and `mentioned` measures, 0 to 1.

    None where either has none: an index over nothing would read as "not alike".
    """
    own = duties[duties["basis"].isin(PEER_BASES)]
    sets = [set(own.loc[own["unit_code"] == code, "measure_id"]) for code in (first, second)]
    if not all(sets):
        return None
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def rank_peers(
    duties: pd.DataFrame, code: str, codes: Sequence[str]
) -> list[tuple[str, float | None]]:
    """Other parties with their overlap, most alike first; those without a number last."""
    peers = [(other, measure_overlap(duties, code, other)) for other in codes if other != code]
    return sorted(peers, key=lambda peer: -1.0 if peer[1] is None else peer[1], reverse=True)


def list_lead_measures(
    duties: pd.DataFrame, units: pd.DataFrame, codes: Sequence[str]
) -> dict[str, list[str]]:
    """Lead departments (departments only) and the measures in which every one of `codes` has a
    counted duty under them; most measures first."""
    counted = duties[duties["basis"].isin(COUNTED_BASES)]
    mine = counted[counted["unit_code"].isin(codes)]
    holders = mine.groupby("measure_id")["unit_code"].nunique()
    shared = set(holders.index[holders == len(set(codes))])
    departments = units.loc[units["kind"] == "department", "unit_code"]
    leading = duties[duties["lead"] & duties["unit_code"].isin(departments)]
    leading = leading[leading["measure_id"].isin(shared)]
    found = {
        str(code): group["measure_id"].tolist()
        for code, group in leading.groupby("unit_code", sort=False)
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def list_own_lead(duties: pd.DataFrame, code: str) -> list[str]:
    """Measures a party leads in its own right (merged cells), in the plan's order."""
    mine = duties[(duties["unit_code"] == code) & duties["lead"]]
    return mine.loc[mine["basis"].isin(COUNTED_BASES), "measure_id"].tolist()
