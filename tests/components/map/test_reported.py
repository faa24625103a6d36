"""The map of what was not reported in the month."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.html.states import COUNT_SLOT, add_counts
from components.map.picture import FillRow
from components.map.reported import build_reported_picture
from components.map.views import draw_map
from components.screens.map.ahead import write_ahead
from components.screens.map.city import write_city_document
from components.session.link import REPORTED, View
from components.session.progress import Progress, find_progress
from components.texts import LANGUAGES, Texts
from components.words.words import Words
from geo.plan.count import METRICS
from store.progress.periods import Period
from store.progress.reports import Said
from tests.html_tree import parse_html
from tests.pages.kept_month import keep_month, list_reporting, report
from tests.pages.open_page import find_all, open_page, read_params
from tests.real_model import MODEL

MIYUN, CHAOYANG = "110118", "110105"
ZH = Words(MODEL, Texts("zh"))


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    with keep_month(tmp_path) as period:
        yield period


def look() -> Progress:
    progress = find_progress(MODEL)
    assert progress
    return progress


def report_all(month: Period, code: str, leave: int = 0) -> int:
    """How many its lines are; all but some are reported."""
    states = [one for one in list_reporting(month) if one.line.unit_code == code]
    for state in states[leave:]:
        report(month, state, Said("under_way", "在办。"))
    return len(states)


def test_every_district_says_how_much_is_missing(month: Period) -> None:
    report_all(month, MIYUN)
    lines = report_all(month, CHAOYANG, leave=2)
    picture = build_reported_picture(ZH, look())
    miyun, chaoyang = picture.values[MIYUN], picture.values[CHAOYANG]
    assert (miyun.label, miyun.fill) == ("已报齐", "zero")
    assert chaoyang.label == "未报2"
    assert f"应报{lines}条，已报{lines - 2}条，未报2条" in chaoyang.alt
    assert picture.legend.title == "2026年3月未报条数"
    rows = {row.key: row for row in picture.legend.rows if isinstance(row, FillRow)}
    assert rows["zero"].codes == [MIYUN]
    assert len(rows) == len(picture.legend.rows)
    drawn = [code for row in rows.values() for code in row.codes]
    assert sorted(drawn) == sorted(picture.values)


def test_the_more_is_missing_the_further_is_the_colour(month: Period) -> None:
    report_all(month, MIYUN, leave=1)
    picture = build_reported_picture(ZH, look())
    fills = [(int(v.label.removeprefix("未报")), v.fill) for v in picture.values.values()]
    assert [fill for _, fill in sorted(fills)] == sorted(fill for _, fill in fills)
    assert len({fill for _, fill in fills}) > 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_as_tiles_it_has_every_party(month: Period, lang: str) -> None:
    words = Words(MODEL, Texts(lang))
    picture = draw_map(words, View(metric=REPORTED, shape="tiles"), progress=look())
    assert list(picture.values) == MODEL.codes
    assert picture.shape == "tiles"


def test_who_has_nothing_to_report_is_told_apart(month: Period) -> None:
    progress = look()
    states = {key: state for key, state in progress.states.items() if key[1] != MIYUN}
    bare = Progress(progress.periods, states, progress.plans)
    value = build_reported_picture(ZH, bare).values[MIYUN]
    assert (value.label, value.fill) == ("无应报", "uncounted")
    assert "没有应报的职责" in value.alt


def test_nothing_of_it_is_sent_ahead(month: Period) -> None:
    before = write_ahead(ZH, REPORTED, View().bases, followed=look().followed)
    report_all(month, MIYUN)
    assert write_ahead(ZH, REPORTED, View().bases, followed=look().followed) == before
    ahead = json.loads(before)
    assert len(ahead["maps"]) == len(METRICS)
    assert len(COUNT_SLOT.findall(ahead["documents"][""])) == len(MODEL.codes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_offers_it_and_its_buttons_say_the_same(month: Period, lang: str) -> None:
    report_all(month, MIYUN)
    app = open_page("map", lang=lang)
    chosen = app.segmented_control(key="metric_choice")
    assert chosen.options[-1] == Texts(lang)("metric.progress")
    chosen.set_value(REPORTED).run()
    assert [error.value for error in app.exception] == []
    assert read_params(app)["metric"] == REPORTED
    picture = build_reported_picture(Words(MODEL, Texts(lang)), look(), "tiles")
    said = {
        str(button.get("data-choose")): button.text_content().split(" ")[-1]
        for button in find_all(app, "//button[@data-choose][span]")
    }
    assert said == {code: value.label for code, value in picture.values.items()}
    assert "open_choice" not in {one.key for one in app.toggle}
    app.segmented_control(key="metric_choice").set_value("all").run()
    assert "metric" not in read_params(app)


def test_its_picture_can_be_taken_along(month: Period) -> None:
    app = open_page("map", metric=REPORTED)
    app.session_state["panel_files_menu"] = True
    app.run()
    labels = [element.proto.label for element in app.get("download_button")]
    assert "时限日历（ics）" in labels
    assert Texts("zh")("file.geojson") not in labels


def test_without_a_month_the_link_is_told_and_the_metric_not_offered(tmp_path: Path) -> None:
    app = open_page("map", metric=REPORTED)
    (notice,) = find_all(app, "//ul[@class='notice']/li")
    assert REPORTED in notice.text_content()
    assert app.segmented_control(key="metric_choice").value == "all"
    assert len(app.segmented_control(key="metric_choice").options) == len(METRICS)


def test_a_document_without_a_month_is_left_alone() -> None:
    document = write_city_document(ZH, "all", View().bases, None)
    assert add_counts(document, ZH, None) is document
    assert parse_html(document).xpath("//span[@data-reported-of]") == []
