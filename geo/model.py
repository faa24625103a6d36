"""The joined model: one plan, its region, and every duty between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import pandas as pd

from geo.packages.features import lay_around
from geo.packages.package import Package, find_data_dir, find_region, open_package
from geo.packages.problems import DataError, Problem, raise_if_any
from geo.places.locations import share_out
from geo.places.protected import ProtectedAreas, find_area_link_problems, read_protected
from geo.places.sites import (
    ROLE_OF_PLAN,
    find_site_problems,
    join_sites,
    list_place_duties,
    list_site_duties,
    read_sites,
)
from geo.plan.count import (
    find_reserved_codes,
    join_measures,
    list_metrics,
    measure_ranges,
    summarise_duties,
)
from geo.plan.duties import BASES, COUNTED_BASES, build_duties
from geo.plan.meta import read_meta
from geo.plan.own_names import add_own, find_own_problems
from geo.plan.plan import Plan, find_name_problems, read_plan
from geo.plan.proof import find_source_problems
from geo.plan.resolutions import apply_resolutions, take_resolutions
from geo.region.boundaries import (
    Inset,
    find_centre,
    find_neighbours,
    frame_inset,
    place_labels,
    read_areas,
    read_districts,
    simplify_coverage,
)
from geo.region.former import add_former, find_former_problems, read_former
from geo.region.tiles import lay_tiles, read_tiles
from geo.region.units import find_unit_problems, list_territorial, sort_like_units, sort_units

T = TypeVar("T")

# A small map of 200 px shows about 900 m per pixel.
SKETCH_TOLERANCE_M = 1500


@dataclass(frozen=True, eq=False, repr=False)
class Region:
    """A region's districts and units, validated; every table of units stands in their order.

    `districts`: `unit_code, name, name_en, zone, geometry`, WGS84, with longitudes beyond 180°
    where the region lies on both sides of that meridian. `area_km2`: the independent published
    figures by `unit_code`, from which the boundaries may differ by 2 %, else those measured.
    `own_tiles`: see `read_tiles`. `former`: see `read_former`; their names are in `unit_names` too.
    """

    package: Package
    districts: gpd.GeoDataFrame
    units: pd.DataFrame
    unit_names: pd.DataFrame
    zones: pd.DataFrame
    area_km2: pd.Series
    protected: ProtectedAreas
    own_tiles: pd.DataFrame | None
    former: pd.DataFrame

    @cached_property
    def parties(self) -> pd.DataFrame:
        """Units that answer for a territory, by `unit_code`: districts, then development zones."""
        return self.units.set_index("unit_code").loc[list_territorial(self.units)]

    @cached_property
    def neighbours(self) -> dict[str, list[str]]:
        return find_neighbours(self.districts)

    @cached_property
    def labels(self) -> pd.DataFrame:
        return place_labels(self.districts)

    @cached_property
    def tiles(self) -> pd.DataFrame:
        """`col, row` of every party's equal tile by `unit_code`, in the order of every list: the
        region's own, else laid after where the parties lie."""
        if self.own_tiles is not None:
            return self.own_tiles.loc[self.parties.index]
        return lay_tiles(self._locate_parties())

    def _locate_parties(self) -> pd.DataFrame:
        """`lon, lat` by `unit_code`: in a district's boundaries, else what `units.csv` gives."""
        given = gpd.GeoSeries(gpd.points_from_xy(self.parties["lon"], self.parties["lat"]))
        around = lay_around(given, find_centre(self.districts))
        points = pd.DataFrame({"lon": around.x, "lat": around.y}).set_index(self.parties.index)
        return self.labels[["lon", "lat"]].reindex(points.index).fillna(points)

    @cached_property
    def sketch(self) -> gpd.GeoSeries:
        """Outlines for small maps, in metres, by `unit_code`."""
        return simplify_coverage(self.districts, SKETCH_TOLERANCE_M)

    @cached_property
    def inset(self) -> Inset | None:
        return frame_inset(self.districts)


@dataclass(frozen=True, eq=False, repr=False)
class Model:
    """Plan, region, duties and sites. Shared between sessions: treat every frame as read-only.

    `reference`: the plan in links, its code or a version's; `is_named`: see docs/decisions/037.
    """

    plan: Plan
    region: Region
    duties: pd.DataFrame
    resolutions: pd.DataFrame
    sites: gpd.GeoDataFrame
    reference: str
    notices: tuple[Problem, ...] = ()
    """What keeps a settled 相关区 from being counted; a reader has to know it."""
    is_named: bool = False

    @property
    def parts(self) -> tuple[Model, ...]:
        """The models of single plans that it is made of: itself, or those that were joined."""
        return (self,)

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The bases in use, strongest first; `resolved` only where an office has resolved one."""
        return tuple(b for b in BASES if b != "resolved" or not self.resolutions.empty)

    @cached_property
    def counted_bases(self) -> tuple[str, ...]:
        return tuple(basis for basis in self.bases if basis in COUNTED_BASES)

    @cached_property
    def printed_duties(self) -> pd.DataFrame:
        """The duties by the plan's wording alone, before an office settled anything."""
        return build_duties(self.plan.measures, self.region.unit_names)

    @cached_property
    def joined(self) -> pd.DataFrame:
        """Every duty with chapter, task and deadline of its measure."""
        return join_measures(self.duties, self.plan.measures, self.deadlines)

    @cached_property
    def codes(self) -> list[str]:
        """Codes of the territorial parties, in the order of every list."""
        return self.region.parties.index.tolist()

    @cached_property
    def summary(self) -> pd.DataFrame:
        """Headline counts of the territorial parties, see `summarise_duties`."""
        chapters = sorted(self.plan.measures["chapter_no"].unique())
        return summarise_duties(self.joined, self.codes, chapters, self.deadlines.values())

    @cached_property
    def ranges(self) -> pd.DataFrame:
        """`low, high` of each headline count over the districts; development zones aside."""
        return measure_ranges(self.summary, self.region.districts["unit_code"].tolist())

    @cached_property
    def site_shares(self) -> pd.DataFrame:
        """Which districts every site meets and in which shares, see `share_out`."""
        return share_out(self.sites, self.region.districts, "site_id")

    @cached_property
    def site_duties(self) -> pd.DataFrame:
        """Who owes what at every site of the plan, see `list_site_duties`."""
        return list_site_duties(self.sites, self.duties)

    @cached_property
    def place_duties(self) -> pd.DataFrame:
        """Every place the plan names for a measure, and who owes it there, see
        `list_place_duties`."""
        areas = self.region.protected.areas
        of_plan = self.sites.loc[self.sites["role"] == ROLE_OF_PLAN, "site_id"]
        named = self.site_duties[self.site_duties["site_id"].isin(of_plan)]
        return list_place_duties(named, self.plan.area_links, areas, self.duties)

    @cached_property
    def deadlines(self) -> dict[str, str]:
        """The plan's deadlines as printed, by their codes."""
        return {str(d["code"]): str(d["printed"]) for d in self.plan.meta["deadlines"]}

    @cached_property
    def metrics(self) -> list[str]:
        """What can be counted of this plan, see `list_metrics`."""
        return list_metrics(self.plan.measures, self.deadlines)


