"""Profile, comparison tables, small maps and charts as values."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from components.charts import build_range_chart
from components.map.small import ROLE_FILLS, draw_svg_map
from components.screens.compare.sheets import write_heat_table, write_measure_maps
from components.screens.district.figures import write_deadline_strip, write_figures
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from geo.plan.count import list_unreached
from geo.plan.duties import COUNTED_BASES
from tests.html_tree import parse_html
from tests.small_maps import count_fills, list_fills
from tests.taken_away import MARKUP, make_hostile

ZH = Texts("zh")


def test_figures_stand_on_the_range_of_the_districts(model: Model) -> None:
    figures = parse_html(write_figures(Words(model, ZH), "110118"))
    assert figures.xpath("//b/text()") == ["19", "15", "7", "4", "6"]
    assert "16区 8–19" in figures.xpath("string(//*[contains(@class, 'figure ')][1])")


def test_deadline_strip_has_a_mark_per_counted_duty(model: Model) -> None:
    duties = model.duties[model.duties["unit_code"] == "110118"]
    counted = duties[duties["basis"].isin(COUNTED_BASES)]
    strip = parse_html(write_deadline_strip(Words(model, ZH), counted))
    assert strip.xpath("//a/@href") == [f"#duty-{m}" for m in counted["measure_id"]]
    assert strip.xpath("//b/text()") == ["17", "2"]


def test_heat_table_shows_every_duty_once(model: Model) -> None:
    cells = parse_html(write_heat_table(Words(model, ZH))).xpath("//td")
    duties = model.duties[model.duties["unit_code"].isin(model.codes)]
    looks = Counter(cell.get("class", "").split("-")[0] for cell in cells)
    still_open = int((duties["basis"] == "relevant").sum())
    assert (looks["is"], looks["weight"]) == (still_open, len(duties) - still_open)
    assert len(cells) == len(model.codes) * len(model.plan.measures)


def test_measure_maps_show_each_measure_that_reaches_a_district_once(model: Model) -> None:
    shown = parse_html(write_measure_maps(Words(model, ZH))).xpath("//figure/@data-measure")
    unreached = list_unreached(model.duties, model.plan.measures, model.codes)
    assert shown == [m for m in model.plan.measures["measure_id"] if m not in unreached]


def test_a_measures_map_colours_its_own_districts_only(model: Model) -> None:
    maps = parse_html(write_measure_maps(Words(model, ZH)))
    (image,) = maps.xpath("//figure[@data-measure='9.1']//img/@src")
    assert count_fills(list_fills(image), ROLE_FILLS["lead_main"]) == 9


@pytest.mark.parametrize("code", ["110118", "bda"])
def test_small_map_draws_every_district(model: Model, code: str) -> None:
    image = draw_svg_map(model, {code: "seq-5"}, title='a"b<c', width=100)
    (drawn,) = parse_html(image).xpath("//img")
    assert drawn.get("alt") == 'a"b<c'
    fills = list_fills(drawn.get("src"))
    assert len(fills) == 16
    assert count_fills(fills, "seq-5") == (1 if code == "110118" else 0)


@pytest.mark.parametrize("code", ["110118", "bda"])
def test_small_tiles_draw_every_party(model: Model, code: str) -> None:
    image = draw_svg_map(model, {code: "seq-5"}, title="x", width=100, shape="tiles")
    fills = list_fills(parse_html(image).xpath("string(//@src)"))
    assert (len(fills), count_fills(fills, "seq-5")) == (17, 1)


def test_small_map_hatches_and_outlines(model: Model) -> None:
    image = draw_svg_map(
        model, {}, title="x", width=100, hatched=["110105"], outlined=["110118", "bda"]
    )
    fills = list_fills(parse_html(image).xpath("string(//@src)"))
    assert (fills.count("url(#hatch)"), fills.count("none")) == (1, 1)


def test_range_chart_holds_ranges_and_values() -> None:
    figure = build_range_chart(["a", "b"], [(1, 4), (2, 2)], {"x": [3, 2], "y": [1, 2]}, "range")
    assert list(figure.data[0].base) == [1, 2]
    assert list(figure.data[0].x) == [3, 0]
    assert [list(trace.x) for trace in figure.data[1:]] == [[3, 2], [1, 2]]
    assert len({trace.marker.symbol for trace in figure.data[1:]}) == 2


def test_hostile_names_are_texts_of_the_profile(model: Model) -> None:
    hostile = make_hostile(model)
    measures = hostile.plan.measures.assign(measure_id=MARKUP)
    hostile = replace(hostile, plan=replace(hostile.plan, measures=measures.iloc[:1]))
    words = Words(hostile, ZH)
    duties = hostile.duties.iloc[:1].assign(measure_id=MARKUP)
    image = draw_svg_map(hostile, {"110119": "seq-5"}, title=MARKUP, width=100)
    strip, figures = write_deadline_strip(words, duties), write_figures(words, "110119")
    shown = parse_html(image, strip, figures)
    assert shown.xpath("//script | //*[@onerror] | //img[not(@alt)]") == []
    assert shown.xpath("//img/@alt") == [MARKUP]
    assert shown.xpath("//a/@href") == [f"#duty-{MARKUP}"]
