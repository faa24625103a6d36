"""The map page through `AppTest`: every metric, basis, party and language, without a browser."""

import pytest

from geo.model import Model, load_model
from tests.pages.open_page import find_all, open_page, read_html

MODEL = load_model("ecology-2025")


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
    app.segmented_control(key="metric_choice").set_value("ongoing").run()
    assert app.query_params["metric"] == "ongoing"
    duties = find_all(app, "//article[@class='duty']")
    assert len(duties) == 25
    shown = [duty for duty in duties if "hidden" not in duty.attrib]
    assert shown == [d for d in duties if "on_map" in d.get("data-figures").split()]
    assert len(shown) == 2


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
        "31条措施中，28条涉及各区（其中6条只写“相关区”，待明确），3条仅由市级部门承担。"
        in read_html(app)
    )
    lists = find_all(app, "//details[summary and .//article]")
    counts = {fold.findtext("summary"): len(fold.findall(".//article")) for fold in lists}
    assert list(counts.values()) == [28, 6, 3, 8]
    assert [label for label, n in counts.items() if f"{n}条" not in label] == []
