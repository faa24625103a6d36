"""The map with `against=PLAN` through `AppTest`: what changed on each district, and in words for
all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from components.screens.map.ahead import write_ahead
from components.session.link import CHANGES, View
from components.texts import LANGUAGES, Texts
from components.words.new_gone import label_new_gone, say_all
from geo.packages.package import DEFAULT_PLAN
from geo.plan.count import METRICS
from tests.geo.next_edition import MIYUN
from tests.kept_editions import NEXT, SETTLED, keep_editions, look
from tests.pages.open_page import open_page, read_html, read_params, read_texts

ZH = Texts("zh")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_and_its_panel_show_what_changed_for_all(lang: str) -> None:
    app, between = open_page("map", plan=NEXT, against=DEFAULT_PLAN, lang=lang), look(lang)
    assert [error.value for error in app.exception] == []
    (line,) = read_texts(app, "//p[@class='against']")
    assert line.startswith(" ".join("".join(say_all(between)).split())[:40])
    buttons = read_texts(app, "//article//*[@data-choose]")
    labels = {label_new_gone(between, code) for code in between.after.model.codes}
    assert {label for label in labels if any(label in text for text in buttons)} == labels
    chosen = app.segmented_control(key="metric_choice")
    assert (chosen.value, chosen.options[-1]) == (CHANGES, between.t("metric.changes"))
    assert [one.key for one in app.toggle] == []
    chosen.set_value("all").run()
    assert read_params(app)["metric"] == "all"
    assert len(read_texts(app, "//p[@class='against']")) == 1
    assert [one.key for one in app.toggle] == ["open_choice"]
    app.segmented_control(key="metric_choice").set_value(CHANGES).run()
    assert "metric" not in read_params(app)


@pytest.mark.usefixtures("settled")
def test_the_map_of_changes_is_offered_as_a_picture_and_sent_ahead() -> None:
    between = look()
    app = AppTest.from_function(show_menu, default_timeout=30).run()
    app.session_state["take_menu"] = True
    app.run()
    names = [element.proto.label for element in app.get("download_button")]
    assert ZH("file.geojson") not in names and len(names) == 5
    ahead = json.loads(write_ahead(between.after, CHANGES, View().bases, "map", between))
    values = ahead["maps"][len(METRICS)]["values"]
    assert values[MIYUN]["label"] == label_new_gone(between, MIYUN)
    assert "+2 −2" in ahead["documents"][""]


@pytest.mark.usefixtures("settled")
def test_slides_of_changes_are_chosen_and_shown_where_the_link_has_an_edition() -> None:
    link = {"plan": NEXT, "against": DEFAULT_PLAN, "district": MIYUN}
    app = open_page("present", run="plan", **link)
    assert [error.value for error in app.exception] == []
    options = app.selectbox(key="add_slide").options
    assert {"全市职责变化", "密云区职责变化"} <= {*options}
    run = f"plan.since-{DEFAULT_PLAN},{MIYUN}.since-{DEFAULT_PLAN},water.since-{DEFAULT_PLAN}"
    chosen = open_page("present", run=run, **link)
    assert "市水务局职责变化" in read_html(chosen)
    shown = open_page("present", run=run, slide="2", **link)
    assert [error.value for error in shown.exception] == []
    titles = read_texts(shown, "//section[@class='deck-slide']/h1")
    assert titles == ["各区职责变化", "密云区职责变化", "市水务局职责变化"]


def show_menu() -> None:
    """The files beside a map of changes."""
    from components.screens.widgets.downloads import download_menu
    from components.session.link import CHANGES, View
    from components.session.models import get_load
    from tests.kept_editions import look

    between = look()
    words, view = between.after, View(metric=CHANGES)
    load = get_load(words.model, view.counted, view.bases)
    download_menu(words, ["110118"], view=view, load=load, between=between, page="map", key="take")
