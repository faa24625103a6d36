"""Protected areas: a register of ours with sources, beside the official counts.

The two registers are shown side by side and never subtracted. Areas overlap, so hectares are
never added up. What no source says stays blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from geo.packages.features import is_lon_lat, lay_around
from geo.packages.package import Package
from geo.packages.problems import Problem, raise_if_any
from geo.places.locations import find_location_problems, select_in_district
from geo.plan.duties import split_open
from geo.plan.plan import Plan
from geo.region.boundaries import find_centre

LEVELS = ("national", "municipal", "district")
"""Levels of protection, highest first; an area without a sourced level has none ("")."""
TABLES = {
    "protected_areas": (
        *("area_id", "name", "name_en", "category", "level", "level_basis", "district_codes"),
        *("year", "area_ha", "lon", "lat", "coord_basis", "precision", "source_facts"),
        *("source_note", "source_note_en", "coord_note", "coord_note_en", "confidence"),
    ),
    "protected_area_counts": ("unit_code", "count_"),
    "protected_area_categories": ("category", "name", "name_en", *LEVELS, "total_"),
}
"""The tables of both registers, all or none of them, with the columns that the code relies on."""
QUESTIONS = ("no_duty", "no_area", "one_register")
"""How duties and areas can disagree, see `find_questions`."""


@dataclass(frozen=True, eq=False, repr=False)
class ProtectedAreas:
    """The two registers of a region.

    `areas`: the columns of `protected_areas.csv`, `district_codes` as tuples, and `geometry`, a
    label point in WGS84 or None; a row per area. `counts`: the official number by `unit_code`,
    0 for districts it does not list. `categories`: `category, name, name_en`, the official
    numbers by level, and `total`. `year`: at whose end the official numbers were taken; empty where
    the region has no registers, which says nothing about its areas. `strictest`: the category that
    is protected most strictly and shown apart from the others; empty where the package names none.
    """

    areas: gpd.GeoDataFrame
    counts: pd.Series
    categories: pd.DataFrame
    year: str
    strictest: str


def read_protected(package: Package, districts: gpd.GeoDataFrame) -> ProtectedAreas:
    """Both registers; raises `DataError` with every offender. A region may have neither."""
    areas, counts, categories = (
        package.read_optional_table(name, columns) for name, columns in TABLES.items()
    )
    strictest = ""
    if not categories.empty:
        strictest = str(package.resource("protected_area_categories").get("strictest", ""))
    if any(package.has(name) for name in TABLES):
        raise_if_any(
            _find_code_problems(package, areas, counts, categories, districts)
            + _find_strictest_problems(package, strictest, categories)
            + _find_coordinate_problems(package, areas)
            + _find_total_problems(package, counts, categories)
        )
    areas["district_codes"] = [tuple(codes.split(";")) for codes in areas["district_codes"]]
    points = gpd.points_from_xy(areas["lon"], areas["lat"], crs=4326)
    located = gpd.GeoDataFrame(areas, geometry=points)
    located.geometry = lay_around(located.geometry, find_centre(districts))
    located.loc[areas["lon"].isna(), "geometry"] = None
    if not located.empty:
        file = package.label("protected_areas")
        raise_if_any(find_location_problems(located, districts, file, "area_id"))
    official = counts.set_index("unit_code")[_find_dated(counts)]
    # The counts add up to the official total, so a district that is not listed has none.
    official = official.reindex(districts["unit_code"], fill_value=0)
    total = _find_dated(categories)
    year, categories = total.partition("_")[2], categories.rename(columns={total: "total"})
    return ProtectedAreas(located, official, categories, year, strictest)


def _find_dated(table: pd.DataFrame) -> str:
    """The column of the official numbers, `count_<year>` or `total_<year>`."""
    return next(column for column in table if column.startswith(("count_", "total_")))


def _find_code_problems(
    package: Package,
    areas: pd.DataFrame,
    counts: pd.DataFrame,
    categories: pd.DataFrame,
    districts: gpd.GeoDataFrame,
) -> list[Problem]:
    known = set(districts["unit_code"])
    where = {"where": "districts.geojson"}
    problems = [
        Problem(
            "unknown_code",
            package.label("protected_areas"),
            row,
            "district_codes",
            f"{areas.at[row, 'area_id']}: {code}",
            where,
        )
        for row, codes in areas["district_codes"].items()
        for code in codes.split(";")
        if code not in known
    ]
    problems += [
        Problem(
            "unique",
            package.label("protected_areas"),
            row,
            "district_codes",
            f"{areas.at[row, 'area_id']}: {codes}",
        )
        for row, codes in areas["district_codes"].items()
        if len(set(codes.split(";"))) < len(codes.split(";"))
    ]
    problems += [
        Problem(
            "unknown_code", package.label("protected_area_counts"), row, "unit_code", code, where
        )
        for row, code in counts["unit_code"].items()
        if code not in known
    ]
    kinds = set(categories["category"])
    return problems + [
        Problem(
            "unknown_code",
            package.label("protected_areas"),
            row,
            "category",
            f"{areas.at[row, 'area_id']}: {category}",
            {"where": "protected_area_categories.csv"},
        )
        for row, category in areas["category"].items()
        if category not in kinds
    ]


def _find_strictest_problems(
    package: Package, strictest: str, categories: pd.DataFrame
) -> list[Problem]:
    """A category of the descriptor that no row describes."""
    if not strictest or strictest in set(categories["category"]):
        return []
    where = {"where": package.label("protected_area_categories")}
    file = package.descriptor_label
    return [Problem("unknown_code", file, None, "strictest", strictest, where)]


def _find_coordinate_problems(package: Package, areas: pd.DataFrame) -> list[Problem]:
    """Half a pair, a pair in the wrong order, or a point that does not say how sure it is."""
    file = package.label("protected_areas")
    problems = []
    for area in areas.itertuples():
        has_lon, has_lat = pd.notna(area.lon), pd.notna(area.lat)
        if has_lon != has_lat:
            column = "lat" if has_lon else "lon"
            problems.append(Problem("required", file, area.Index, column, area.area_id))
        elif has_lon:
            if not is_lon_lat(area.lon, area.lat):
                problems.append(Problem("outside_range", file, area.Index, "lon", area.area_id))
            problems += [
                Problem("required", file, area.Index, column, area.area_id)
                for column in ("coord_basis", "precision")
                if not getattr(area, column)
            ]
    return problems


def _find_total_problems(
    package: Package, counts: pd.DataFrame, categories: pd.DataFrame
) -> list[Problem]:
    file, column = package.label("protected_area_categories"), _find_dated(categories)
    totals, by_level = categories[column], categories[list(LEVELS)].sum(axis=1)
    unequal: list[tuple[int | None, int, int]] = [
        (row, total, by_level[row]) for row, total in totals.items() if total != by_level[row]
    ]
    by_district = counts[_find_dated(counts)].sum()
    if totals.sum() != by_district:
        unequal.append((None, totals.sum(), by_district))
    return [
        Problem("unequal_totals", file, row, column, str(total), {"other": str(other)})
        for row, total, other in unequal
    ]


def find_area_link_problems(plan: Plan, areas: pd.DataFrame) -> list[Problem]:
    """Rows of `measure_areas.csv` that name no measure, no area, or words not in the measure."""
    if not plan.package.has("measure_areas"):
        return []
    file, links = plan.package.label("measure_areas"), plan.area_links
    text = plan.measures.set_index("measure_id")["text"]
    known = set(areas["area_id"])
    problems = []
    for link in links.itertuples():
        if link.measure_id not in text:
            problems.append(
                Problem(
                    "unknown_code",
                    file,
                    link.Index,
                    "measure_id",
                    link.measure_id,
                    {"where": "measures.csv"},
                )
            )
        elif link.phrase not in text[link.measure_id]:
            problems.append(Problem("phrase_not_in_text", file, link.Index, "phrase", link.phrase))
        if link.area_id not in known:
            details = {"where": "protected_areas.csv"}
            problems.append(
                Problem("unknown_code", file, link.Index, "area_id", link.area_id, details)
            )
    return problems


def count_areas(areas: pd.DataFrame, by: str, codes: Sequence[str]) -> pd.DataFrame:
    """Areas of our register per district (rows, `codes`) and value of the column `by`.

    An area that lies in several districts counts in each of them, so rows do not add up to the
    region's number.
    """
    long = pd.DataFrame(areas[["area_id", by, "district_codes"]]).explode("district_codes")
    table = pd.crosstab(long["district_codes"], long[by])
    return table.reindex(codes, fill_value=0)


def count_registers(protected: ProtectedAreas, code: str) -> dict[str, int]:
    """`official` and `listed`: a party's areas in the two registers."""
    listed = len(select_in_district(protected.areas, code))
    return {"official": int(protected.counts.get(code, 0)), "listed": listed}


def find_questions(
    protected: ProtectedAreas, duties: pd.DataFrame, measure_ids: Sequence[str]
) -> pd.DataFrame:
    """`unit_code, question, official, listed, measure_ids`: where duties and areas disagree.

    `question`: `no_duty` (areas, but none of `measure_ids` names the district), `no_area` (named,
    but in neither register), `one_register` (named, and only one register has areas there).
    Open questions for the reader, not errors.
    """
    rows = []
    for code, official in protected.counts.items():
        listed = count_registers(protected, str(code))["listed"]
        named = duties[duties["measure_id"].isin(measure_ids) & (duties["unit_code"] == code)]
        held = tuple(split_open(named)[0]["measure_id"])
        question = _ask(bool(official), bool(listed), bool(held))
        if question:
            rows.append((code, question, int(official), listed, held))
    columns = ["unit_code", "question", "official", "listed", "measure_ids"]
    return pd.DataFrame(rows, columns=columns)


def _ask(has_official: bool, has_listed: bool, has_duty: bool) -> str | None:
    if not has_duty:
        return "no_duty" if has_official or has_listed else None
    if not has_official and not has_listed:
        return "no_area"
    return "one_register" if has_official != has_listed else None
