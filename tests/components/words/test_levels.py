"""Texts call the units of a region what they are, and the region too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.texts import LANGUAGES, NOUNS, Texts, read_catalogue
from components.words.levels import ENDINGS, ORDER, WHOLES, name_levels
from components.words.units import count_parties
from components.words.words import Words
from tests.real_model import MODEL

ZH, EN = Texts("zh"), Texts("en")
CITY = ["婺城区", "浦江县", "义乌市"]


@pytest.mark.parametrize(
    ("names", "zh", "en"),
    [
        (["东城区"], "9个区", "9 districts"),
        (["某矿区", "某林区"], "9个区", "9 districts"),
        (["浦江县", "某自治县"], "9个县", "9 counties"),
        (["甲县", "乙区"], "9个县（区）", "9 districts and counties"),
        (CITY, "9个县（市、区）", "9 cities, districts and counties"),
        (["某自治旗", *CITY], "9个旗（县、市、区）", "9 counties, cities, districts and banners"),
        (["甲街道"], "9个街道", "9 subdistricts"),
        (
            ["甲镇", "乙街道", "丙民族乡"],
            "9个镇（乡、街道）",
            "9 townships, subdistricts and towns",
        ),
        (["甲镇", "一号"], "9个镇（单位）", "9 units and towns"),
    ],
)
def test_units_are_called_what_they_are(names: list[str], zh: str, en: str) -> None:
    said = [name_levels(t, names)("asking.districts", n=9) for t in (ZH, EN)]
    assert said == [zh, en]


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ("金华市", "全市", "The whole city"),
        ("浙江省", "全省", "The whole province"),
        ("某自治区", "全区", "The whole region"),
        ("某特别行政区", "全区", "The whole region"),
        ("某自治州", "全州", "The whole prefecture"),
        ("某盟", "全盟", "The whole league"),
        ("中国", "全国", "The whole country"),
        ("某县", "全县", "The whole county"),
        ("某旗", "全旗", "The whole banner"),
        ("河源区", "全区", "The whole district"),
        ("某镇", "全镇", "The whole town"),
        ("某乡", "全乡", "The whole township"),
        ("某街道", "全街道", "The whole subdistrict"),
        ("某流域", "全域", "The whole area"),
    ],
)
def test_a_region_is_called_what_it_is(place: str, zh: str, en: str) -> None:
    assert [name_levels(t, CITY, place)("city.title") for t in (ZH, EN)] == [zh, en]


def test_a_sentence_names_one_or_many_and_begins_with_a_capital() -> None:
    t = name_levels(EN, CITY)
    assert t("app.intro") == "Click a city, district or county to read its duties in the plan."
    assert t("file.first") == "First city, district or county"
    assert t("compare.peers").startswith("Cities, districts and counties")
    zh = name_levels(ZH, CITY, "浙江省")
    assert zh("present.city_sub_few", n=3, most=2) == "3条措施，写到的不超过2个县（市、区）"


def test_words_of_a_model_are_those_of_its_region() -> None:
    assert Words(MODEL, ZH).t == ZH
    units = MODEL.region.units.replace({"name": {"密云区": "密云县", "昌平区": "昌平市"}})
    package = MODEL.region.package
    descriptor = package.descriptor | {"place": "某省"}
    region = replace(MODEL.region, units=units, package=replace(package, descriptor=descriptor))
    words = Words(replace(MODEL, region=region), ZH)
    assert (words.t("city.title"), count_parties(words, ["110118"])) == ("全省", "1 个县（市、区）")


def test_every_level_has_its_words_and_no_text_of_them_a_noun() -> None:
    keys = {f"level.{level}_{number}" for level in ORDER for number in ("one", "many")}
    keys |= {f"level.whole_{whole}" for whole in {*WHOLES.values(), *ENDINGS.values(), "other"}}
    keys |= {f"level.{each}_{number}" for each in ("mixed", "joint") for number in ("one", "many")}
    for lang in LANGUAGES:
        texts = read_catalogue(lang)
        assert {k for k in texts if k.startswith("level.")} == keys | {"level.a_one"}
        assert [key for key in keys if any(f"{{{noun}}}" in texts[key] for noun in NOUNS)] == []