def read_region(package: Package) -> Region:
    units = package.read_table("units")
    unit_names = package.read_table("unit_names")
    districts = read_districts(package)
    zones = read_zones(package, districts)
    former = read_former(package)
    raise_if_any(
        find_unit_problems(package, units, unit_names, zones, districts)
        + find_former_problems(package, units, unit_names, former)
    )
    area_km2 = read_areas(package, districts)
    units, unit_names = sort_units(units), add_former(unit_names, former)
    unit_names, zones = (sort_like_units(table, units) for table in (unit_names, zones))
    districts = sort_like_units(districts, units).reset_index(drop=True)
    protected = read_protected(package, districts)
    own_tiles = read_tiles(package, list_territorial(units))
    of_units = (districts, units, unit_names, zones, area_km2)
    return Region(package, *of_units, protected, own_tiles, former)


def read_zones(package: Package, districts: gpd.GeoDataFrame) -> pd.DataFrame:
    """`unit_code, zone, zone_en, note, note_en`; without a file, the zones of the boundaries, of
    which there may be none."""
    if package.has("zones"):
        return package.read_table("zones")
    zones = pd.DataFrame(districts.loc[districts["zone"] != "", ["unit_code", "zone"]])
    return zones.assign(zone_en=zones["zone"], note="", note_en="")


def load_region(code: str, data_dir: Path | None = None) -> Region:
    """Read and validate a region; raises `DataError` with every problem."""
    package = open_package(find_region(code, data_dir))
    problems: list[Problem] = []
    region = _collect(lambda: read_region(package), problems)
    _raise_with_changed_files(problems, package)
    assert region
    return region


def load_model(
    plan_code: str,
    data_dir: Path | None = None,
    folder: Path | None = None,
    resolutions: pd.DataFrame | None = None,
) -> Model:
    """Read, validate and join a plan and its region; raises `DataError` with every problem.

    `folder`: the plan's package, where it is none of those in `data_dir`. `resolutions`: what the
    office settled, see `take_resolutions`; what of it does not hold is in the model's notices."""
    plan_package = open_package(folder or (data_dir or find_data_dir()) / "plans" / plan_code)
    region_code = read_meta(plan_package)["region"]
    asked = plan_package.label("plan")
    region_package = open_package(find_region(region_code, data_dir, file=asked, column="region"))
    problems: list[Problem] = []
    plan = _collect(lambda: read_plan(plan_package), problems)
    problems += find_reserved_codes(plan) if plan else []
    sites = _collect(lambda: read_sites(plan_package), problems)
    region = _collect(lambda: read_region(region_package), problems)
    if plan and region:
        problems += find_own_problems(plan, region.units)
        region = replace(region, **add_own(plan, region.units, region.unit_names))
        problems += find_name_problems(plan, region.unit_names) + find_source_problems(plan)
        problems += find_area_link_problems(plan, region.protected.areas)
    if plan and region and sites is not None:
        sites.geometry = lay_around(sites.geometry, find_centre(region.districts))
        problems += find_site_problems(plan, sites, region.districts)
    _raise_with_changed_files(problems, plan_package, region_package)
    assert plan and region and sites is not None
    duties = build_duties(plan.measures, region.unit_names)
    duties["is_doubtful"] = duties["measure_id"].isin(plan.doubtful)
    settled, unheld = take_resolutions(resolutions, plan, duties, region.units)
    duties = apply_resolutions(duties, settled)
    places = join_sites(plan, sites, duties, region.units)
    return Model(plan, region, duties, settled, places, plan_code, unheld)


def _raise_with_changed_files(problems: list[Problem], *packages: Package) -> None:
    # A file with a problem of its own has surely changed; saying so again would not help.
    blamed = {problem.file for problem in problems}
    changed = [problem for package in packages for problem in package.find_changed_files()]
    raise_if_any([*problems, *(problem for problem in changed if problem.file not in blamed)])


def _collect(read: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return read()
    except DataError as error:
        problems += error.problems
        return None
