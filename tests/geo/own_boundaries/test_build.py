"""A region of an office's own boundaries is a region as every other, or is told what it lacks."""

import csv
import io
import json
from dataclasses import replace

import pandas as pd
import pytest
import shapely

from geo.intake.known import gather_names
from geo.intake.names import cut_cell
from geo.own_boundaries.build import Asked, build_own_region
from geo.packages.problems import DataError
from tests.geo.own_boundaries.drawn import (
    EAST,
    MIDDLE,
    NAMES,
    WEST,
    lay,
    lay_three,
    pack,
    write,
    write_parts,
)

ASKED = Asked("our-district", "河源区")


def build(frame, asked=ASKED):
    return build_own_region("a.geojson", write(frame, ".geojson"), asked)


def refuse(frame, asked=ASKED):
    with pytest.raises(DataError) as error:
        build(frame, asked)
    assert all(p.why(lang) and p.fix(lang) for p in error.value.problems for lang in ("zh", "en"))
    return [(p.rule, p.column, p.value, p.details.get("n")) for p in error.value.problems]


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


def read_known(files):
    units, names = (
        pd.read_csv(io.BytesIO(files[f"{name}.csv"]), dtype=str, keep_default_na=False)
        for name in ("units", "unit_names")
    )
    return gather_names(units, names)


def test_towns_have_names_of_their_own_level():
    files, told = build(lay_three())
    units = read_csv(files["units.csv"])
    assert [(u["name"], u["short_name"], u["name_en"]) for u in units] == [
        ("上河镇", "上河", "Shanghe Town"),
        ("下河乡", "下河", "Xiahe Township"),
        ("中山街道", "中山", "Zhongshan Subdistrict"),
    ]
    assert (told.rings, told.has_made_codes, told.offset) == ((), False, None)


@pytest.mark.parametrize("text", ["各镇乡（街道）", "各乡镇、街道", "各镇、乡、街道办事处"])
def test_all_towns_are_meant_where_every_level_is_named(text):
    known = read_known(build(lay_three())[0])
    assert [(n.printed, n.basis) for n in cut_cell(text, known).names] == [(text, "all")]


def test_towns_are_known_as_plans_write_them():
    known = read_known(build(lay_three())[0])
    names = cut_cell("上河镇人民政府、下河乡、中山街道办事处、河源区中山街道", known).names
    assert [name.basis for name in names] == ["named"] * 4
    assert [n.basis for n in cut_cell("各镇政府", known).names] == ["unknown"]


@pytest.mark.parametrize(
    ("cell", "names", "basis"),
    [
        ("各乡镇政府、街道办事处", ["各乡镇政府、街道办事处"], "all"),
        ("各镇（乡）人民政府和各街道办", ["各镇（乡）人民政府和各街道办"], "all"),
        ("各街乡镇", ["各街乡镇"], "all"),
        ("相关镇街", ["相关镇街"], "relevant"),
        ("有关乡镇政府、街道办事处", ["有关乡镇政府、街道办事处"], "relevant"),
        ("各镇街", ["各镇街"], "unknown"),
        ("各街道办事处", ["各街道办事处"], "unknown"),
        ("中山街办", ["中山街办"], "named"),
        ("中山街道党工委、办事处", ["中山街道党工委、办事处"], "named"),
        ("上河镇党委、政府、下河乡", ["上河镇党委、政府", "下河乡"], "named"),
        ("上河、石桥乡政府", ["上河", "石桥乡政府"], "named"),
        ("石桥回族乡人民政府", ["石桥回族乡人民政府"], "named"),
    ],
)
def test_cells_of_towns_are_read_as_they_are_written(cell, names, basis):
    four = lay_three().iloc[[0, 1, 2, 2]].assign(code=[*"1234"])
    four["name"] = ["上河乡", "下河乡", "中山街道", "石桥回族乡"]
    four.geometry = [WEST, MIDDLE, EAST, shapely.box(90.3, 10.0, 90.4, 10.1)]
    fifth = lay(shapely.box(90.4, 10.0, 90.5, 10.1), name=["上河镇"], code=["5"])
    known = read_known(build(pd.concat([four, fifth], ignore_index=True))[0])
    found = cut_cell(cell, known).names
    assert [(n.printed, n.basis) for n in found] == [(name, basis) for name in names]


def test_the_descriptor_says_whose_the_boundaries_are():
    files, _ = build(lay_three())
    text = files["datapackage.json"].decode()
    descriptor = json.loads(text)
    assert (descriptor["place"], descriptor["place_en"]) == ("河源区", "Heyuan District")
    districts = descriptor["resources"][0]
    assert (districts["credit"], districts["sources"][0]["title"]) == (
        "a.geojson",
        "a.geojson（本单位自备）",
    )
    assert ("frykit" in text, "{" in districts["description"]) == (False, False)


def test_the_same_file_gives_the_same_bytes_in_any_order():
    frame = lay_three()
    files, turned = build(frame)[0], build(frame.iloc[::-1])[0]
    assert build(frame)[0] == files
    assert {n: d for n, d in turned.items() if n != "datapackage.json"} == {
        n: d for n, d in files.items() if n != "datapackage.json"
    }


