"""What an office has settled itself: which districts a 相关区 of the plan means.

`local/<plan>/resolutions.csv` lies outside the hashed packages and is not under version control.
Each row settles one measure: the listed districts then have the duty with basis `resolved`, its
other districts have none from it. What the plan's own wording names (`mentioned`) stays as it is
and must be among the listed districts.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.packages.package import find_local_dir, parse_table
from geo.packages.problems import Problem, raise_if_any

FILE = "resolutions.csv"
SCHEMA = {
    "fields": [
        {"name": "measure_id", "type": "string", "constraints": {"required": True, "unique": True}},
        {"name": "districts", "type": "string", "constraints": {"required": True}},
        {"name": "decided_by", "type": "string", "constraints": {"required": True}},
        {"name": "date", "type": "date", "constraints": {"required": True}},
        {"name": "reference", "type": "string", "constraints": {"required": True}},
    ]
}
COLUMNS = [str(field["name"]) for field in SCHEMA["fields"]]


def find_resolutions(plan: str) -> Path:
    """Where a plan's resolutions lie."""
    return find_local_dir() / plan / FILE


def read_resolutions(
    plan: str, measures: pd.DataFrame, duties: pd.DataFrame, units: pd.DataFrame
) -> pd.DataFrame:
    """`measure_id, districts, decided_by, date, reference`, `districts` being lists of codes.

    Empty without the file. Raises `DataError` naming row, column and value of every offender.
    """
    path = find_resolutions(plan)
    if not path.exists():
        return pd.DataFrame(columns=COLUMNS, dtype=str)
    label = f"local/{plan}/{FILE}"
    table = parse_table(path, label, SCHEMA)
    codes = _list_spellings(units)
    raise_if_any(_find_offenders(table, measures, duties, codes, label))
    table["districts"] = [
        list(dict.fromkeys(codes[name.strip()] for name in cell.split(";")))
        for cell in table["districts"]
    ]
    return table


def _list_spellings(units: pd.DataFrame) -> dict[str, str]:
    """Codes of the districts by code, name and short name, as an official may write them."""
    districts = units[units["kind"] == "district"]
    return {
        spelling: code
        for column in ("unit_code", "name", "short_name")
        for spelling, code in zip(districts[column], districts["unit_code"], strict=True)
    }


def _find_offenders(
    table: pd.DataFrame,
    measures: pd.DataFrame,
    duties: pd.DataFrame,
    codes: dict[str, str],
    label: str,
) -> list[Problem]:
    still_open = set(duties.loc[duties["basis"] == "relevant", "measure_id"])
    mentioned = duties[duties["basis"] == "mentioned"]
    problems = []
    for row, entry in zip(table.index, table.to_dict("records"), strict=True):
        measure_id, cell = entry["measure_id"], entry["districts"]
        if measure_id not in set(measures["measure_id"]):
            details = {"where": "measures.csv"}
            problems.append(Problem("unknown_code", label, row, "measure_id", measure_id, details))
        elif measure_id not in still_open:
            problems.append(Problem("not_open", label, row, "measure_id", measure_id))
        names = [name.strip() for name in cell.split(";")]
        problems += [
            Problem("unknown_code", label, row, "districts", name, {"where": "units.csv"})
            for name in names
            if name not in codes
        ]
        listed = {codes[name] for name in names if name in codes}
        named = mentioned.loc[mentioned["measure_id"] == measure_id, "unit_code"]
        missing = "、".join(code for code in named if code not in listed)
        if missing:
            details = {"missing": missing}
            problems.append(Problem("omits_mentioned", label, row, "districts", cell, details))
    return problems


def apply_resolutions(duties: pd.DataFrame, resolutions: pd.DataFrame) -> pd.DataFrame:
    """Duties with the open ones of resolved measures settled: `resolved`, or gone."""
    if resolutions.empty:
        return duties
    wanted = dict(zip(resolutions["measure_id"], resolutions["districts"], strict=True))
    is_open = (duties["basis"] == "relevant") & duties["measure_id"].isin(wanted.keys())
    is_listed = pd.Series(
        [
            unit in wanted.get(measure, [])
            for unit, measure in zip(duties["unit_code"], duties["measure_id"], strict=True)
        ],
        index=duties.index,
        dtype=bool,
    )
    settled = duties.copy()
    settled.loc[is_open & is_listed, "basis"] = "resolved"
    return settled[~(is_open & ~is_listed)].reset_index(drop=True)
