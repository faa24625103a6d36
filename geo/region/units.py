"""Units and the spellings the plan uses for them."""

from __future__ import annotations

import difflib
from typing import TypeVar

import geopandas as gpd
import pandas as pd

from geo.packages.features import lay_around
from geo.packages.package import Package
from geo.packages.problems import Problem
from geo.region.boundaries import find_centre

# Parties that answer for a territory; the districts have polygons, a development zone has none.
TERRITORIAL_KINDS = ("district", "development_zone")
NAME_COLUMNS = ("short_name", "name_en")
Frame = TypeVar("Frame", bound=pd.DataFrame)


def sort_units(units: pd.DataFrame) -> pd.DataFrame:
    """Units by their column `order`, the one home of the order of every list; a table without the
    column stands in its own."""
    return units.sort_values("order") if "order" in units else units


def append_units(units: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Units of a region, and after them those that a plan adds: a short or an English name that
    these lack is their name, any other text is empty."""
    if own.empty:
        return units
    texts = units.columns[units.dtypes == units["name"].dtype]
    names = dict.fromkeys(NAME_COLUMNS, own["name"])
    filled = pd.DataFrame({**dict.fromkeys(texts, ""), **names, **own})
    if "order" in units:
        last = int(units["order"].max())
        filled["order"] = range(last + 1, last + 1 + len(own))
    filled = filled.reindex(columns=units.columns).astype(units.dtypes)
    return pd.concat([units, filled], ignore_index=True)


def list_territorial(units: pd.DataFrame) -> list[str]:
    """Codes of the parties that answer for a territory."""
    return units.loc[units["kind"].isin(TERRITORIAL_KINDS), "unit_code"].tolist()


def sort_like_units(frame: Frame, units: pd.DataFrame) -> Frame:
    """`frame` by its `unit_code`, in the order of `units`; rows of one unit stay as they stand."""
    position = {code: number for number, code in enumerate(units["unit_code"])}
    return frame.sort_values("unit_code", key=lambda codes: codes.map(position), kind="stable")


def find_unit_problems(
    package: Package,
    units: pd.DataFrame,
    unit_names: pd.DataFrame,
    zones: pd.DataFrame,
    districts: gpd.GeoDataFrame,
) -> list[Problem]:
    """Codes and names that do not agree between the files of a region, in both directions."""
    known = set(units["unit_code"])
    names = ("units", "unit_names", "zones", "districts")
    file = {name: package.label(name) for name in names if package.has(name)}
    problems = [
        Problem("unknown_code", file["unit_names"], row, "unit_code", code, {"where": "units.csv"})
        for row, code in unit_names["unit_code"].items()
        if code not in known
    ]
    in_units = units[units["kind"] == "district"].set_index("unit_code")
    for name, codes in (("zones", zones["unit_code"]), ("districts", districts["unit_code"])):
        if name not in file:
            continue
        problems += [
            Problem("unknown_code", file[name], None, "unit_code", code, {"where": "units.csv"})
            for code in sorted(set(codes) - set(in_units.index))
        ]
        problems += [
            Problem("unused_code", file["units"], None, "unit_code", code, {"where": file[name]})
            for code in sorted(set(in_units.index) - set(codes))
        ]
    return (
        problems
        + _find_unequal_names(in_units, zones, districts, file)
        + _find_places_outside(units, districts, file["units"])
    )


def _find_places_outside(
    units: pd.DataFrame, districts: gpd.GeoDataFrame, file: str
) -> list[Problem]:
    """Districts whose boundary does not hold the place that `units.csv` gives for them."""
    placed = units[(units["kind"] == "district") & units[["lon", "lat"]].notna().all(axis=1)]
    points = gpd.points_from_xy(placed["lon"], placed["lat"])
    places = lay_around(gpd.GeoSeries(points, placed.index), find_centre(districts))
    shapes = districts.set_index("unit_code").geometry
    return [
        Problem("outside_named", file, row, "lon", code, {"names": code})
        for row, code in placed["unit_code"].items()
        if code in shapes.index and not shapes[code].covers(places[row])
    ]


def _find_unequal_names(
    in_units: pd.DataFrame, zones: pd.DataFrame, districts: gpd.GeoDataFrame, file: dict[str, str]
) -> list[Problem]:
    shapes = districts.set_index("unit_code")
    twins = [
        ("name", in_units["name"], "units.csv"),
        ("name_en", in_units["name_en"], "units.csv"),
        ("zone", zones.set_index("unit_code")["zone"], "zones.csv"),
    ]
    return [
        Problem(
            "unequal_names",
            file["districts"],
            None,
            column,
            shapes.at[code, column],
            {"where": where, "other": home[code]},
        )
        for column, home, where in twins
        for code in sorted(set(home.index) & set(shapes.index))
        if home[code] != shapes.at[code, column]
    ]


def find_unknown_names(
    cells: pd.DataFrame, unit_names: pd.DataFrame, file: str, no_unit: list[str]
) -> list[Problem]:
    """Cell names without an entry in `unit_names`, with the nearest spellings.

    `cells`: `row, role, spelling`, one row per name of a unit cell.
    """
    known = sorted(set(unit_names["spelling"]))
    problems = []
    for cell in cells[~cells["spelling"].isin([*known, *no_unit])].itertuples(index=False):
        nearest = difflib.get_close_matches(cell.spelling, known, n=3, cutoff=0.3)
        details = {"nearest": "、".join(nearest) or "—"}
        problems.append(Problem("unknown_unit", file, cell.row, cell.role, cell.spelling, details))
    return problems