def test_without_a_column_of_codes_they_are_made_of_the_names():
    frame = lay_three().drop(columns="code")
    files, told = build(frame)
    codes = [unit["unit_code"] for unit in read_csv(files["units.csv"])]
    assert (told.has_made_codes, len({*codes})) == (True, 3)
    assert any("代码由名称算出" in line for line in told.describe())


def test_columns_are_known_by_their_headings_or_named():
    frame = lay_three().rename(columns={"name": "XZQMC", "code": "XZQDM"})
    assert build(frame)[0]["units.csv"] == build(lay_three())[0]["units.csv"]
    odd = lay_three().rename(columns={"name": "甲", "code": "乙"})
    assert refuse(odd) == [("no_name_column", None, None, None)]
    named = Asked("our-district", "河源区", "甲", "乙")
    assert build(odd, named)[0]["units.csv"] == build(lay_three())[0]["units.csv"]
    assert refuse(odd, Asked("x", "河", "丙")) == [("unknown_boundary_column", "丙", None, None)]
    both = lay_three().assign(名称=[*NAMES])
    assert refuse(both) == [("several_columns", None, None, None)]


def test_codes_that_are_numbers_lose_their_decimals_and_capitals():
    frame = lay(WEST, MIDDLE, name=["甲镇", "乙镇"], code=[330.0, 331.0])
    assert [u["unit_code"] for u in read_csv(build(frame)[0]["units.csv"])] == ["330", "331"]
    frame = lay(WEST, MIDDLE, name=["甲镇", "乙镇"], code=["Ａ１", "B2"])
    assert [u["unit_code"] for u in read_csv(build(frame)[0]["units.csv"])] == ["a1", "b2"]


def test_what_is_missing_or_twice_is_named_by_its_feature():
    names, codes = ["甲镇", "", "甲镇"], ["1", "a-b", "1"]
    assert refuse(lay(WEST, MIDDLE, EAST, name=names, code=codes)) == [
        ("feature_unnamed", "name", "", "2"),
        ("feature_twice", "name", "甲镇", "3"),
        ("feature_code", "code", "a-b", "2"),
        ("feature_twice", "code", "1", "3"),
    ]


def test_a_name_that_was_cut_is_named_and_any_other_column_is_not_asked_for():
    frame = lay(WEST, MIDDLE, name=["上河镇", "下河乡"], code=[*"12"], remark=["x", "y" * 80])
    parts = write_parts(frame)
    cut = ("注" * 27).encode()[:80]
    parts[".dbf"] = parts[".dbf"].replace(b"y" * 80, cut)
    data = pack({f"a{suffix}": part for suffix, part in parts.items()})
    assert read_csv(build_own_region("a.zip", data, ASKED)[0]["units.csv"])[1]["name"] == "下河乡"
    with pytest.raises(DataError) as error:
        build_own_region("a.zip", data, replace(ASKED, name_column="remark"))
    (problem,) = error.value.problems
    assert (problem.rule, problem.column, problem.value, problem.details) == (
        *("feature_cut", "remark", "注" * 26),
        {"n": "2"},
    )


def test_who_claims_the_same_ground_is_named_and_a_trembling_hand_is_mended():
    wide = shapely.box(90.09, 10.0, 90.2, 10.1)
    assert refuse(lay(WEST, wide)) == [
        ("features_overlap", "geometry", "上河镇, 下河乡", "1"),
    ]
    narrow = shapely.box(90.0997, 10.0, 90.2, 10.1)
    descriptor = json.loads(build(lay(WEST, narrow))[0]["datapackage.json"])
    assert len(descriptor["resources"][0]["mended"]) > 0


def test_a_gap_is_left_as_drawn_and_said():
    ring = shapely.difference(
        shapely.box(90, 10, 90.2, 10.1), shapely.box(90.08, 10.04, 90.12, 10.06)
    )
    halves = [shapely.intersection(ring, half) for half in (WEST, MIDDLE)]
    descriptor = json.loads(build(lay(*halves))[0]["datapackage.json"])
    assert descriptor["resources"][0]["as_drawn"] == ["90.1000, 10.0500"]


def test_what_was_mended_converted_and_compared_is_told():
    bow = shapely.Polygon([(90.1, 10), (90.2, 10.1), (90.2, 10), (90.1, 10.1)])
    lines = [*build(lay(WEST, bow), Asked("x", "河源区", datum="gcj02"))[1].describe()]
    assert [line[:12] for line in lines] == [
        "第 2 个要素的边线自相",
        "已由 GCJ-02 换算",
        "这里没有已知的县界可核对",
    ]


def test_a_subdistrict_s_office_is_its_subdistrict():
    frame = lay(WEST, MIDDLE, name=["中山街道办事处", "3号街道"], code=["1", "2"])
    units = read_csv(build(frame)[0]["units.csv"])
    assert [(u["name"], u["name_en"]) for u in units] == [
        ("中山街道", "Zhongshan Subdistrict"),
        ("3号街道", "3hao Subdistrict"),
    ]
