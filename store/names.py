"""Which units the names of a settled draft stand for, beyond those a region knows as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from geo.intake.draft import Measure
from geo.intake.known import KnownNames, Name, fold, gather_names
from geo.intake.read import open_region
from store.answers import UNIT


@dataclass(frozen=True)
class RegionNames:
    """The tables of a region that say who is called how."""

    units: pd.DataFrame
    unit_names: pd.DataFrame

    @cached_property
    def known(self) -> KnownNames:
        return gather_names(self.units, self.unit_names)

    @cached_property
    def codes(self) -> set[str]:
        return {*self.units["unit_code"]}

    @cached_property
    def districts(self) -> list[str]:
        return self.units.loc[self.units["kind"] == "district", "unit_code"].tolist()

    @cached_property
    def of_cells(self) -> set[str]:
        """Spellings that the region's own table knows as names of a cell."""
        names = self.unit_names
        return {*names.loc[names["basis"] != "mentioned", "spelling"]}

    @cached_property
    def units_by_spelling(self) -> dict[str, list[tuple[str, str]]]:
        """`unit_code, basis` of every spelling that the region knows, folded; a group's members
        are named by it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for code in self.units["unit_code"]:
            unit = self.units[self.units["unit_code"] == code]
            names = self.unit_names[self.unit_names["unit_code"] == code]
            for spelling, basis in gather_names(unit, names).bases.items():
                found.setdefault(spelling, []).append((code, basis))
        groups = self.unit_names[self.unit_names["basis"] == "mentioned"]
        for spelling, code in zip(groups["spelling"], groups["unit_code"], strict=True):
            if self.known.find(fold(spelling)) == "group":
                found.setdefault(fold(spelling), []).append((code, "named"))
        return found


def load_region_names(region: str) -> RegionNames:
    """Raises `DataError` where there is no such region."""
    package = open_region(region)
    return RegionNames(package.read_table("units"), package.read_table("unit_names"))


def list_names(measures: Iterable[Measure]) -> list[Name]:
    """Every name of the unit cells, once."""
    return [*dict.fromkeys(n for m in measures for names in m.names.values() for n in names)]


def explain_names(
    measures: Iterable[Measure], answers: Mapping[str, str], region: RegionNames
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """`spelling, unit_code, basis` of names as printed that the region's own table lacks, and the
    names that stand for none of its units."""
    rows: dict[tuple[str, str, str], None] = {}
    others = []
    for name in list_names(measures):
        if name.printed in region.of_cells:
            continue
        units = find_units(name, answers.get(name.printed, ""), region)
        rows |= dict.fromkeys((name.printed, code, basis) for code, basis in units)
        if not units:
            others.append(name.printed)
    return [*rows], others


def find_units(name: Name, answer: str, region: RegionNames) -> list[tuple[str, str]]:
    """`unit_code, basis` of the units that a name stands for; none where it stands for no unit of
    the region."""
    if name.basis == "unknown":
        if answer.startswith(UNIT):
            return [(answer.removeprefix(UNIT), "named")]
        return [(code, answer) for code in region.districts if answer in ("all", "relevant")]
    known = region.units_by_spelling.get(fold(name.spelling), [])
    if not known and name.basis in ("all", "relevant"):
        return [(code, name.basis) for code in region.districts]
    return known
