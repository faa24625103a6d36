"""Restoration sites: the plan's own places, what gives them context, and background.

A site of the plan is tied to measures; context (rivers, lakes) and background are not. Works
that cover whole districts have no geometry of their own. Sites never change a duty's basis.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd

from geo.packages.features import find_shape_problems, read_features
from geo.packages.package import Package
from geo.packages.problems import Problem, raise_if_any
from geo.places.locations import SYMBOLIC, find_location_problems
from geo.plan.plan import ROLES, Plan

COLUMNS = [
    *("site_id", "name", "name_en", "kind", "role", "measure_ids", "district_codes"),
    *("precision", "origin", "note", "note_en", "facts", "sources"),
]
LISTS = ("measure_ids", "district_codes", "facts", "sources")
FACT_KEYS = ("text", "text_en", "src")
SOURCE_KEYS = ("id", "publisher", "publisher_en", "date", "date_note", "date_note_en", "quality")
"""What every source says; some may be empty but for the first three and the quality."""
SOURCE_FILLED = ("id", "publisher", "publisher_en", "quality")
QUALITIES = (
    *("primary", "official", "plan_text", "paper", "dataset", "original", "press", "reprint"),
    *("mirror", "secondary", "encyclopedia", "encyclopedia_mirror", "low", "unstated"),
)
"""How near a source is to who knows, nearest first; everything after `original` is secondary."""
ROLE_OF_PLAN = "plan"
ROLE_OF_CONTEXT = "context"
ROLE_OF_DUTY = "duty"
"""Of a site that stands for a duty whose place the plan does not name: shown, never counted."""


def read_sites(package: Package) -> gpd.GeoDataFrame:
    """`COLUMNS` and `geometry` (WGS84) of `sites.geojson`; raises `DataError` with the offenders.

    `measure_ids`, `district_codes`, `facts` (`text, text_en, src`) and `sources` (`id, publisher,
    …, quality, url`) are tuples. Geometry may be missing where a site stands for its districts.
    No rows where the plan has no such file.
    """
    if not package.has("sites"):
        return _freeze_lists(gpd.GeoDataFrame(columns=[*COLUMNS], geometry=[], crs=4326))
    file, features = package.label("sites"), read_features(package, "sites", may_be_empty=True)
    problems = [problem for feature in features for problem in _check_feature(feature, file)]
    raise_if_any(problems)
    sites = gpd.GeoDataFrame.from_features(features, columns=[*COLUMNS, "geometry"], crs=4326)
    return _freeze_lists(sites)


def select_ground(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The sites that a map has below everything, such as rivers: lines and areas, never points, of
    the kinds that give context anywhere."""
    kinds = sites.loc[sites["role"] == ROLE_OF_CONTEXT, "kind"]
    is_drawn = sites.geometry.notna() & ~sites.geometry.geom_type.isin(["Point", "MultiPoint"])
    return sites[sites["kind"].isin(kinds) & is_drawn]


