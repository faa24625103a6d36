"""Districts that a region once had: renamed, merged or split, with what is there today instead.

A plan may name one of them still. Where one unit alone came of it, whatever government it had is
that unit's, under either name; where several did, a person says which is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from geo.packages.package import Package
from geo.packages.problems import Problem
from geo.region.spellings import spell_name

RESOURCE = "former_units"
COLUMNS = ("former_code", "name", "unit_code", "valid_from", "valid_to")


def read_former(package: Package) -> pd.DataFrame:
    """`COLUMNS`, one row for each unit of today (`unit_code`) that came of a former one; dates as
    far as they are known (`2015`, `2015-10`, `2015-10-31`), else ""."""
    return package.read_optional_table(RESOURCE, COLUMNS)


def read_unit_names(package: Package) -> pd.DataFrame:
    """`spelling, unit_code, basis` of a region: its own table, and names of its former units."""
    return add_former(package.read_table("unit_names"), read_former(package))


def add_former(unit_names: pd.DataFrame, former: pd.DataFrame) -> pd.DataFrame:
    """`unit_names` with the names of those that one unit alone came of; where the table lists a
    name itself, it stands as it is."""
    known = set(unit_names["spelling"])
    units = list_successors(former)
    rows = [
        (spelling, units[name][0], basis)
        for name in units
        if len(units[name]) == 1
        for spelling, basis in _spell(name)
        if spelling not in known
    ]
    if not rows:
        return unit_names
    return pd.concat(
        [unit_names, pd.DataFrame(rows, columns=unit_names.columns)], ignore_index=True
    )


def list_successors(former: pd.DataFrame) -> dict[str, list[str]]:
    """Codes of the units that came of each, by its name."""
    units: dict[str, list[str]] = {}
    for name, code in zip(former["name"], former["unit_code"], strict=True):
        listed = units.setdefault(name, [])
        listed += [code] if code not in listed else []
    return units


def index_former(former: pd.DataFrame) -> dict[str, str]:
    """The name of a former unit by every spelling of it."""
    return {spelling: name for name in former["name"] for spelling, _ in _spell(name)}


def _spell(name: str) -> Iterator[tuple[str, str]]:
    """Every spelling of a name with its basis."""
    spellings, mentions = spell_name(name)
    yield from ((spelling, "named") for spelling in spellings)
    yield from ((mention, "mentioned") for mention in mentions)


def find_former_problems(
    package: Package, units: pd.DataFrame, unit_names: pd.DataFrame, former: pd.DataFrame
) -> list[Problem]:
    """Former units of which nothing that is there came, that are there still by their code or by
    their name, and that ended before they began. `unit_names`: the region's own table."""
    if former.empty:
        return []
    file, problems = package.label(RESOURCE), []
    known, successors = set(units["unit_code"]), list_successors(former)
    of_code = former.groupby("former_code")["unit_code"].agg(set)
    named = _index_names(units, unit_names)
    for row, one in former.to_dict("index").items():
        at, heirs = (file, int(str(row))), set(successors[one["name"]])
        if one["unit_code"] not in known:
            details = {"where": "units.csv"}
            problems.append(Problem("unknown_code", *at, "unit_code", one["unit_code"], details))
        if one["former_code"] in known - of_code[one["former_code"]]:
            problems.append(Problem("former_code_in_use", *at, "former_code", one["former_code"]))
        spellings = {one["name"], *(spelling for spelling, _ in _spell(one["name"]))}
        taken = sorted({code for s in spellings for code in named.get(s, ())} - heirs)
        if taken:
            details = {"units": ", ".join(taken)}
            problems.append(Problem("former_name_in_use", *at, "name", one["name"], details))
        if _is_before(one["valid_to"], one["valid_from"]):
            details = {"start": one["valid_from"]}
            problems.append(Problem("former_span", *at, "valid_to", one["valid_to"], details))
    return problems


def _index_names(units: pd.DataFrame, unit_names: pd.DataFrame) -> dict[str, set[str]]:
    """Codes of the units that are called so today."""
    named: dict[str, set[str]] = {}
    for table, column in ((units, "name"), (unit_names, "spelling")):
        for name, code in zip(table[column], table["unit_code"], strict=True):
            named.setdefault(name, set()).add(code)
    return named


def _is_before(date: str, other: str) -> bool:
    """As far as both are known: 2015 is not before 2015-10."""
    length = min(len(date), len(other))
    return date[:length] < other[:length]
