"""Markup in data is text on every screen that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import lxml.html
import pytest
from streamlit.testing.v1 import AppTest

from components.screens.compare.places import write_place_comparison
from components.screens.compare.tables import write_heat_table, write_matrix, write_measure_maps
from components.screens.ledger.tables import (
    write_department_list,
    write_department_matrix,
    write_measures,
    write_open_questions,
    write_targets,
)
from components.screens.sources.tables import write_notes
from components.texts import LANGUAGES, Texts
from geo.model import Model, load_model
from geo.plan.compare import compare_parties
from geo.plan.ledger import count_departments
from tests.pages.open_page import find_all
from tests.taken_away import MARKUP, make_hostile


def make_attack() -> Model:
    """The hostile model, whose measures, targets and departments hold markup too."""
    evil = make_hostile(load_model("ecology-2025"))
    measures, targets = evil.plan.measures.copy(), evil.plan.targets.copy()
    measures[["label", "label_en", "text", "text_en", "note", "note_en"]] = MARKUP
    measures[["chapter", "task"]] = MARKUP
    targets["phrase"] = MARKUP + targets["phrase"]
    plan = replace(evil.plan, measures=measures, targets=targets)
    units = evil.region.units.copy()
    units.loc[units["kind"] == "department", ["name", "name_en"]] = MARKUP
    return replace(evil, plan=plan, region=replace(evil.region, units=units))


MODEL = make_attack()
PAIR = ("110118", "110119")
MEASURES = MODEL.plan.measures["measure_id"].tolist()
WRITERS: dict[str, Callable[[Texts], str]] = {
    "measures": lambda t: write_measures(MODEL, MEASURES[:9], t, MEASURES[9:]),
    "matrix": lambda t: write_department_matrix(MODEL, "lead", t),
    "departments": lambda t: write_department_list(
        MODEL, count_departments(MODEL.duties, MODEL.region.units), t
    ),
    "targets": lambda t: write_targets(MODEL, t),
    "questions": lambda t: write_open_questions(MODEL, t),
    "comparison": lambda t: write_matrix(
        MODEL, compare_parties(MODEL.duties, MODEL.plan.measures, PAIR), PAIR, t
    ),
    "heat": lambda t: write_heat_table(MODEL, t),
    "maps": lambda t: write_measure_maps(MODEL, t),
    "places": lambda t: write_place_comparison(MODEL, PAIR, t),
    "notes": lambda t: write_notes(MODEL, t),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", WRITERS)
def test_markup_in_data_is_text(name: str, lang: str) -> None:
    tree = lxml.html.fromstring(f"<main>{WRITERS[name](Texts(lang))}</main>")
    assert tree.xpath("//script | //img[not(starts-with(@src, 'data:'))] | //@onerror") == []
    assert MARKUP in tree.text_content()


def show_attack() -> None:
    """A script of its own: notices and error page of hostile links and data."""
    from components.screens.shell.error_page import show_data_error
    from components.screens.shell.frame import show_notices
    from components.session.link import Notice
    from components.texts import Texts
    from geo.packages.problems import DataError, Problem
    from tests.taken_away import MARKUP

    values = {"name": MARKUP, "value": MARKUP}
    show_notices([Notice("notice.unknown_value", values)], Texts("zh"))
    show_data_error(DataError([Problem("missing_file", MARKUP, 2, MARKUP, MARKUP)]))


def test_markup_in_links_and_broken_files_is_text() -> None:
    app = AppTest.from_function(show_attack).run()
    assert [error.value for error in app.exception] == []
    assert find_all(app, "//script | //img") == []
    (notice,) = find_all(app, "//ul[@class='notice']/li")
    assert notice.text_content().count(MARKUP) == 2
    sections = find_all(app, "//section[@class='data-error']")
    cells = [section.xpath(".//td/text()") for section in sections]
    assert [row[:4] for row in cells] == [[MARKUP, "2", MARKUP, MARKUP]] * 2
