"""A party's panel as one document: figures, the duties behind each, what may be hidden."""

import json
import re

import lxml.html
import pytest

from components.screens.map.ahead import write_ahead
from components.screens.map.city import write_city_document
from components.screens.map.panel import write_chooser
from components.screens.map.party import write_party_document
from components.session.link import View
from components.texts import Texts
from geo.model import Model
from tests.taken_away import MARKUP, make_hostile

ZH = Texts("zh")
DEFAULT = View()
DUTY = re.compile(r'<article class="duty"[^>]*data-figures="([^"]*)"( hidden)?>')
FIGURE = re.compile(r"data-figure='(\w+)' aria-pressed='(\w+)'><b>(\d+)</b>")


def test_every_figure_has_its_duties(model: Model) -> None:
    wrong = []
    for code in model.codes:
        html = write_party_document(model, code, DEFAULT.metric, DEFAULT.bases, ZH)
        counted = [figures.split() for figures, _ in DUTY.findall(html)]
        for name, pressed, number in FIGURE.findall(html):
            found = sum(name in figures for figures in counted)
            if (int(number), pressed) != (found, "false"):
                wrong.append((code, name, number, found))
            if int(number) != model.summary.at[code, name]:
                wrong.append((code, name, number, "summary"))
    assert wrong == []


@pytest.mark.parametrize(
    ("metric", "bases"), [("ch2", DEFAULT.bases), ("all", ("named",)), ("lead", ())]
)
def test_a_part_on_the_map_is_what_the_list_shows_first(
    model: Model, metric: str, bases: tuple[str, ...]
) -> None:
    html = write_party_document(model, "110105", metric, bases, ZH)
    (first, *others) = FIGURE.findall(html)
    assert first[:2] == ("on_map", "true")
    assert [name for name, pressed, _ in others if pressed != "false"] == []
    shown = [figures for figures, hidden in DUTY.findall(html) if not hidden]
    assert len(shown) == int(first[2])
    assert [figures for figures in shown if "on_map" not in figures] == []
    assert shown or "class='empty'" in html


def test_answers_sent_ahead_are_the_pages_own(model: Model) -> None:
    ahead = json.loads(write_ahead(model, DEFAULT.metric, DEFAULT.bases, ZH))
    assert list(ahead["documents"]) == ["", *model.codes]
    assert ahead["documents"][""] == write_city_document(model, DEFAULT.metric, DEFAULT.bases, ZH)
    assert ahead["documents"]["110118"] == write_party_document(
        model, "110118", DEFAULT.metric, DEFAULT.bases, ZH
    )
    assert len(ahead["maps"]) == 9


def test_hostile_names_are_texts_of_the_panel(model: Model) -> None:
    hostile = make_hostile(model)
    city = write_city_document(hostile, DEFAULT.metric, DEFAULT.bases, ZH)
    party = write_party_document(hostile, "110119", DEFAULT.metric, DEFAULT.bases, ZH)
    neighbour = write_party_document(hostile, "110116", DEFAULT.metric, DEFAULT.bases, ZH)
    shown = lxml.html.fromstring(
        f"<main>{city}{party}{neighbour}{write_chooser(hostile, ZH)}</main>"
    )
    assert shown.xpath("//img[not(starts-with(@src, 'data:'))] | //script | //*[@onerror]") == []
    assert shown.xpath("//h2[@id='duty-panel-title']/text()")[1] == MARKUP
    assert shown.xpath("//option[@value='110119']/text()") == [MARKUP]
    buttons = shown.xpath("//button[@data-choose='110119']/text()")
    assert [text for text in buttons if MARKUP not in text] == []
    assert len(buttons) == 2
