"""What an office has settled itself: which districts a 相关区 of the plan means.

It is kept in the database (`store.resolutions`), beside the hashed packages; a CSV file is how it
comes in and goes out. Each entry settles one measure: the listed districts then have the duty with
basis `resolved`, its other districts have none from it. What the plan's own wording names
(`mentioned`) stays as it is and must be among the listed districts.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

from geo.packages.package import find_local_dir, parse_table
from geo.packages.problems import DataError, Problem, raise_if_any
from geo.plan.duties import OPEN_BASIS
from geo.plan.plan import Plan

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
    """Where a plan's resolutions lay before they were kept in the database."""
    return find_local_dir() / plan / FILE


def name_file(plan: str) -> str:
    """That file as problems name it."""
    return f"local/{plan}/{FILE}"


def hash_wording(text: str) -> str:
    """What an entry hangs on: the measure's wording when it was made."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_wordings(measures: pd.DataFrame) -> dict[str, str]:
    """The hash of each measure's wording by its number."""
    return dict(zip(measures["measure_id"], map(hash_wording, measures["text"]), strict=True))


def list_settleable(measures: pd.DataFrame, duties: pd.DataFrame) -> list[str]:
    """The measures that leave districts open, in the plan's order. `duties`: as printed."""
    still_open = {*duties.loc[duties["basis"] == OPEN_BASIS, "measure_id"]}
    return [measure_id for measure_id in measures["measure_id"] if measure_id in still_open]


def read_resolutions(
    path: Path, label: str, measures: pd.DataFrame, duties: pd.DataFrame, units: pd.DataFrame
) -> pd.DataFrame:
    """`measure_id, districts, decided_by, date, reference` of a CSV file, `districts` being lists
    of codes; problems name it `label`. `duties`: as printed.

    Raises `DataError` naming row, column and value of every offender.
    """
    table = parse_table(path, label, SCHEMA)
    return check_resolutions(table, measures, duties, units, label)


def check_resolutions(
    table: pd.DataFrame,
    measures: pd.DataFrame,
    duties: pd.DataFrame,
    units: pd.DataFrame,
    label: str,
) -> pd.DataFrame:
    """The same table with its districts as lists of codes; raises `DataError`. In `districts` stand
    codes or names, joined by ";"."""
    codes = _list_spellings(units)
    raise_if_any(_find_offenders(table, measures, duties, codes, label))
    districts = [
        list(dict.fromkeys(codes[name.strip()] for name in cell.split(";")))
        for cell in table["districts"]
    ]
    return table.assign(districts=pd.Series(districts, index=table.index, dtype=object))


def take_resolutions(
    kept: pd.DataFrame | None, plan: Plan, duties: pd.DataFrame, units: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Those of `kept` that hold for the plan as it is printed now, as `read_resolutions` gives
    them; and a problem for each other one, which was made for another wording or does not fit.

    `kept`: `row_hash` besides, and `districts` joined by ";".
    """
    taken: list[pd.DataFrame] = [pd.DataFrame(columns=COLUMNS, dtype=str)]
    problems = []
    if kept is None or kept.empty:
        return taken[0], ()
    hashes = hash_wordings(plan.measures)
    for at, measure_id in zip(kept.index, kept["measure_id"], strict=True):
        entry = kept.loc[[at], COLUMNS]
        if measure_id in hashes and kept.at[at, "row_hash"] != hashes[measure_id]:
            problems.append(Problem("other_wording", plan.code, None, "measure_id", measure_id))
            continue
        try:
            taken.append(check_resolutions(entry, plan.measures, duties, units, plan.code))
        except DataError:
            problems.append(Problem("not_applied", plan.code, None, "measure_id", measure_id))
    return pd.concat(taken), tuple(problems)


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
    settleable = list_settleable(measures, duties)
    mentioned = duties[duties["basis"] == "mentioned"]
    problems = []
    for row, entry in zip(table.index, table.to_dict("records"), strict=True):
        measure_id, cell = entry["measure_id"], entry["districts"]
        if measure_id not in set(measures["measure_id"]):
            details = {"where": "measures.csv"}
            problems.append(Problem("unknown_code", label, row, "measure_id", measure_id, details))
        elif measure_id not in settleable:
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
    is_open = (duties["basis"] == OPEN_BASIS) & duties["measure_id"].isin(wanted.keys())
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
