"""The map page through `AppTest`: every metric, basis, party and language, without a browser."""

import pytest

from geo.model import Model
from tests.pages.open_page import find_all, open_page, read_html
from tests.real_model import MODEL


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_city_view(lang: str) -> None:
    app = open_page("map", lang=lang)
    assert [e.value for e in app.exception] == []
    html = read_html(app)
    assert [c for c in MODEL.codes if f"data-choose='{c}'" not in html] == []


@pytest.mark.parametrize("code", MODEL.codes)
def test_every_party_opens(code: str) -> None:
    app = open_page("map", district=code)
    assert [e.value for e in app.exception] == []
    titles = find_all(app, "//*[@id='duty-panel-title']")
    assert [title.text for title in titles] == [MODEL.region.parties.at[code, "name"]]


@pytest.mark.parametrize("metric", MODEL.metrics)
def test_every_metric_with_a_district(metric: str) -> None:
    app = open_page("map", metric=metric, district="110105", basis="named")
    assert [e.value for e in app.exception] == []


def test_metric_choice_writes_the_link_and_filters_the_rows() -> None:
    app = open_page("map", district="110118")
    app.selectbox(key="deadline_metric").set_value("ongoing").run()
    assert app.query_params["metric"] == "ongoing"
    duties = find_all(app, "//article[@class='duty']")
    assert len(duties) == 25
    shown = [duty for duty in duties if "hidden" not in duty.attrib]
    assert shown == [d for d in duties if "on_map" in d.get("data-figures").split()]
    assert len(shown) == 2


def test_a_chapter_takes_the_place_of_a_role_and_a_role_that_of_a_chapter() -> None:
    app = open_page("map", metric="lead")
    app.selectbox(key="chapter_metric").set_value("ch3").run()
    assert app.query_params["metric"] == "ch3"
    assert app.segmented_control(key="metric_choice").value is None
    app.segmented_control(key="metric_choice").set_value("own").run()
    assert app.query_params["metric"] == "own"
    assert app.selectbox(key="chapter_metric").value is None
    app.selectbox(key="chapter_metric").set_value("ch1").run()
    app.selectbox(key="chapter_metric").set_value(None).run()
    assert "metric" not in app.query_params


def test_what_is_open_is_switched_on_and_off_beside_any_bases() -> None:
    app = open_page("map")
    app.toggle(key="open_choice").set_value(True).run()
    assert app.query_params["basis"] == "named,all,mentioned,relevant"
    app.pills(key="basis_choice").set_value(["named"]).run()
    assert app.query_params["basis"] == "named,relevant"
    app.toggle(key="open_choice").set_value(False).run()
    assert app.query_params["basis"] == "named"
    app.pills(key="basis_choice").set_value(["named", "all", "mentioned"]).run()
    assert "basis" not in app.query_params


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_measure_opens(lang: str) -> None:
    texts = MODEL.plan.measures.set_index("measure_id")["text"]
    for measure_id, text in texts.items():
        app = open_page("map", measure=str(measure_id), lang=lang)
        assert [e.value for e in app.exception] == []
        documents = find_all(app, "//article[@data-of-measure]")
        assert [d.get("data-of-measure") for d in documents] == [measure_id]
        assert [w.text for w in find_all(app, "//*[@class='wording']")] == [text]
        steps = find_all(app, "//*[@data-open-measure]")
        assert len(steps) == (2 if measure_id in (texts.index[0], texts.index[-1]) else 3)


def test_a_measure_tells_the_part_of_the_chosen_district() -> None:
    for code, part in {
        "110118": "密云区：主责（正文提及：密云）",
        "110101": "东城区：只写“相关区”，计划未指明是否包括，待明确",
        "bda": "北京经济技术开发区：没有写到",
    }.items():
        app = open_page("map", measure="9.5", district=code)
        assert [own.text for own in find_all(app, "//*[@class='own']")] == [part]


def test_a_metric_leads_back_from_a_measure() -> None:
    app = open_page("map", measure="9.1", district="110118")
    assert app.segmented_control(key="metric_choice").value is None
    app.segmented_control(key="metric_choice").set_value("lead").run()
    assert app.query_params["metric"] == "lead"
    assert "measure" not in app.query_params
    titles = find_all(app, "//*[@id='duty-panel-title']")
    assert [title.text for title in titles] == ["密云区"]


