"""Sites and protected areas in workbooks and memos: none lost, none surer than it is."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from components.documents.excel.workbook import write_workbook
from components.documents.plain_text import clean_text
from components.documents.word.memo import write_memo
from components.texts import Texts
from components.words.places import name_place, name_precision
from components.words.source import Origin
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from tests.taken_away import (
    CONTROLS,
    FORMULA,
    MARKUP,
    SQL,
    make_hostile,
    read_body,
    read_sheet,
    read_tables,
)

TODAY = datetime.date(2026, 11, 22)
ZH = Texts("zh")
EVIL = [FORMULA, MARKUP, SQL, CONTROLS]


@pytest.fixture(scope="module", params=["zh", "en"])
def t(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param)


@pytest.fixture(scope="module")
def hostile(model: Model) -> Model:
    """The hostile model, whose places and their sources attack as well."""
    evil = make_hostile(model)
    sites, areas = evil.sites.copy(), evil.region.protected.areas.copy()
    for places in (sites, areas):
        for column in ("name", "name_en"):
            places[column] = (EVIL * len(places))[: len(places)]
    sites[["note", "note_en"]] = FORMULA
    source = {**sites["sources"].iloc[1][0], "publisher": FORMULA, "publisher_en": FORMULA}
    sites["sources"] = [({**source, "id": "x", "url": MARKUP},)] * len(sites)
    sites["facts"] = [({"text": SQL, "text_en": SQL, "src": "x"},)] * len(sites)
    areas[["source_facts", "source_note", "source_note_en"]] = FORMULA
    areas[["coord_note", "coord_note_en"]] = MARKUP
    protected = replace(evil.region.protected, areas=areas)
    return replace(evil, sites=sites, region=replace(evil.region, protected=protected))


SAMPLE = ("110118", "110109", "110101", "bda")
"""Many places, places across districts, none at all, and a party without a polygon."""


def list_here(places: gpd.GeoDataFrame, code: str) -> list[dict[str, Any]]:
    return [p for p in places.to_dict("records") if code in p["district_codes"]]


def read_places(data: bytes, name: str) -> list[list[Any]]:
    """The rows of the sheet's table, without its heading."""
    rows = read_sheet(data, name)[1:]
    end = next(i for i, row in enumerate(rows) if not any(row))
    return rows[:end]


def test_excel_holds_every_place_of_a_party(model: Model, t: Texts) -> None:
    words = Words(model, t)
    areas, wrong = model.region.protected.areas, []
    for code in SAMPLE:
        data = write_workbook(Origin(words, TODAY), [code])
        for places, name in ((model.sites, t("place.sites")), (areas, t("place.areas"))):
            expected = [name_place(place, t) for place in list_here(places, code)]
            shown = [row[0] for row in read_places(data, name)]
            if expected and shown != expected:
                wrong.append((code, name))
            if not expected and [name_party(words, code) in s for s in shown] != [True]:
                wrong.append((code, name, "empty"))
    assert wrong == []


@pytest.fixture(scope="module")
def of_all(model: Model) -> bytes:
    """The workbook of all parties."""
    return write_workbook(Origin(Words(model, ZH), TODAY), model.codes)


def test_excel_holds_every_place_once_for_all_parties(model: Model, of_all: bytes) -> None:
    sites = read_places(of_all, "修复地点")
    assert [row[0] for row in sites] == model.sites["name"].tolist()
    assert [row[8] for row in sites] == model.sites["facts"].map(len).tolist()
    assert [row[6] for row in sites] == [
        name_precision(site, ZH) for site in model.sites.to_dict("records")
    ]
    publishers = [[s["publisher"] for s in sources] for sources in model.sites["sources"]]
    lost = [
        names
        for names, row in zip(publishers, sites, strict=True)
        if len(row[9].split("\n")) != len(names) or any(name not in row[9] for name in names)
    ]
    assert lost == []


def test_excel_keeps_blanks_and_numbers_of_areas(model: Model, of_all: bytes) -> None:
    areas = model.region.protected.areas
    rows = read_places(of_all, "自然保护地")
    expected = [
        [value if pd.notna(value) else "未见出处" for value in (area.year, area.area_ha)]
        for area in areas.itertuples()
    ]
    assert [[row[4], row[5]] for row in rows] == expected
    unsourced = areas["level"].eq("").tolist()
    assert [row[2] == "级别未见出处" for row in rows] == unsourced
    assert [row[6] == "没有坐标，未上图" for row in rows] == areas["lon"].isna().tolist()


