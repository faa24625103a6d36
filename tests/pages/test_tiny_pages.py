"""What the real plan never has, on pages of the tiny one: each state says so in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from components.map.measures import get_measure_picture
from components.texts import Texts
from components.words.source import cite_origin
from components.words.words import Words
from geo.model import load_model
from store.database import open_engine
from store.resolutions import Given, resolve
from tests.geo import tiny
from tests.geo.conftest import DataCopy
from tests.pages.open_page import find_all, open_page

JIA, YI, BING = tiny.EDGES


@pytest.fixture(scope="module", autouse=True)
def tiny_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tiny plan, changed until it has all that the real one has not."""
    folder = tmp_path_factory.mktemp("tiny")
    tiny.write_packages(folder / "data")
    data = DataCopy(folder / "data", tiny.PLAN)
    measures, source = "tiny-plan/measures.csv", "tiny-plan/source.txt"
    data.replace(measures, "恢复岸线12公里。,Restore", "丙区恢复岸线12公里。,Restore")
    data.replace(source, "修复 恢复岸线12公里。", "修复 丙区恢复岸线12公里。")
    data.replace(
        measures, "年底前,环境局,环境局,水务局,true", "年底前,甲区政府,环境局,水务局,false"
    )
    data.replace(
        source, "监测水质。 年底前 环境局 水务局", "监测水质。 年底前 甲区政府 环境局 水务局"
    )
    data.replace("three-squares/protected_areas.csv", "40.05,published", "40.05,geonames_township")
    data.replace("three-squares/protected_area_counts.csv", "100002,2\n", "100002,1\n100003,1\n")
    data.replace("three-squares/protected_areas.csv", "100001;100002", "100001;100002;100003")
    data.edit_json("tiny-plan/sites.geojson", _give_the_quarry_a_measure)
    data.edit_json("tiny-plan/plan.json", lambda meta: meta["citation"].append(ISSUER))
    data.edit_json("three-squares/datapackage.json", _describe_a_day)
    data.register()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUTYMAP_DATA", str(data.data_dir))
        patch.setenv("DUTYMAP_LOCAL", str(folder / "local"))
        patch.delenv("DUTYMAP_DATABASE", raising=False)
        given = Given("2", "甲;乙;丙", "甲区", "2026-03-01", "函1号")
        resolve(load_model(tiny.PLAN), [given], "甲")
        yield
    open_engine.cache_clear()


ISSUER = {"field": "issuer", "value": "小城", "source": "test", "quality": "printed"}


def _give_the_quarry_a_measure(sites: dict[str, Any]) -> None:
    (quarry,) = (s for s in sites["features"] if s["properties"]["site_id"] == "quarry")
    quarry["properties"] |= {"role": "plan", "measure_ids": ["3.2"]}


def _describe_a_day(descriptor: dict[str, Any]) -> None:
    (zones,) = (r for r in descriptor["resources"] if r["name"] == "zones")
    (note,) = (f for f in zones["schema"]["fields"] if f["name"] == "note")
    note["type"] = "date"


@pytest.mark.parametrize(
    ("page", "params", "words"),
    [
        ("map", {"district": JIA}, "另有1条只牵头。"),
        ("restoration", {}, "有地点，没有列入"),
        ("protected", {}, "没有对不上的地方。"),
        ("protected", {"place": "nr_yi"}, "乡镇驻地点，不是保护地的位置"),
        ("ledger", {}, "本单位认定：甲"),
        ("sources", {}, "日期"),
        ("present", {"run": ",".join(["plan"] * 41)}, "一次放映最多40页，其余未放入。"),
    ],
)
def test_a_state_is_told(page: str, params: dict[str, str], words: str) -> None:
    app = open_page(page, plan=tiny.PLAN, **params)
    assert [error.value for error in app.exception] == []
    assert find_all(app, f"//*[contains(text(), '{words}')]")


def test_a_citation_that_is_printed_in_the_plan_is_told_as_it_is() -> None:
    assert ("发布机关", "小城") in cite_origin(Words(load_model(tiny.PLAN), Texts("zh")))


def test_a_supporting_district_of_the_wording_has_its_line_in_the_legend() -> None:
    picture = get_measure_picture(Words(load_model(tiny.PLAN), Texts("zh")), "3.1")
    told = {row.text: row.codes for row in picture.legend.rows}
    assert told["○ 协办，正文提及（深色边）"] == [BING]
