"""A complete region and plan, small enough to be counted by hand, of the shape of the real ones.

甲区 | 乙区 | 丙区 are squares of 0.1° in a row; 乙区 and 丙区 form the plan's group 山区.

Sites: a bank that comes from outside through 甲区 into the middle of 乙区, a patrol post in 乙区,
hills without a shape, a pond half in 乙区 and half in 丙区, an old quarry in 丙区; and a work over
the districts that 3.1 names. Protected areas lie in 甲区 and 乙区, the official ones too.
"""

# ruff: noqa: E501 (a table reads better with its rows whole)
from __future__ import annotations

import json
from pathlib import Path

import shapely

from geo.packages.package import DATA_DIR

PLAN, REGION = "tiny-plan", "three-squares"
EDGES = {"100001": (116.0, 116.1), "100002": (116.1, 116.2), "100003": (116.2, 116.3)}
NAMES = {"100001": ("甲区", "Jia"), "100002": ("乙区", "Yi"), "100003": ("丙区", "Bing")}

UNITS = """\
unit_code,name,short_name,name_en,kind,lon,lat,order,short_name_en
100001,甲区,甲,Jia,district,116.05,40.05,1,
100002,乙区,乙,Yi,district,116.15,40.05,2,
100003,丙区,丙,Bing,district,116.25,40.05,3,
zone,开发区,开发区,Zone,development_zone,116.06,40.05,4,
env,环境局,环境局,Environment,department,,,5,
water,水务局,水务局,Water,department,,,6,
"""
UNIT_NAMES = """\
spelling,unit_code,basis
甲区政府,100001,named
乙区政府,100002,named
开发区管委会,zone,named
环境局,env,named
水务局,water,named
各区政府,100001,all
各区政府,100002,all
各区政府,100003,all
相关区政府,100001,relevant
相关区政府,100002,relevant
相关区政府,100003,relevant
山区,100002,mentioned
山区,100003,mentioned
丙区,100003,mentioned
"""
# 甲县 became 甲区, 山县 was split.
FORMER = """\
former_code,name,unit_code,valid_from,valid_to
100009,甲县,100001,1990,2015-10
100008,山地县,100002,,2015
100008,山地县,100003,,2015
"""
ZONES = """\
unit_code,zone,zone_en,note,note_en
100001,平原,Plain,,
100002,山地,Hills,,
100003,山地,Hills,,
"""
TILES = """\
unit_code,col,row
100001,0,0
100002,1,0
100003,2,0
zone,0,1
"""
# R²·Δλ·(sin φ2 − sin φ1) with the authalic radius of 6371.007 km.
AREAS = """\
unit_code,name,area_km2
100001,甲区,94.6
100002,乙区,94.6
100003,丙区,94.6
"""
MEASURES = """\
measure_id,chapter_no,chapter,task_no,task,label,label_en,text,text_en,deadline,lead,main,support,shared_cell,note,note_en
1,1,一、总则,1,目标,目标,Goal,全市改善环境。,Improve the environment.,年底前,环境局;各区政府,环境局;各区政府,水务局,true,,
2,1,一、总则,2,机制,机制,Mechanism,山区建立机制，其他区参照。,The hills set up a mechanism.,年底前,相关区政府,相关区政府,———,true,,
3.1,2,二、行动,3,修复,岸线,Banks,恢复岸线12公里。,Restore 12 km of banks.,年底前,环境局,甲区政府;开发区管委会,相关区政府,false,,
3.2,2,二、行动,3,修复,巡查,Patrols,巡查丙区边界。,Patrol the border of Bing.,持续推进,环境局,乙区政府,———,false,,
4,2,二、行动,4,监测,监测,Monitoring,监测水质。,Monitor water quality.,年底前,环境局,环境局,水务局,true,,
"""
SOURCE = """\
小计划
序号 任务
一、总则
1 目标 全市改善环境。 年底前 环境局
各区政府
水务局
2 机制 山区建立机制,其他
区参照。 年底前 相关区政府 ———
— 7 —
序号 任务
二、行动
3 修复 恢复岸线12公里。 年底前 环境局 甲区政府
开发区管委会 相关区政府
3 修复 巡查丙区边界。 持续推进 环境局 乙区政府 ———
4 监测 监测水质。 年底前 环境局 水务局
"""
TARGETS = "measure_id,quantity,unit,phrase\n3.1,12,公里,恢复岸线12公里\n"
HEADINGS = """\
kind,number,short,short_en,title_en
chapter,1,总则,General,I. General
chapter,2,行动,Action,II. Action
task,1,,,Goal
task,2,,,Mechanism
task,3,,,Restoration
task,4,,,Monitoring
"""
WORKS = """\
site_id,name,name_en,kind,measure_id,note,note_en
bank_works,岸线工程,Bank works,restoration_programme,3.1,以全区示意。,The district stands for it.
"""
AREA_LINKS = "measure_id,phrase,area_id\n2,山区,nr_yi\n2,山区,fp_border\n"
# The geopark has no point; nobody says which level the scenic area has.
PROTECTED_AREAS = """\
area_id,name,name_en,category,level,level_basis,district_codes,year,area_ha,lon,lat,coord_basis,precision,source_facts,source_note,source_note_en,coord_note,coord_note_en,confidence
nr_yi,乙自然保护区,Yi Reserve,nature_reserve,national,sourced,100002,1985,100.5,116.15,40.05,published,exact,https://example.org/1,,,,,high
fp_border,界山森林公园,Border Forest Park,forest_park,municipal,sourced,100001;100002,,,116.1,40.05,approximate,place,https://example.org/2,,,,,high
gp_yi,乙地质公园,Yi Geopark,geopark,district,sourced,100002,,,,,,,https://example.org/3,,,,,medium
sa_jia,甲风景名胜区,Jia Scenic Area,scenic_area,,unsourced,100001,,20,116.05,40.05,approximate,rough,https://example.org/4,,,,,medium
"""
AREA_COUNTS = "unit_code,count_2019\n100002,2\n100001,1\n"
AREA_CATEGORIES = """\
category,name,name_en,national,municipal,district,total_2019
nature_reserve,自然保护区,Nature reserve,1,0,0,1
scenic_area,风景名胜区,Scenic area,0,0,0,0
forest_park,森林公园,Forest park,0,1,0,1
geopark,地质公园,Geopark,0,0,1,1
"""
META = {
    "plan": PLAN,
    "version": "1.0.0",
    "region": REGION,
    "title": "小计划",
    "title_en": "Tiny plan",
    "annex": "附件1",
    "annex_en": "annex 1",
    "citation": [{"field": "title", "value": "小计划", "source": "test", "quality": "printed"}],
    "deadlines": [
        {"code": "year_end", "printed": "年底前", "en": "By year end"},
        {"code": "ongoing", "printed": "持续推进", "en": "Ongoing"},
    ],
    "protected_measures": ["2"],
    "no_unit": ["———"],
    "furniture": ["小计划", "序号 任务", "7", "—"],
}


