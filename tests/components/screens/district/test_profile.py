"""Profile, comparison tables, small maps and charts as values."""

from __future__ import annotations

import base64
import re
from dataclasses import replace

import lxml.html
import pytest
from markupsafe import escape

from components.charts import build_bar_chart, build_range_chart
from components.map.small import ROLE_FILLS, draw_svg_map
from components.screens.compare.tables import write_heat_table, write_matrix, write_measure_maps
from components.screens.district.figures import write_deadline_strip, write_figures
from components.texts import Texts
from geo.model import Model
from geo.plan.compare import compare_parties, select_rows
from geo.plan.duties import COUNTED_BASES
from geo.plan.load import list_unreached
from tests.taken_away import MARKUP, make_hostile

ZH = Texts("zh")


def read_svg(image: str) -> str:
    found = re.search(r"base64,([^\"]+)", image)
    assert found
    return base64.b64decode(found[1]).decode()


def test_figures_stand_on_the_range_of_the_districts(model: Model) -> None:
    html = write_figures(model, "110118", ZH)
    assert re.findall(r"<b>(\d+)</b>", html) == ["19", "15", "7", "4", "6"]
    assert re.findall(r"16区 (\d+)–(\d+)", html)[0] == ("8", "19")


def test_deadline_strip_has_a_mark_per_counted_duty(model: Model) -> None:
    duties = model.duties[model.duties["unit_code"] == "110118"]
    counted = duties[duties["basis"].isin(COUNTED_BASES)]
    html = write_deadline_strip(model, counted, ZH)
    assert re.findall(r"#duty-([\d.]+)", html) == counted["measure_id"].tolist()
    assert re.findall(r"<b>(\d+)</b>", html) == ["17", "2"]


def test_matrix_has_a_row_per_measure_and_a_column_per_party(model: Model) -> None:
    codes = ["110118", "110119"]
    rows = compare_parties(model.duties, model.plan.measures, codes)
    html = write_matrix(model, rows, codes, ZH)
    settled = [row.measure_id for row in rows if row.kind != "open"]
    still_open = [row.measure_id for row in select_rows(rows, "open")]
    assert re.findall(r"data-measure='([\d.]+)'", html) == settled + still_open
    before, apart = html.split("只写相关区（待明确，不计入） · 6条")
    assert (before.count("data-kind='open'"), apart.count("data-kind='open'")) == (0, 6)
    assert html.count("<th scope='col'>") == 2 + len(codes) + 1
    only = write_matrix(model, select_rows(rows, "only:110118"), codes, ZH)
    assert "密云区、延庆区的职责逐条对照" in only


def test_heat_table_shows_every_duty_once(model: Model) -> None:
    html = write_heat_table(model, ZH)
    duties = model.duties[model.duties["unit_code"].isin(model.codes)]
    assert html.count("<td class='is-open'") == int((duties["basis"] == "relevant").sum())
    assert html.count("<td class='weight-") == int((duties["basis"] != "relevant").sum())
    assert html.count("<td") == len(model.codes) * len(model.plan.measures)


def test_measure_maps_show_each_measure_that_reaches_a_district_once(model: Model) -> None:
    html = write_measure_maps(model, ZH)
    shown = re.findall(r"<figure data-measure='([\d.]+)'", html)
    unreached = list_unreached(model.duties, model.plan.measures, model.codes)
    assert shown == [m for m in model.plan.measures["measure_id"] if m not in unreached]


def test_a_measures_map_colours_its_own_districts_only(model: Model) -> None:
    figure = write_measure_maps(model, ZH).split("data-measure='9.1'")[1].split("</figure>")[0]
    assert read_svg(figure).count(f'fill="{ROLE_FILLS["lead_main"]}"') == 9


@pytest.mark.parametrize("code", ["110118", "bda"])
def test_small_map_draws_every_district(model: Model, code: str) -> None:
    image = draw_svg_map(model, {code: "#0E5A43"}, title='a"b<c', width=100)
    assert lxml.html.fromstring(image).attrib["alt"] == 'a"b<c'
    svg = read_svg(image)
    assert svg.count("<path") == 16
    assert svg.count('fill="#0E5A43"') == (1 if code == "110118" else 0)


def test_small_map_hatches_and_outlines(model: Model) -> None:
    svg = read_svg(
        draw_svg_map(
            model, {}, title="x", width=100, hatched=["110105"], outlined=["110118", "bda"]
        )
    )
    assert svg.count('fill="url(#hatch)"') == 1
    assert svg.count('fill="none"') == 1


def test_range_chart_holds_ranges_and_values() -> None:
    figure = build_range_chart(["a", "b"], [(1, 4), (2, 2)], {"x": [3, 2], "y": [1, 2]}, "range")
    assert list(figure.data[0].base) == [1, 2]
    assert list(figure.data[0].x) == [3, 0]
    assert [list(trace.x) for trace in figure.data[1:]] == [[3, 2], [1, 2]]
    assert len({trace.marker.symbol for trace in figure.data[1:]}) == 2


def test_bar_chart_shows_its_numbers() -> None:
    figure = build_bar_chart(["a", "b"], [5, 1], "n")
    assert list(figure.data[0].text) == ["5", "1"]


def test_hostile_names_are_texts_of_the_profile(model: Model) -> None:
    hostile = make_hostile(model)
    measures = hostile.plan.measures.assign(measure_id=MARKUP)
    hostile = replace(hostile, plan=replace(hostile.plan, measures=measures.iloc[:1]))
    duties = hostile.duties.iloc[:1].assign(measure_id=MARKUP)
    image = draw_svg_map(hostile, {"110119": MARKUP}, title=MARKUP, width=100)
    strip, figures = write_deadline_strip(hostile, duties, ZH), write_figures(hostile, "110119", ZH)
    shown = lxml.html.fromstring(f"<main>{image}{strip}{figures}</main>")
    assert shown.xpath("//script | //*[@onerror] | //img[not(@alt)]") == []
    assert shown.xpath("//img/@alt") == [MARKUP]
    assert shown.xpath("//a/@href") == [f"#duty-{MARKUP}"]
    assert f'fill="{escape(MARKUP)}"' in read_svg(image)
