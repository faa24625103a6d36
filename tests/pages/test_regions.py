"""Making regions on the page of plans: of any place, and of an office's own boundaries."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.screens.review.plan import name_region
from components.session import reader
from components.texts import LANGUAGES, Texts
from geo.model import load_region
from geo.packages.package import list_regions
from geo.region.former import COLUMNS
from tests.geo.own_boundaries.drawn import lay_three, write
from tests.pages.open_page import find_all, open_page

pytestmark = pytest.mark.usefixtures("office_local")
OWN = {"region_title": "河源区", "region_code": "heyuan"}


def open_regions(lang: str = "zh") -> AppTest:
    app = open_page("plans", lang=lang)
    app.session_state["plan_regions"] = True
    return app.run()


def read_cells(app: AppTest, number: int = 0) -> list[list[str]]:
    """The rows of a table of the page."""
    table = find_all(app, "//table[@class='plain']")[number]
    return [[cell.text_content() for cell in row.xpath("td|th")] for row in table.xpath(".//tr")]


def choose_file(app: AppTest, name: str, data: bytes, **said: str) -> AppTest:
    app.file_uploader(key="region_file").set_value((name, data, ""))
    for key, value in (OWN | said).items():
        app.text_input(key=key).set_value(value)
    return app.button(key="region_import").click().run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_is_built_and_stands_in_the_list_at_once(lang: str) -> None:
    app, t = open_regions(lang), Texts(lang)
    columns = [t(f"regions.{name}") for name in ("name", "id", "count", "origin")]
    shipped = ["北京市", "beijing", "16", t("regions.shipped")]
    assert read_cells(app) == [columns, shipped]
    labels = app.selectbox(key="region_place").options
    assert (len(labels), "金华市 · Jinhua City · 330700" in labels) == (403, True)
    app.selectbox(key="region_place").select("330700").run()
    app.button(key="region_build").click().run()
    assert [e.value for e in app.exception] == []
    assert read_cells(app)[1] == ["金华市", "330700", "9", t("regions.office")]
    assert (
        t("regions.made", name="金华市", code="330700") in find_all(app, "//body")[0].text_content()
    )
    assert (
        list_regions(),
        name_region("330700", Texts("zh")),
        name_region("beijing", Texts("zh")),
    ) == (
        ["330700", "beijing"],
        "金华市",
        "北京市",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_own_boundaries_are_imported_or_told_what_they_lack(lang: str) -> None:
    app, t = open_regions(lang), Texts(lang)
    app.button(key="region_import").click().run()
    assert t("regions.no_file") in find_all(app, "//body")[0].text_content()
    app = choose_file(app, "a.geojson", write(lay_three().assign(name="甲镇"), ".geojson"))
    assert [row[:4] for row in read_cells(app, 1)[1:]] == [["a.geojson", "", "name", "甲镇"]] * 2
    assert list_regions() == ["beijing"]
    app = choose_file(app, "a.geojson", write(lay_three(), ".geojson"))
    assert ["河源区", "heyuan", "3", t("regions.office")] in read_cells(app)
    assert read_cells(app, 1)[0] == [t("regions.remarks")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_former_districts_of_an_own_region_are_kept_or_told_what_is_wrong(lang: str) -> None:
    app, t = open_regions(lang), Texts(lang)
    assert [b.key for b in app.button if b.key == "region_former_keep"] == []
    app = choose_file(app, "a.geojson", write(lay_three(), ".geojson"))
    app = open_regions(lang)
    app.button(key="region_former_keep").click().run()
    assert t("former.no_file") in find_all(app, "//body")[0].text_content()
    for code, told in (("900001", t("former.kept", name="河源区 · heyuan")), ("1", "former_units")):
        table = f"{','.join(COLUMNS)}\n9,旧镇,{code},,\n"
        app.file_uploader(key="region_former_file").set_value(("旧.csv", table.encode(), ""))
        app.button(key="region_former_keep").click().run()
        assert told in find_all(app, "//body")[0].text_content()
    assert load_region("heyuan").former["name"].tolist() == ["旧镇"]


def test_whoever_may_not_write_sees_the_list_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_guard", dict)
    app = open_regions()
    assert len(read_cells(app)) == 2
    assert [b.key for b in app.button if str(b.key).startswith("region_")] == []
    assert Texts("zh")("reading_only.machine") in find_all(app, "//body")[0].text_content()


def test_a_broken_region_is_named_where_they_are_listed(office_local: Path) -> None:
    broken = office_local / "regions" / "broken"
    broken.mkdir(parents=True)
    (broken / "units.csv").write_text("", encoding="utf-8")
    assert read_cells(open_regions())[1][0] == "broken/datapackage.json"
