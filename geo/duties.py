"""Duties: which party owes which measure, in which roles, and how the plan reaches it.

A duty is a pair (party, measure). Its basis is the strongest way the plan reaches the party:
`named` in a cell, `all` (各区), `mentioned` (the cell says 相关区 and the measure's wording names
the party or a group it is in), `resolved` (the office itself settled what 相关区 means, see
`geo.resolutions`), or `relevant` (the cell says 相关区 and nothing more).
"""

from __future__ import annotations

import pandas as pd

from geo.plan import ROLES, list_cell_names

BASES = ("named", "all", "mentioned", "resolved", "relevant")
"""Every basis, strongest first."""
COUNTED_BASES = ("named", "all", "mentioned", "resolved")
"""Bases that count by default; `relevant` is the plan's open question and is shown apart."""


def build_duties(measures: pd.DataFrame, unit_names: pd.DataFrame) -> pd.DataFrame:
    """One row per duty: `unit_code, measure_id, lead, main, support, basis`.

    The three roles are booleans; a duty of a merged cell is both lead and main. Rows are in
    the order of the plan, then of `unit_names`. Names unknown to `unit_names` give no duty:
    `geo.plan.find_name_problems` refuses them beforehand.
    """
    cells = list_cell_names(measures)
    cell_names = unit_names[unit_names["basis"] != "mentioned"]
    reached = cells.merge(cell_names, on="spelling", validate="m:m")
    reached["rank"] = reached["basis"].map(BASES.index)
    for role in ROLES:
        reached[role] = reached["role"] == role
    keys = ["measure_id", "unit_code"]
    duties = reached.groupby(keys, sort=False, as_index=False).agg(
        {**dict.fromkeys(ROLES, "any"), "rank": "min"}
    )
    mentions = find_mentions(measures, unit_names)
    is_mentioned = pd.MultiIndex.from_frame(duties[keys]).isin(pd.MultiIndex.from_frame(mentions))
    is_open = duties["rank"] == BASES.index("relevant")
    duties.loc[is_open & is_mentioned, "rank"] = BASES.index("mentioned")
    duties["basis"] = duties["rank"].map(dict(enumerate(BASES)))
    return _order(duties, measures, unit_names)[["unit_code", "measure_id", *ROLES, "basis"]]


def find_mentions(measures: pd.DataFrame, unit_names: pd.DataFrame) -> pd.DataFrame:
    """`measure_id, unit_code`: parties named in the wording of a measure, alone or in a group."""
    spellings = unit_names[unit_names["basis"] == "mentioned"]
    found = [
        (measure_id, spelling)
        for spelling in spellings["spelling"].unique()
        for measure_id in measures.loc[
            measures["text"].str.contains(spelling, regex=False), "measure_id"
        ]
    ]
    mentions = pd.DataFrame(found, columns=["measure_id", "spelling"], dtype=str)
    return mentions.merge(spellings, on="spelling")[["measure_id", "unit_code"]].drop_duplicates()


def _order(duties: pd.DataFrame, measures: pd.DataFrame, unit_names: pd.DataFrame) -> pd.DataFrame:
    measure_order = {m: i for i, m in enumerate(measures["measure_id"])}
    unit_order = {u: i for i, u in enumerate(sorted(unit_names["unit_code"].unique()))}
    position = duties["measure_id"].map(measure_order) * len(unit_order)
    position += duties["unit_code"].map(unit_order)
    return duties.iloc[position.argsort(kind="stable")].reset_index(drop=True)


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