def write_packages(data_dir: Path) -> None:
    """Both packages below `data_dir`; their hashes are still to be registered."""
    region, plan = data_dir / "regions" / REGION, data_dir / "plans" / PLAN
    files = {
        region / "units.csv": UNITS,
        region / "unit_names.csv": UNIT_NAMES,
        region / "former_units.csv": FORMER,
        region / "zones.csv": ZONES,
        region / "tiles.csv": TILES,
        region / "district_areas.csv": AREAS,
        region / "districts.geojson": json.dumps(_draw_squares(), ensure_ascii=False),
        region / "protected_areas.csv": PROTECTED_AREAS,
        region / "protected_area_counts.csv": AREA_COUNTS,
        region / "protected_area_categories.csv": AREA_CATEGORIES,
        region / "datapackage.json": _read_descriptor("regions/beijing"),
        plan / "source.txt": SOURCE,
        plan / "plan.json": json.dumps(META, ensure_ascii=False),
        plan / "measures.csv": MEASURES,
        plan / "targets.csv": TARGETS,
        plan / "headings.csv": HEADINGS,
        plan / "measure_areas.csv": AREA_LINKS,
        plan / "district_works.csv": WORKS,
        plan / "sites.geojson": json.dumps(_draw_sites(), ensure_ascii=False),
        plan / "datapackage.json": _read_descriptor("plans/ecology-2025"),
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _read_descriptor(folder: str) -> str:
    return (DATA_DIR / folder / "datapackage.json").read_text(encoding="utf-8")


def _draw_squares() -> dict[str, object]:
    zones = {"100001": "平原", "100002": "山地", "100003": "山地"}
    squares = {code: shapely.box(w, 40.0, e, 40.1) for code, (w, e) in EDGES.items()}
    features = [
        {
            "type": "Feature",
            "properties": {
                "unit_code": code,
                "name": NAMES[code][0],
                "name_en": NAMES[code][1],
                "zone": zones[code],
            },
            "geometry": json.loads(shapely.to_geojson(square)),
        }
        for code, square in squares.items()
    ]
    return {"type": "FeatureCollection", "features": features}


def _draw_sites() -> dict[str, object]:
    bank = shapely.LineString([(115.95, 40.05), (116.15, 40.05)])
    pond = shapely.box(116.15, 40.02, 116.25, 40.04)
    post, quarry = shapely.Point(116.15, 40.05), shapely.Point(116.25, 40.05)
    jia, yi, bing = EDGES
    features = [
        _describe_site("bank", "river", "plan", ["3.1"], [jia, yi], "place", bank),
        _describe_site("post", "monitoring_station", "plan", ["3.2"], [yi], "rough", post),
        _describe_site("hills", "green_belt", "plan", ["2"], [jia, yi], "symbolic", None),
        _describe_site("pond", "reservoir", "context", [], [yi, bing], "exact", pond),
        _describe_site("quarry", "mine_restoration", "background", [], [bing], "place", quarry),
    ]
    return {"type": "FeatureCollection", "features": features}


def _describe_site(
    site_id: str,
    kind: str,
    role: str,
    measure_ids: list[str],
    district_codes: list[str],
    precision: str,
    shape: shapely.Geometry | None,
) -> dict[str, object]:
    source = {"id": "s", "publisher": "测试", "publisher_en": "Test", "quality": "primary"}
    return {
        "type": "Feature",
        "properties": {
            "site_id": site_id,
            "name": f"{site_id}地点",
            "name_en": site_id.title(),
            "kind": kind,
            "measure_ids": measure_ids,
            "role": role,
            "district_codes": district_codes,
            "precision": precision,
            "origin": "data",
            "note": "为测试所拟。",
            "note_en": "Made for tests.",
            "facts": [{"text": "长17千米", "text_en": "17 km long", "src": "s"}],
            "sources": [source | dict.fromkeys(("date", "date_note", "date_note_en", "url"), "")],
        },
        "geometry": None if shape is None else json.loads(shapely.to_geojson(shape)),
    }
