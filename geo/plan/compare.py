"""Comparison of parties: which duties they share, where they differ, who is alike.

Pure set logic over the duties. What the plan leaves open is shown but compares as nothing: a row
is open where it is open for all whom it reaches, and an open cell beside a counted one is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.plan.duties import OPEN_BASIS, index_duties, split_open
from geo.plan.plan import ROLES

DIFFERENCES = ("absence", "role", "basis")
PEER_BASES = ("named", "mentioned")
"""Bases that make a party's profile its own; `all` is the same for every district."""


@dataclass(frozen=True)
class Cell:
    """A party's duty in one measure: its roles in the order of `ROLES`, its basis, what of the
    wording mentions it, if that is the basis, and whether its roles have another reading."""

    roles: tuple[str, ...]
    basis: str
    mention: str = ""
    is_doubtful: bool = False

    @property
    def is_open(self) -> bool:
        return self.basis == OPEN_BASIS

    def describe(self) -> dict[str, Any]:
        """The columns of a duty, see `build_duties`: a boolean per role, `basis, mention, …`."""
        roles = {role: role in self.roles for role in ROLES}
        return {
            **roles,
            "basis": self.basis,
            "mention": self.mention,
            "is_doubtful": self.is_doubtful,
        }


@dataclass(frozen=True)
class Row:
    """One measure over the compared parties; no cell means no duty.

    `differences` holds some of `DIFFERENCES`, by the counted cells.
    """

    measure_id: str
    cells: dict[str, Cell]
    differences: tuple[str, ...]

    @property
    def counted(self) -> dict[str, Cell]:
        """The cells that count."""
        return {code: cell for code, cell in self.cells.items() if not cell.is_open}

    @property
    def only(self) -> str | None:
        """The one of several parties that has the duty, if it is alone with it."""
        holders = list(self.counted)
        return holders[0] if len(holders) == 1 and "absence" in self.differences else None

    @property
    def kind(self) -> str:
        """What the row is to the comparison: `shared` where all parties have the same duty,
        `different`, `only:<code>`, or `open` where nobody's duty counts."""
        if not self.counted:
            return "open"
        if self.only:
            return f"only:{self.only}"
        return "different" if self.differences else "shared"


def compare_parties(
    duties: pd.DataFrame, measures: pd.DataFrame, codes: Sequence[str]
) -> list[Row]:
    """A row for each measure that reaches at least one of `codes`, in the plan's order.

    `duties` as from `build_duties`. The outcome does not depend on the order of `codes`, but for
    the order of `cells`, which follows it.
    """
    rows = []
    for measure_id, held in index_duties(duties, measures, codes).items():
        if held:
            cells = {code: _read_cell(held[code]) for code in codes if code in held}
            rows.append(Row(measure_id, cells, _find_differences(cells, len(set(codes)))))
    return rows


def _read_cell(duty: Mapping[str, Any]) -> Cell:
    roles = tuple(role for role in ROLES if duty[role])
    return Cell(roles, duty["basis"], duty["mention"], duty["is_doubtful"])


def _find_differences(cells: dict[str, Cell], parties: int) -> tuple[str, ...]:
    counted = [cell for cell in cells.values() if not cell.is_open]
    if not counted:
        return ()
    found = {
        "absence": len(counted) < parties,
        "role": len({cell.roles for cell in counted}) > 1,
        "basis": len({cell.basis for cell in counted}) > 1,
    }
    return tuple(name for name in DIFFERENCES if found[name])


def select_rows(rows: Sequence[Row], wanted: str) -> list[Row]:
    """Rows of a filter: `all`, or a kind of row, see `Row.kind`; the kinds make up all."""
    if wanted == "all":
        return list(rows)
    if wanted in ("shared", "different", "open") or wanted.startswith("only:"):
        return [row for row in rows if row.kind == wanted]
    raise ValueError(f"unknown filter {wanted!r}")


def count_overlap(duties: pd.DataFrame, first: str, second: str) -> tuple[int, int] | None:
    """How many `named` and `mentioned` measures two parties share, and how many they have.

    None where either has none: no overlap over nothing would read as "not alike".
    """
    own = duties[duties["basis"].isin(PEER_BASES)]
    sets = [set(own.loc[own["unit_code"] == code, "measure_id"]) for code in (first, second)]
    if not all(sets):
        return None
    return len(sets[0] & sets[1]), len(sets[0] | sets[1])


def rank_peers(
    duties: pd.DataFrame, code: str, codes: Sequence[str]
) -> list[tuple[str, tuple[int, int] | None]]:
    """Other parties with their overlap, most alike first; those without a number last."""

    def share(peer: tuple[str, tuple[int, int] | None]) -> float:
        return -1.0 if peer[1] is None else peer[1][0] / peer[1][1]

    peers = [(other, count_overlap(duties, code, other)) for other in codes if other != code]
    return sorted(peers, key=share, reverse=True)


def list_lead_measures(
    duties: pd.DataFrame, units: pd.DataFrame, codes: Sequence[str]
) -> dict[str, list[str]]:
    """Lead departments (departments only) and the measures in which every one of `codes` has a
    counted duty under them; most measures first."""
    counted, _ = split_open(duties)
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
    counted, _ = split_open(duties)
    return counted.loc[(counted["unit_code"] == code) & counted["lead"], "measure_id"].tolist()
