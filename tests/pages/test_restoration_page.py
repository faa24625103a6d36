"""The restoration page through `AppTest`: every site, every district, filters, both languages."""

import pytest

from components.documents.picture import png
from geo.model import Model
from geo.plan.duties import split_open
from tests.pages.open_page import open_page, read_html
from tests.real_model import MODEL

SITES = MODEL.sites.set_index("site_id")
PAGE = "restoration"
SAMPLE_SITES = [
    *("closed_mines", "riv_bai_lower", "riv_chaobai", "wenyu_park", "beisanxian_greenbelt"),
    *("yanshan_saihanba", "eco_oasis", "stn_mentougou", "mine_shouyun"),
]
"""One of every form, role and precision, with and without facts, shares and measures."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_sites_are_listed(lang: str) -> None:
    app = open_page(PAGE, lang=lang)
    assert [e.value for e in app.exception] == []
    keys = {button.key for button in app.button}
    assert [site for site in SITES.index if f"place_{site}" not in keys] == []


@pytest.mark.parametrize("site_id", SAMPLE_SITES)
def test_every_site_opens_with_wording_facts_and_sources(site_id: str) -> None:
    app = open_page(PAGE, place=site_id)
    assert [e.value for e in app.exception] == []
    html, site = read_html(app), SITES.loc[site_id]
    wordings = MODEL.plan.measures.set_index("measure_id")["text"]
    expected = [
        site["name"],
        site["note"],
        *(wordings[measure] for measure in site["measure_ids"]),
        *(fact["text"] for fact in site["facts"]),
        *(source["publisher"] for source in site["sources"]),
    ]
    assert [text for text in expected if text not in html] == []
    keys = {button.key for button in app.button}
    assert {f"place_district_{code}" for code in site["district_codes"]} <= keys


@pytest.mark.parametrize("code", ["110112", "110118", "110101", "bda"])
def test_every_district_lists_its_own_sites_only(code: str) -> None:
    app = open_page(PAGE, district=code)
    assert [e.value for e in app.exception] == []
    shown = {b.key.removeprefix("place_") for b in app.button if b.key.startswith("place_")}
    assert shown == {site for site, row in SITES.iterrows() if code in row["district_codes"]}


def test_a_citywide_figure_is_never_on_a_district() -> None:
    assert "约1373公顷" in read_html(open_page(PAGE))
    html = read_html(open_page(PAGE, district="110111"))
    assert "restoration.citywide" not in html
    assert "计划中没有落到地点的数字" not in html


def test_filters_write_the_link_and_clear() -> None:
    app = open_page(PAGE)
    app.selectbox(key="measure_choice").set_value("9.5").run()
    assert app.query_params["measure"] == "9.5"
    shown = {b.key for b in app.button if b.key.startswith("place_")}
    assert shown == {"place_wenyu_park", "place_dajiaoyu_wetland"}
    app = open_page(PAGE, measure="9.5", kind="river")
    assert "没有符合条件的地点" in read_html(app)
    app.button(key="clear_filters").click().run()
    assert "measure" not in app.query_params


def test_the_walk_from_site_to_district() -> None:
    app = open_page(PAGE, place="riv_beiyun")
    app.button(key="place_district_110112").click().run()
    assert app.query_params["district"] == "110112"
    assert "place" not in app.query_params


def test_matrix_holds_every_place_of_a_measure(model: Model) -> None:
    html = read_html(open_page(PAGE))
    matrix = html[html.index("<table class='heat'>") :]
    both = model.place_duties[~model.place_duties["basis"].isin(["", "relevant"])]
    pairs = both[["measure_id", "unit_code"]].drop_duplicates()
    assert matrix.count("●") == len(pairs)
    counted, still_open = split_open(model.duties[model.duties["unit_code"].isin(model.codes)])
    assert matrix.count("○") == len(counted) - len(pairs)
    assert matrix.count("□") == len(still_open)


def test_unknown_places_are_named() -> None:
    html = read_html(open_page(PAGE, place="<b>", kind="castle", measure="99"))
    assert [
        part for part in ("place=&lt;b&gt;", "kind=castle", "measure=99") if part not in html
    ] == []


def test_where_there_is_no_chinese_font_the_png_is_missing_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(png, "find_cjk_font", lambda: None)
    app = open_page("restoration")
    app.session_state["site_files_menu"] = True
    app.run()
    offered = [button.proto.label for button in app.get("download_button")]
    assert [label for label in offered if label.startswith("图片")] == ["图片 SVG（矢量，可放大）"]
    assert [c.value for c in app.caption if "微软雅黑" in c.value]
