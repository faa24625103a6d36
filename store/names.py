"""Which units the names of a settled draft stand for, beyond those a region knows as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from geo.intake.draft import Measure
from geo.intake.known import KnownNames, Name, fold, gather_names
from geo.intake.read import open_region
from geo.plan.duties import OPEN_BASIS
from geo.region.former import index_former, list_successors, read_former, read_unit_names
from store.answers import DEPARTMENT, NAMED_DEPARTMENT, list_codes
from store.asked import UNKNOWN, hash_parts


@dataclass(frozen=True)
class RegionNames:
    """The tables of a region that say who is called how."""

    units: pd.DataFrame
    unit_names: pd.DataFrame
    former: pd.DataFrame

    @cached_property
    def known(self) -> KnownNames:
        return gather_names(self.units, self.unit_names)

    @cached_property
    def codes(self) -> set[str]:
        return {*self.units["unit_code"]}

    @cached_property
    def names_by_code(self) -> dict[str, tuple[str, str]]:
        """Every unit's name, and its English one; without such, its name again."""
        english = self.units["name_en"].where(self.units["name_en"] != "", self.units["name"])
        names = zip(self.units["name"], english, strict=True)
        return dict(zip(self.units["unit_code"], names, strict=True))

    @cached_property
    def former_by_spelling(self) -> dict[str, str]:
        """The name of a former unit by every spelling of it, folded."""
        return {fold(spelling): name for spelling, name in index_former(self.former).items()}

    @cached_property
    def successors(self) -> dict[str, list[str]]:
        """Codes of the units that came of a former one, by its name."""
        return list_successors(self.former)

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
    tables = (package.read_table("units"), read_unit_names(package), read_former(package))
    return RegionNames(*tables)


def list_names(measures: Iterable[Measure]) -> list[Name]:
    """Every name of the unit cells, once."""
    return [*dict.fromkeys(n for m in measures for names in m.names.values() for n in names)]


@dataclass(frozen=True)
class OwnNames:
    """What a plan's names say beyond the region's own table. `rows`: `spelling, unit_code, basis`,
    names as printed; `departments`: those that it lacks, name by code; `others`: names that stand
    for no unit."""

    rows: list[tuple[str, str, str]]
    departments: dict[str, str]
    others: list[str]


def explain_names(
    measures: Iterable[Measure], answers: Mapping[str, str], region: RegionNames
) -> OwnNames:
    rows: dict[tuple[str, str, str], None] = {}
    departments: dict[str, str] = {}
    others = []
    for name in list_names(measures):
        if name.printed in region.of_cells:
            continue
        answer = answers.get(name.printed, "")
        units = find_units(name, answer, region)
        rows |= dict.fromkeys((name.printed, code, basis) for code, basis in units)
        if not units:
            others.append(name.printed)
        department = name_department(name, answer)
        if (code := code_department(department)) in dict(units):
            departments.setdefault(code, department)
    return OwnNames([*rows], departments, others)


def find_units(name: Name, answer: str, region: RegionNames) -> list[tuple[str, str]]:
    """`unit_code, basis` of the units that a name stands for; none where it stands for no unit."""
    if name.basis != UNKNOWN:
        known = region.units_by_spelling.get(fold(name.spelling), [])
        if not known and name.basis in ("all", "relevant"):
            return [(code, name.basis) for code in region.districts]
        return known
    if answer in ("all", "relevant"):
        return [(code, answer) for code in region.districts]
    if department := name_department(name, answer):
        listed = region.units_by_spelling.get(fold(department))  # the region came to list it
        return listed or [(code_department(department), "named")]
    return [(code, "named") for code in dict.fromkeys(list_codes(answer))]


def list_counted(
    measures: Iterable[Measure], answers: Mapping[str, str], region: RegionNames
) -> set[tuple[int, str]]:
    """Position of a measure and code of a unit: every duty that counts by the names of cells."""
    measures = [*measures]
    units = {
        name: find_units(name, answers.get(name.printed, ""), region)
        for name in list_names(measures)
    }
    return {
        (at, code)
        for at, measure in enumerate(measures)
        for names in measure.names.values()
        for name in names
        for code, basis in units[name]
        if basis != OPEN_BASIS
    }


def count_added(
    measures: Iterable[Measure],
    answers: Mapping[str, str],
    region: RegionNames,
    name: str,
    answer: str,
) -> int:
    """How many duties count by one answer to a name that would not without any."""
    without = {other: given for other, given in answers.items() if other != name}
    measures = [*measures]
    before = list_counted(measures, without, region)
    return len(list_counted(measures, without | {name: answer}, region) - before)


def name_department(name: Name, answer: str) -> str:
    """The department that an answer says a name is; "" where it says something else."""
    if name.basis != UNKNOWN or not answer.startswith(DEPARTMENT):
        return ""
    return answer.removeprefix(NAMED_DEPARTMENT).strip() if answer != DEPARTMENT else name.printed


def code_department(name: str) -> str:
    """The same in every plan, so that what a department holds adds up over them."""
    return f"d_{hash_parts(fold(name))[:8]}"
