"""Regions and plans of any size, of the shape of the real ones, as complete data packages.

Districts lie in a grid whose borders wind with as many points as the real ones have. Measures
repeat the unit cells of the real plan in turn: what names all districts names all of them here.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.build.register import register_files
from geo.packages.package import DATA_DIR
from geo.plan.proof import list_tokens
from geo.region.boundaries import measure_areas

REGION, PLAN = "grid", "long-plan"
REAL_REGION, REAL_PLAN = DATA_DIR / "regions" / "beijing", DATA_DIR / "plans" / "ecology-2025"
UNWRITTEN = ("tiles", "former_units")
"""Files that a region may do without."""
CELL_DEG = 0.1
POINTS_PER_EDGE = 24
"""94 points per district, as in the real boundaries (1,506 of 16)."""
ZONES = ("中区", "东区", "西区")
DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def write_packages(data_dir: Path, districts: int, measures: int) -> None:
    """A region of `districts` and a plan of `measures` below `data_dir`, with their hashes."""
    region, plan = data_dir / "regions" / REGION, data_dir / "plans" / PLAN
    region.mkdir(parents=True)
    plan.mkdir(parents=True)
    names = _write_region(region, districts)
    _write_plan(plan, measures, names)
    for folder, real in ((region, REAL_REGION), (plan, REAL_PLAN)):
        descriptor = json.loads((real / "datapackage.json").read_text(encoding="utf-8"))
        # Tiles lie after the map where a region has none of its own.
        kept = [r for r in descriptor["resources"] if r["name"] not in UNWRITTEN]
        descriptor["resources"] = kept
        path = folder / "datapackage.json"
        path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
        register_files(path)


def _write_region(folder: Path, count: int) -> dict[str, str]:
    """Writes the region; returns the real districts' names with those that stand for them."""
    codes = [f"{100001 + number:06d}" for number in range(count)]
    units = pd.DataFrame(
        {
            "unit_code": codes,
            "name": [f"第{number}区".translate(DIGITS) for number in range(count)],
            "short_name": [f"{number}".translate(DIGITS) for number in range(count)],
            "name_en": [f"District {number}" for number in range(count)],
            "kind": "district",
            "lon": "",
            "lat": "",
        }
    )
    zones = pd.DataFrame({"unit_code": codes, "zone": [ZONES[n % 3] for n in range(count)]})
    zones = zones.assign(zone_en=zones["zone"], note="", note_en="")
    shapes = gpd.GeoDataFrame(
        units[["unit_code", "name", "name_en"]].assign(zone=zones["zone"]),
        geometry=draw_grid(count),
        crs="EPSG:4326",
    )
    areas = measure_areas(shapes).round(4)
    real_units = _read(REAL_REGION / "units.csv").sort_values("order", key=pd.to_numeric)
    real_codes = real_units.loc[real_units["kind"] == "district", "unit_code"].tolist()
    # The named districts are spread over the grid.
    stand_in = {
        real: codes[position * count // len(real_codes)] for position, real in enumerate(real_codes)
    }
    names = _spread_names(_read(REAL_REGION / "unit_names.csv"), stand_in, codes)
    others = real_units[real_units["kind"] != "district"]
    everybody = pd.concat([units, others])
    order = range(1, len(everybody) + 1)
    _write(everybody.assign(order=order, short_name_en=""), folder / "units.csv")
    _write(names, folder / "unit_names.csv")
    _write(zones, folder / "zones.csv")
    _write(
        pd.DataFrame({"unit_code": codes, "name": units["name"], "area_km2": areas.to_numpy()}),
        folder / "district_areas.csv",
    )
    (folder / "districts.geojson").write_text(shapes.to_json(drop_id=True), encoding="utf-8")
    for name in ("protected_areas", "protected_area_counts", "protected_area_categories"):
        _write(_read(REAL_REGION / f"{name}.csv").iloc[:0], folder / f"{name}.csv")
    return stand_in


def _spread_names(names: pd.DataFrame, stand_in: dict[str, str], codes: list[str]) -> pd.DataFrame:
    """A spelling for all real districts is one for all of these; the others keep their number."""
    parts = []
    for _, rows in names.groupby(["spelling", "basis"], sort=False):
        is_district = rows["unit_code"].isin(stand_in)
        if is_district.sum() == len(stand_in):
            first = rows[is_district].iloc[:1]
            parts.append(
                first.drop(columns="unit_code").merge(
                    pd.DataFrame({"unit_code": codes}), how="cross"
                )
            )
            parts.append(rows[~is_district])
        else:
            parts.append(rows.assign(unit_code=rows["unit_code"].replace(stand_in)))
    return pd.concat(parts)[names.columns].drop_duplicates()


def draw_grid(count: int) -> np.ndarray:
    """`count` polygons in a grid, equal along their common borders."""
    width = math.ceil(math.sqrt(count))
    steps = np.linspace(0, 1, POINTS_PER_EDGE, endpoint=False)

    def wind(row: int, column: int, is_vertical: bool) -> np.ndarray:
        """The border from a corner to the next one; the same for both of its districts."""
        phase = (row * 7 + column * 13 + is_vertical * 3) % 11
        swing = 0.12 * np.sin(steps * 2 * np.pi * (1 + phase % 3)) * np.sin(steps * np.pi)
        along, across = (
            (column + swing, row + steps) if is_vertical else (column + steps, row + swing)
        )
        return np.column_stack([along, across])

    shapes = []
    for number in range(count):
        row, column = divmod(number, width)
        corner = np.array([[column + 1, row + 1]])
        ring = np.concatenate(
            [
                wind(row, column, False),
                wind(row, column + 1, True),
                np.concatenate([wind(row + 1, column, False)[1:], corner])[::-1],
                np.concatenate([wind(row, column, True)[1:], [[column, row + 1]]])[::-1],
            ]
        )
        shapes.append(shapely.Polygon(np.round(ring * CELL_DEG + [100, 20], 6)))
    return np.array(shapes)


def _write_plan(folder: Path, count: int, stand_in: dict[str, str]) -> None:
    real = _read(REAL_PLAN / "measures.csv")
    rows = []
    for number in range(count):
        row = real.iloc[number % len(real)].to_dict()
        task = number + 1
        text = re.sub(r"\d+(\.\d+)?", "若干", row["text"])
        rows.append(
            row
            | {
                "measure_id": str(task),
                "task_no": str(task),
                "task": f"任务{task}".translate(DIGITS),
                "text": f"{text}（第{task}项）".translate(DIGITS),
            }
        )
    # The printed order is by chapter.
    measures = pd.DataFrame(rows).sort_values("chapter_no", kind="stable", ignore_index=True)
    for position in range(count):
        measures.loc[position, ["measure_id", "task_no"]] = str(position + 1)
    _write(measures, folder / "measures.csv")
    headings = _read(REAL_PLAN / "headings.csv")
    chapters = headings[
        (headings["kind"] == "chapter") & headings["number"].isin(measures["chapter_no"])
    ]
    tasks = pd.DataFrame(
        {"kind": "task", "number": measures["task_no"], "title_en": measures["task"]}
    )
    _write(pd.concat([chapters, tasks]).fillna("")[headings.columns], folder / "headings.csv")
    read = measures.assign(
        shared_cell=measures["shared_cell"] == "true", task_no=measures["task_no"].astype(int)
    )
    source = "\n".join(written for _, _, written, _ in list_tokens(read))
    (folder / "source.txt").write_text(source, encoding="utf-8")
    for name in ("targets", "measure_areas", "district_works"):
        _write(_read(REAL_PLAN / f"{name}.csv").iloc[:0], folder / f"{name}.csv")
    site = json.loads((REAL_PLAN / "sites.geojson").read_text(encoding="utf-8"))["features"][0]
    site["geometry"] = None
    site["properties"] |= {"role": "context", "measure_ids": [], "precision": "symbolic"}
    site["properties"]["district_codes"] = list(stand_in.values())[:1]
    sites = {"type": "FeatureCollection", "features": [site]}
    (folder / "sites.geojson").write_text(json.dumps(sites, ensure_ascii=False), encoding="utf-8")
    meta: dict[str, Any] = json.loads((REAL_PLAN / "plan.json").read_text(encoding="utf-8"))
    meta |= {"plan": PLAN, "region": REGION, "furniture": []}
    meta |= {"protected_measures": [], "doubtful_measures": []}
    (folder / "plan.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _write(frame: pd.DataFrame, path: Path) -> None:
    frame.to_csv(path, index=False, lineterminator="\n")