@pytest.mark.parametrize("codes", [["110118"], ["110118", "110119", "110101", "bda"]])
def test_excel_shows_both_registers_of_every_party(model: Model, codes: list[str]) -> None:
    words = Words(model, ZH)
    rows = read_sheet(write_workbook(Origin(words, TODAY), codes), "自然保护地")
    start = next(i for i, row in enumerate(rows) if row[1] == "官方数字（2019年底）")
    assert "不相减" in rows[start - 1][0]
    assert "不相加" in rows[start - 1][0]
    counts, areas = model.region.protected.counts, model.region.protected.areas
    expected = [
        [name_party(words, code), int(counts.get(code, 0)), len(list_here(areas, code))]
        for code in codes
    ]
    if "bda" in codes:  # the official register is by district
        expected[codes.index("bda")][1] = "—"
    shown = rows[start + 1 : start + 1 + len(codes)]
    assert [row[:3] for row in shown] == expected


def test_excel_names_the_roles_of_the_parties_asked_for(model: Model) -> None:
    data = write_workbook(Origin(Words(model, ZH), TODAY), ["110118", "110101"])
    held = {row[0]: row[4] for row in read_places(data, "修复地点")}
    assert held["密云新城子镇大角峪西沟小微湿地示范区"] == "9.5 密云区：主责（正文提及：密云）"
    assert held["密云水库"] == "—"


def test_word_holds_the_places_of_the_plan_and_every_area(model: Model, t: Texts) -> None:
    words = Words(model, t)
    many = (*SAMPLE, "110112")  # a memo of few compares them instead of listing what each has
    tables: dict[str, list[list[str]]] = {}
    for heading, table in read_tables(write_memo(Origin(words, TODAY), many)):
        for name in (t("place.sites"), t("place.areas")):
            if table[0][0] == name:
                tables[f"{heading} {name}"] = [[row[0], row[-1]] for row in table[1:]]
    expected = {}
    for code in many:
        sites = [s for s in list_here(model.sites, code) if s["role"] == "plan"]
        areas = list_here(model.region.protected.areas, code)
        for name, places in ((t("place.sites"), sites), (t("place.areas"), areas)):
            if places:
                key = f"{name_party(words, code)} {name}"
                expected[key] = [[name_place(p, t), name_precision(p, t)] for p in places]
    assert tables == expected


def test_word_says_both_counts(model: Model) -> None:
    origin = Origin(Words(model, ZH), TODAY)
    text = read_body(write_memo(origin, ["110118"]))
    counts = [int(model.region.protected.counts["110118"])]
    counts.append(len(list_here(model.region.protected.areas, "110118")))
    assert "官方数字（2019年底）为{}处，本系统名录列有{}处".format(*counts) in text
    of_plan = [s for s in list_here(model.sites, "110118") if s["role"] == "plan"]
    works = sum(site["geometry"] is None for site in of_plan)
    assert f"修复地点{len(of_plan) - works}处，以整个区示意的工程{works}处" in text
    zone = read_body(write_memo(origin, ["bda"]))
    assert "没有单列北京经济技术开发区。" in zone
    assert "名录中的自然保护地（" not in zone


def test_hostile_places_are_no_formula_in_excel(hostile: Model, t: Texts) -> None:
    data = write_workbook(Origin(Words(hostile, t), TODAY), hostile.codes)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [n for n in archive.namelist() if b"<f>" in archive.read(n)] == []
    book = openpyxl.load_workbook(io.BytesIO(data))
    for name in (t("place.sites"), t("place.areas")):
        cells = [cell for row in book[name] for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s", "n"}
        starting = [cell for cell in cells if str(cell.value).startswith(tuple("=+-@"))]
        assert {cell.value.split("\n")[0].partition("（")[0] for cell in starting} >= {FORMULA}
        assert [cell.coordinate for cell in starting if not cell.quotePrefix] == []
        assert {MARKUP, SQL} - {cell.value for cell in cells} == set()


def test_hostile_places_are_text_in_word(hostile: Model, t: Texts) -> None:
    tables = read_tables(write_memo(Origin(Words(hostile, t), TODAY), ["110112"]))
    names = [row[0] for _, table in tables for row in table[1:] if table[0][0] == t("place.sites")]
    evil = [s["name"] for s in list_here(hostile.sites, "110112") if s["role"] == "plan"]
    assert set(evil) >= {FORMULA, SQL} or set(evil) >= {FORMULA, MARKUP}
    assert names == [clean_text(name) for name in evil]