def test_places_and_figures_of_a_measure() -> None:
    app = open_page("map", measure="9.1")
    links = find_all(app, "//article//li/a")
    assert [link.get("href") for link in links] == ["restoration?place=closed_mines"]
    assert "约1373公顷" in [b.text for b in find_all(app, "//article//li/b")]


def test_unknown_link_parts_are_named() -> None:
    html = read_html(open_page("map", district="<b>x</b>", foo="1"))
    assert "district=&lt;b&gt;x&lt;/b&gt;" in html
    assert "“foo”" in html


def test_footer_counts_are_those_of_the_model(model: Model) -> None:
    total = int(model.summary["total"].sum())
    still_open = int(model.summary["relevant"].sum())
    labels = [p.proto.popover.label for p in open_page("map").get("popover")]
    assert f"职责 {total} 条 · 待明确 {still_open} 条" in labels
    assert {"31 条措施", "16/16 个区已匹配", "未识别单位 0"} <= set(labels)


def test_every_figure_of_the_city_line_opens_its_measures() -> None:
    app = open_page("map")
    assert (
        "31条措施，28条涉及各区：8条各区都有，14条写到部分区，6条只写“相关区”，待明确；"
        "另3条仅由部门承担。" in read_html(app)
    )
    lists = find_all(app, "//details[summary and .//article]")
    counts = {fold.findtext("summary"): len(fold.findall(".//article")) for fold in lists}
    assert list(counts.values()) == [8, 14, 6, 3, 8]
    assert [label for label, n in counts.items() if f"{n}条" not in label] == []


def test_what_is_due_when_leads_to_the_ledger() -> None:
    links = find_all(open_page("map", lang="en"), "//article/p/a")
    told = {link.get("href"): link.text for link in links}
    assert told == {
        "ledger?deadline=year_end&lang=en": "By year end: 28",
        "ledger?deadline=ongoing&lang=en": "Ongoing: 3",
    }


def test_a_wrong_base_map_is_refused_in_words() -> None:
    app = open_page("map")
    app.radio(key="basemap_choice").set_value("tianditu").run()
    assert [w.value for w in app.warning] == ["请填写天地图密钥。当前未加载底图。"]
    app.text_input(key="basemap_key").set_value("a&b").run()
    assert [w.value for w in app.warning] == ["密钥只能含字母和数字。当前未加载底图。"]
    app.radio(key="basemap_choice").set_value("inhouse").run()
    app.text_input(key="basemap_url").set_value("file:///{z}/{x}/{y}").run()
    assert "地址须以 http:// 或 https:// 开头" in app.warning[0].value
    app.text_input(key="basemap_url").set_value("http://tiles/{z}/{x}/{y}.png").run()
    assert [w.value for w in app.warning] == []


def test_what_few_districts_have_is_told_before_anybody_asks() -> None:
    buttons = find_all(open_page("map"), "//*[@class='rare']/button")
    told = {b.get("data-open-measure"): b.findtext("span/i") for b in buttons}
    assert told == {
        "9.5": "密云（另15个待明确）",
        "12.1": "通州",
        "12.2": "通州",
        "9.2": "门头沟、房山",
        "10": "门头沟、怀柔、密云、延庆",
        "11.1": "通州、昌平、怀柔、密云、延庆",
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "params", [{}, {"measure": "9.5"}, {"district": "bda"}, {"layers": "sites"}]
)
def test_the_map_as_equal_tiles(params: dict[str, str], lang: str) -> None:
    app = open_page("map", shape="tiles", lang=lang, **params)
    assert [e.value for e in app.exception] == []
    assert app.segmented_control(key="shape_choice").value == "tiles"


def test_the_shape_is_in_the_link_and_layers_are_there_again_on_the_map() -> None:
    app = open_page("map", layers="sites", district="110118")
    assert [p.key for p in app.pills] == ["basis_choice", "layer_choice"]
    app.segmented_control(key="shape_choice").set_value("tiles").run()
    assert app.query_params["shape"] == "tiles"
    assert app.query_params["layers"] == "sites"
    assert [p.key for p in app.pills] == ["basis_choice"]
    app.segmented_control(key="shape_choice").set_value("map").run()
    assert "shape" not in app.query_params
    assert app.pills(key="layer_choice").value == ["sites"]
