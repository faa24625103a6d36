"""Duties: which party owes which measure, in which roles, and how the plan reaches it.

A duty is a pair (party, measure). Its basis is the strongest way the plan reaches the party:
`named` in a cell, `all` (各区), `mentioned` (the cell says 相关区 and the measure's wording names
the party or a group it is in), `resolved` (the office itself settled what 相关区 means, see
`geo.plan.resolutions`), or `relevant` (the cell says 相关区 and nothing more).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo.plan.plan import ROLES, list_cell_names

BASES = ("named", "all", "mentioned", "resolved", "relevant")
"""Every basis, strongest first."""
EVERYONE_BASIS = "all"
"""各区: the plan names every district at once."""
OPEN_BASIS = "relevant"
"""The plan's open question: shown apart, in no count."""
COUNTED_BASES = tuple(basis for basis in BASES if basis != OPEN_BASIS)
"""Bases that count by default."""


def build_duties(measures: pd.DataFrame, unit_names: pd.DataFrame) -> pd.DataFrame:
    """One row per duty: `unit_code, measure_id, lead, main, support, basis, mention`.

    The three roles are booleans; a duty of a merged cell is both lead and main. `mention`: the
    words of the measure that reach the party where the basis is `mentioned`, else "". Rows are in
    the order of the plan, then of `unit_names`. Names unknown to `unit_names` give no duty:
    `geo.plan.plan.find_name_problems` refuses them beforehand.
    """
    measure_ids, unit_codes = measures["measure_id"], unit_names["unit_code"].unique().tolist()
    reached = _reach(measures, unit_names, unit_codes)
    # One number per pair, in the order of the plan, then of the units.
    pairs, pair = np.unique(reached["pair"].to_numpy(), return_inverse=True)
    rank = np.full(len(pairs), len(BASES), dtype=np.int8)
    np.minimum.at(rank, pair, reached["rank"].to_numpy())
    mentions = find_mentions(measures.set_index("measure_id")["text"], unit_names)
    mentioned = _number_pairs(mentions["measure_id"], mentions["unit_code"], measures, unit_codes)
    is_mentioned = (rank == BASES.index(OPEN_BASIS)) & np.isin(pairs, mentioned)
    rank[is_mentioned] = BASES.index("mentioned")
    words = pd.Series(mentions["spelling"].to_numpy(), index=mentioned, dtype=str)
    mention = np.full(len(pairs), "", dtype=object)
    mention[is_mentioned] = words.loc[pairs[is_mentioned]].to_numpy()
    measure_at, unit_at = np.divmod(pairs, max(len(unit_codes), 1))
    duties = {
        "unit_code": _pick(unit_codes, unit_at),
        "measure_id": _pick(measure_ids.tolist(), measure_at),
    }
    for role in ROLES:
        holds = np.zeros(len(pairs), dtype=bool)
        holds[pair[(reached["role"] == role).to_numpy()]] = True
        duties[role] = pd.Series(holds)
    return pd.DataFrame(duties | {"basis": _pick(BASES, rank), "mention": mention})


def split_open(duties: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The duties that count, and those the plan leaves open: the one line between the two."""
    is_open = duties["basis"] == OPEN_BASIS
    return duties[~is_open], duties[is_open]


def index_duties(
    duties: pd.DataFrame, measures: pd.DataFrame, codes: Sequence[str]
) -> dict[str, dict[str, dict[str, Any]]]:
    """The duties of `codes` by measure and party; a measure that reaches none of them has none."""
    found: dict[str, dict[str, dict[str, Any]]] = {
        measure_id: {} for measure_id in measures["measure_id"]
    }
    for duty in duties[duties["unit_code"].isin(codes)].to_dict("records"):
        found[duty["measure_id"]][duty["unit_code"]] = duty
    return found


def _reach(measures: pd.DataFrame, unit_names: pd.DataFrame, unit_codes: list[str]) -> pd.DataFrame:
    """`pair, role, rank`: every unit that a name in a cell reaches; numbers, as there are many."""
    cells = list_cell_names(measures)
    names = unit_names[unit_names["basis"] != "mentioned"]
    spellings = pd.Index(names["spelling"].unique())
    cells = pd.DataFrame(
        {
            "spelling": spellings.get_indexer(cells["spelling"]),
            "measure": pd.Index(measures["measure_id"]).get_indexer(cells["measure_id"]),
            "role": cells["role"].astype("category"),
        }
    )
    names = pd.DataFrame(
        {
            "spelling": spellings.get_indexer(names["spelling"]),
            "unit": pd.Index(unit_codes).get_indexer(names["unit_code"]),
            "rank": names["basis"].map(BASES.index).astype("int8"),
        }
    )
    reached = cells.merge(names, on="spelling", validate="m:m")
    reached["pair"] = reached["measure"] * len(unit_codes) + reached["unit"]
    return reached[["pair", "role", "rank"]]


def _number_pairs(
    measure_ids: pd.Series, codes: pd.Series, measures: pd.DataFrame, unit_codes: list[str]
) -> np.ndarray:
    measure_at = pd.Index(measures["measure_id"]).get_indexer(measure_ids)
    return np.asarray(measure_at * len(unit_codes) + pd.Index(unit_codes).get_indexer(codes))


def _pick(texts: Sequence[str], positions: np.ndarray) -> pd.Series:
    return pd.Series(list(texts), dtype="str").take(positions).reset_index(drop=True)


def find_mentions(wordings: pd.Series, unit_names: pd.DataFrame) -> pd.DataFrame:
    """The index of `wordings`, `unit_code, spelling`: parties named in a wording, alone or in a
    group; where several words reach a party they stand in one `spelling`, joined by "、"."""
    spellings, key = unit_names[unit_names["basis"] == "mentioned"], str(wordings.index.name)
    found = [
        (at, spelling)
        for spelling in spellings["spelling"].unique()
        for at in wordings.index[wordings.str.contains(spelling, regex=False)]
    ]
    mentions = pd.DataFrame(found, columns=[key, "spelling"])
    mentions = mentions.astype({key: wordings.index.dtype, "spelling": str})
    reached = mentions.merge(spellings, on="spelling")
    joined = reached.groupby([key, "unit_code"], sort=False)["spelling"].agg("、".join)
    return joined.reset_index()


def list_duty_roles(
    duties: pd.DataFrame, units: pd.DataFrame, kinds: tuple[str, ...]
) -> pd.DataFrame:
    """`unit_code, unit, measure_id, role, basis`: one row per (party, measure, role).

    Only units of `kinds`, in the order of `units`; this is the contract of `geo duties`.
    """
    wanted = units[units["kind"].isin(kinds)].reset_index(drop=True)
    wanted = wanted.rename_axis("position").reset_index()
    long = duties.reset_index(names="duty").melt(
        id_vars=["duty", "unit_code", "measure_id", "basis"],
        value_vars=list(ROLES),
        var_name="role",
        value_name="holds",
    )
    long = long[long["holds"]].merge(wanted, on="unit_code", validate="m:1")
    long["role_order"] = long["role"].map(ROLES.index)
    long = long.sort_values(["position", "duty", "role_order"], ignore_index=True)
    return long.rename(columns={"name": "unit"})[
        ["unit_code", "unit", "measure_id", "role", "basis"]
    ]
