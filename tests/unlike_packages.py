"""What `tests.unlike` describes, written as complete data packages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from data.build.register import register_files
from geo.packages.package import DATA_DIR
from geo.plan.proof import list_tokens
from geo.region.boundaries import measure_areas
from tests.unlike import NO_UNIT, Unlike

STRICTEST = "sanctuary"
"""A category of protected areas that the shipped region does not have."""


def write_packages(data_dir: Path, unlike: Unlike) -> None:
    """Both packages below `data_dir`, named by `unlike.code`, with their hashes."""
    _write(data_dir / "regions" / unlike.code, "regions/beijing", _list_region_files(unlike))
    _write(data_dir / "plans" / unlike.code, "plans/ecology-2025", _list_plan_files(unlike))


def _write(folder: Path, described: str, files: dict[str, str]) -> None:
    """`files` by resource, with the shipped package's descriptor for those that are there."""
    text = (DATA_DIR / described / "datapackage.json").read_text(encoding="utf-8")
    descriptor = json.loads(text)
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] in files]
    folder.mkdir(parents=True)
    for resource in descriptor["resources"]:
        if resource["name"] == "districts":
            # A region need not have functional zones.
            next(p for p in resource["properties"] if p["name"] == "zone").pop("constraints")
            resource |= {"credit": "测试", "credit_en": "Test", "sources": [{"title": "测试"}]}
        if resource["name"] == "protected_area_categories":
            resource["strictest"] = STRICTEST
        for column in resource.get("schema", {}).get("fields", []):
            if column["name"] == "unit_code" and "constraints" in column:
                column["constraints"].pop("pattern", None)
        (folder / resource["path"]).write_text(
            files[resource["name"]], encoding="utf-8", newline="\n"
        )
    path = folder / "datapackage.json"
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    register_files(path)


def _list_region_files(unlike: Unlike) -> dict[str, str]:
    shapes = unlike.shapes
    units = [
        *(
            {
                "unit_code": code,
                "name": name,
                "short_name": short,
                "name_en": english,
                "kind": "district",
            }
            for code, name, short, english, _ in unlike.districts
        ),
        *(
            {"unit_code": code, "name": name, "short_name": name, "name_en": english, "kind": kind}
            for code, name, english, kind in unlike.others
        ),
    ]
    files = {
        "units": _write_table(
            pd.DataFrame(units).assign(
                lon="", lat="", order=range(1, len(units) + 1), short_name_en=""
            )
        ),
        "unit_names": _write_table(
            pd.DataFrame(unlike.names, columns=["spelling", "unit_code", "basis"])
        ),
        "districts": shapes.to_json(drop_id=True, ensure_ascii=False),
    }
    if not unlike.is_rich:
        return files
    first = unlike.districts[0][0]
    zones = pd.DataFrame(shapes[["unit_code", "zone"]]).assign(
        zone_en=f"{unlike.word} zone", note="", note_en=""
    )
    areas = pd.DataFrame(shapes[["unit_code", "name"]]).assign(area_km2=_measure(shapes))
    point = shapes.geometry.iloc[0].representative_point()
    register = {
        **{
            "area_id": "nr_one",
            "name": f"{unlike.word}保护区",
            "name_en": f"{unlike.word} Reserve",
        },
        **{"category": STRICTEST, "level": "national", "level_basis": "sourced"},
        **{"district_codes": first, "year": "", "area_ha": "7.5", "lon": point.x, "lat": point.y},
        **{
            "coord_basis": "published",
            "precision": "exact",
            "source_facts": "https://example.org/1",
        },
        **dict.fromkeys(["source_note", "source_note_en", "coord_note", "coord_note_en"], ""),
        "confidence": "high",
    }
    kinds = {
        "category": STRICTEST,
        "name": f"{unlike.word}保护区",
        "name_en": "Nature reserve",
    }
    levels = {"national": 1, "municipal": 0, "district": 0, "total_2019": 1}
    return files | {
        "zones": _write_table(zones),
        "district_areas": _write_table(areas),
        "protected_areas": _write_table(pd.DataFrame([register])),
        "protected_area_counts": _write_table(
            pd.DataFrame([{"unit_code": first, "count_2019": 1}])
        ),
        "protected_area_categories": _write_table(pd.DataFrame([kinds | levels])),
    }


def _measure(shapes: gpd.GeoDataFrame) -> list[float]:
    """Areas as an almanac would give them, from each district alone."""
    return [float(measure_areas(shapes.iloc[[row]]).iloc[0].round(2)) for row in range(len(shapes))]


def _list_plan_files(unlike: Unlike) -> dict[str, str]:
    measures = pd.DataFrame(
        [
            {
                "measure_id": str(number),
                "chapter_no": chapter,
                "chapter": f"第{chapter}章 {unlike.word}",
                "task_no": number,
                "task": f"{unlike.word}任务",
                "label": f"{unlike.word}{chapter}" if unlike.is_rich else "",
                "label_en": f"{unlike.word} {chapter}" if unlike.is_rich else "",
                "text": f"改善{unlike.word}环境。",
                "text_en": f"Improve {unlike.word}." if unlike.is_rich else "",
                "deadline": deadline,
                "lead": lead,
                "main": main,
                "support": support,
                "shared_cell": False,
                "note": "",
                "note_en": "",
            }
            for number, (chapter, deadline, lead, main, support) in enumerate(unlike.measures, 1)
        ]
    )
    meta = {
        **{"plan": unlike.code, "version": "1.0.0", "region": unlike.code, "annex": "附件"},
        **{"title": f"{unlike.word}计划", "title_en": f"{unlike.word} Plan", "annex_en": "annex"},
        "citation": [{"field": "title", "value": "计划", "source": "test", "quality": "printed"}],
        "deadlines": list(unlike.deadlines),
        **{"no_unit": [NO_UNIT], "furniture": []},
        **unlike.meta,
    }
    files = {
        "source": "\n".join(written for _, _, written, _ in list_tokens(measures)),
        "plan": json.dumps(meta, ensure_ascii=False),
        "measures": _write_table(measures.assign(shared_cell="false")),
    }
    return files | (
        {"sites": json.dumps(_draw_sites(unlike), ensure_ascii=False)} if unlike.is_rich else {}
    )


def _draw_sites(unlike: Unlike) -> dict[str, Any]:
    """A point of the plan, and hills of the plan and of the context that have no shape."""
    code, *_, outline = unlike.districts[0]
    point = shapely.geometry.mapping(outline.representative_point())
    source = {"id": "s", "publisher": unlike.word, "publisher_en": "Test", "quality": "primary"}
    source |= dict.fromkeys(("date", "date_note", "date_note_en", "url"), "")
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {
                    **{"site_id": site_id, "name": f"{unlike.word}{site_id}", "name_en": site_id},
                    **{"kind": "green_belt", "role": role, "precision": precision},
                    **{"measure_ids": ids, "district_codes": [code], "origin": "data"},
                    **{"note": "为测试所拟。", "note_en": "Made for tests.", "sources": [source]},
                    "facts": [{"text": f"长{unlike.word}", "text_en": "long", "src": "s"}],
                },
                "geometry": geometry,
            }
            for site_id, role, precision, ids, geometry in (
                ("post", "plan", "place", ["1"], point),
                ("hills", "plan", "symbolic", ["2"], None),
                ("ridge", "context", "symbolic", [], None),
                ("quarry", "background", "symbolic", [], None),
            )
        ],
    }


def _write_table(frame: pd.DataFrame) -> str:
    return str(frame.to_csv(index=False, lineterminator="\n"))