def _freeze_lists(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    for column in LISTS:
        sites[column] = [tuple(value) for value in sites[column]]
    return sites


def _check_feature(feature: dict[str, Any], file: str) -> list[Problem]:
    site, geometry = feature["properties"], feature.get("geometry")
    key = site["site_id"]
    problems = []
    if geometry is not None or site["precision"] != SYMBOLIC:
        problems += find_shape_problems(geometry, key, file)
    if (site["role"] in (ROLE_OF_PLAN, ROLE_OF_DUTY)) != bool(site["measure_ids"]):
        problems.append(Problem("measure_of_plan", file, None, "measure_ids", key))
    for column in ("measure_ids", "district_codes"):
        if not all(isinstance(value, str) for value in site[column]):
            form = {"form": "array of strings"}
            problems.append(Problem("wrong_form", file, None, column, key, form))
        elif len(set(site[column])) < len(site[column]):
            problems.append(Problem("unique", file, None, column, key))
    return problems + _check_records(site, key, file)


def _check_records(site: dict[str, Any], key: str, file: str) -> list[Problem]:
    """Facts without words or with an unknown source; sources that do not say who and how good."""
    problems = []
    known = [s["id"] for s in site["sources"] if isinstance(s, dict) and "id" in s]
    for column, keys, filled in (
        ("sources", (*SOURCE_KEYS, "url"), SOURCE_FILLED),
        ("facts", FACT_KEYS, FACT_KEYS),
    ):
        for record in site[column]:
            if not isinstance(record, dict) or not all(
                isinstance(record.get(k), str) for k in keys
            ):
                form = {"form": f"array of objects with {', '.join(keys)}"}
                problems.append(Problem("wrong_form", file, None, column, key, form))
                continue
            problems += [
                Problem("missing_key", file, None, f"{column}.{name}", key)
                for name in filled
                if not record[name].strip()
            ]
            if column == "facts" and record["src"] not in known:
                value, details = f"{key}: {record['src']}", {"where": f"sources ({key})"}
                problems.append(Problem("unknown_code", file, None, "facts.src", value, details))
            if column == "sources" and record["quality"] not in QUALITIES:
                value, details = f"{key}: {record['quality']}", {"allowed": ", ".join(QUALITIES)}
                problems.append(Problem("enum", file, None, "sources.quality", value, details))
    return problems


def join_sites(
    plan: Plan, sites: gpd.GeoDataFrame, duties: pd.DataFrame, units: pd.DataFrame
) -> gpd.GeoDataFrame:
    """`sites` and, first, the works over the districts that a measure names one by one.

    The districts of such a work are those of its measure's duties: they are not written twice.
    """
    districts = set(units.loc[units["kind"] == "district", "unit_code"])
    named = duties[(duties["basis"] == "named") & duties["unit_code"].isin(districts)]
    source = dict.fromkeys((*SOURCE_KEYS, "url"), "") | {
        "id": "plan",
        "publisher": f"《{plan.meta['title']}》（{plan.meta['annex']}）",
        "publisher_en": f"{plan.meta['title_en']} ({plan.meta['annex_en']})",
        "quality": "primary",
        "url": plan.package.resource("source")["path"],
    }
    rows = [
        {
            **{key: work[key] for key in ("site_id", "name", "name_en", "kind", "note", "note_en")},
            "role": ROLE_OF_PLAN,
            "measure_ids": (work["measure_id"],),
            "district_codes": tuple(
                named.loc[named["measure_id"] == work["measure_id"], "unit_code"]
            ),
            "precision": SYMBOLIC,
            "origin": "derived",
            "facts": (),
            "sources": (source,),
        }
        for work in plan.works.to_dict("records")
    ]
    of_districts = gpd.GeoDataFrame(rows, columns=[*COLUMNS], geometry=[None] * len(rows), crs=4326)
    return pd.concat([of_districts, sites], ignore_index=True) if rows else sites


def find_site_problems(
    plan: Plan, sites: gpd.GeoDataFrame, districts: gpd.GeoDataFrame
) -> list[Problem]:
    """Unknown measures and districts, ids taken twice, and places that lie where they cannot."""
    return _find_work_problems(plan, sites) + (
        _find_place_problems(plan, sites, districts) if plan.package.has("sites") else []
    )


def _find_place_problems(
    plan: Plan, sites: gpd.GeoDataFrame, districts: gpd.GeoDataFrame
) -> list[Problem]:
    file, measures = plan.package.label("sites"), set(plan.measures["measure_id"])
    problems = _find_unknown(sites, "measure_ids", measures, "measures.csv", file)
    problems += _find_unknown(
        sites, "district_codes", set(districts["unit_code"]), "districts.geojson", file
    )
    return problems + find_location_problems(sites, districts, file, "site_id")


def _find_work_problems(plan: Plan, sites: gpd.GeoDataFrame) -> list[Problem]:
    if not plan.package.has("district_works"):
        return []
    works, works_file = plan.works, plan.package.label("district_works")
    measures = set(plan.measures["measure_id"])
    problems = [
        Problem("unknown_code", works_file, row, "measure_id", value, {"where": "measures.csv"})
        for row, value in works["measure_id"].items()
        if value not in measures
    ]
    problems += [
        Problem("unique", works_file, row, "site_id", value)
        for row, value in works["site_id"].items()
        if value in set(sites["site_id"])
    ]
    return problems


def _find_unknown(
    sites: gpd.GeoDataFrame, column: str, known: set[str], where: str, file: str
) -> list[Problem]:
    return [
        Problem("unknown_code", file, None, column, f"{site_id}: {code}", {"where": where})
        for site_id, codes in zip(sites["site_id"], sites[column], strict=True)
        for code in codes
        if code not in known
    ]


def list_site_duties(sites: gpd.GeoDataFrame, duties: pd.DataFrame) -> pd.DataFrame:
    """`site_id` and the columns of a duty: who owes what at a site.

    A row per measure and district of a site; roles are False and `basis` is "" where the measure
    does not reach the district.
    """
    long = sites[["site_id", "measure_ids", "district_codes"]].rename(
        columns={"measure_ids": "measure_id", "district_codes": "unit_code"}
    )
    long = pd.DataFrame(long).explode("measure_id").explode("unit_code")
    joined = long.dropna().merge(duties, on=["measure_id", "unit_code"], how="left")
    flags, words = [*ROLES, "is_doubtful"], ["basis", "mention"]
    joined[flags] = joined[flags].eq(True)
    joined[words] = joined[words].fillna("")
    return joined.reset_index(drop=True)


def list_place_duties(
    named_duties: pd.DataFrame, links: pd.DataFrame, areas: pd.DataFrame, duties: pd.DataFrame
) -> pd.DataFrame:
    """`place_id, measure_id, unit_code, basis`: every place the plan names for a measure, sites and
    areas.

    `named_duties`: the `list_site_duties` of the sites of the plan. `links`: `measure_id, area_id`,
    protected areas that a wording points to.
    """
    pointed = links.merge(pd.DataFrame(areas)[["area_id", "district_codes"]], on="area_id")
    pointed = pointed.explode("district_codes").rename(
        columns={"area_id": "place_id", "district_codes": "unit_code"}
    )
    reached = pointed.merge(duties, on=["measure_id", "unit_code"], how="left")
    reached["basis"] = reached["basis"].fillna("")
    columns = ["place_id", "measure_id", "unit_code", "basis"]
    sites = named_duties.rename(columns={"site_id": "place_id"})
    return pd.concat([sites[columns], reached[columns]], ignore_index=True)
