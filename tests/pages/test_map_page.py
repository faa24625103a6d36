"""The map page through `AppTest`: every metric, basis, party and language, without a browser."""

import pytest

from geo.load import list_metrics
from geo.model import Model, load_model
from tests.pages.open_page import open_page, read_html

MODEL = load_model("ecology-2025")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_city_view(lang: str) -> None:
    app = open_page("map", lang=lang)
    assert [e.value for e in app.exception] == []
    assert [c for c in MODEL.codes if not any(b.key == f"party_{c}" for b in app.button)] == []


@pytest.mark.parametrize("code", MODEL.codes)
def test_every_party_opens(code: str) -> None:
    app = open_page("map", district=code)
    assert [e.value for e in app.exception] == []
    assert MODEL.region.parties.at[code, "name"] in read_html(app)


@pytest.mark.parametrize("metric", list_metrics(MODEL.plan.measures))
def test_every_metric_with_a_district(metric: str) -> None:
    app = open_page("map", metric=metric, district="110105", basis="named")
    assert [e.value for e in app.exception] == []


def test_choosing_from_the_list_writes_the_link() -> None:
    app = open_page("map")
    app.selectbox(key="district_choice").set_value("110119").run()
    assert app.query_params["district"] == "110119"
    assert "延庆区" in read_html(app)
    app.button(key="back_to_city").click().run()
    assert "district" not in app.query_params


def test_metric_choice_writes_the_link_and_filters_the_rows() -> None:
    app = open_page("map", district="110118")
    app.segmented_control(key="metric_choice").set_value("ongoing").run()
    assert app.query_params["metric"] == "ongoing"
    html = read_html(app)
    assert html.count("<article") == 2


def test_neighbour_button_moves_on(model: Model) -> None:
    app = open_page("map", district="110118")
    keys = {b.key for b in app.button if b.key and b.key.startswith("neighbour_")}
    assert keys == {f"neighbour_{code}" for code in model.region.neighbours["110118"]}
    app.button(key="neighbour_110116").click().run()
    assert app.query_params["district"] == "110116"


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
    assert "31条措施中，28条涉及各区（其中6条仅写“相关区”），3条仅由市级部门承担。" in read_html(
        app
    )
    shown = {expander.label: expander for expander in app.expander}
    counts = {
        label: "".join(e.proto.body for e in expander.get("html")).count("<article")
        for label, expander in shown.items()
    }
    assert list(counts.values()) == [28, 6, 3, 8]
    assert [label for label, n in counts.items() if f"{n}条" not in label] == []
