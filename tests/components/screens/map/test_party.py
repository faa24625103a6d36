"""A party's panel as one document: figures, the duties behind each, what may be hidden."""

import json

import pytest
from lxml.html import HtmlElement

from components.map.tiles import list_drawn
from components.screens.map.ahead import write_ahead
from components.screens.map.city import write_city_document
from components.screens.map.panel import write_chooser
from components.screens.map.party import write_party_document
from components.session.link import View
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from geo.plan.compare import list_lead_measures
from tests.html_tree import parse_html
from tests.taken_away import MARKUP, make_hostile

ZH = Texts("zh")
DEFAULT = View()


def list_duties(document: HtmlElement) -> list[tuple[list[str], bool]]:
    """The figures that each duty counts for, and whether it is shown at first."""
    duties = document.xpath("//article[@class='duty'][@data-figures]")
    return [(duty.get("data-figures").split(), duty.get("hidden") is None) for duty in duties]


def list_buttons(document: HtmlElement) -> list[tuple[str, str, int]]:
    """Each figure, whether it is pressed, and its number."""
    buttons = document.xpath("//button[@data-figure]")
    return [(b.get("data-figure"), b.get("aria-pressed"), int(b.findtext("b"))) for b in buttons]


def test_every_figure_has_its_duties(model: Model) -> None:
    wrong = []
    for code in model.codes:
        document = parse_html(
            write_party_document(Words(model, ZH), code, DEFAULT.metric, DEFAULT.bases)
        )
        counted = [figures for figures, _ in list_duties(document)]
        for name, pressed, number in list_buttons(document):
            found = sum(name in figures for figures in counted)
            if (number, pressed) != (found, "false"):
                wrong.append((code, name, number, found))
            if number != model.summary.at[code, name]:
                wrong.append((code, name, number, "summary"))
    assert wrong == []


@pytest.mark.parametrize(
    ("metric", "bases"), [("ch2", DEFAULT.bases), ("all", ("named",)), ("lead", ())]
)
def test_a_part_on_the_map_is_what_the_list_shows_first(
    model: Model, metric: str, bases: tuple[str, ...]
) -> None:
    document = parse_html(write_party_document(Words(model, ZH), "110105", metric, bases))
    (first, *others) = list_buttons(document)
    assert first[:2] == ("on_map", "true")
    assert [name for name, pressed, _ in others if pressed != "false"] == []
    shown = [figures for figures, is_shown in list_duties(document) if is_shown]
    assert len(shown) == first[2]
    assert [figures for figures in shown if "on_map" not in figures] == []
    assert shown or document.xpath("//*[@class='empty']")


def test_the_panel_says_to_whom(model: Model) -> None:
    tree = parse_html(write_party_document(Words(model, ZH), "110118", "all", DEFAULT.bases))
    leads = list_lead_measures(model.duties, model.region.units, ["110118"])
    names = model.region.units.set_index("unit_code")["name"]
    told = {link.get("href"): link.text for link in tree.xpath("//article/p/a")}
    assert told == {
        f"district?district=110118&lead={lead}": f"{names[lead]} {len(ids)}条"
        for lead, ids in leads.items()
    }


def test_answers_sent_ahead_are_the_pages_own(model: Model) -> None:
    words = Words(model, ZH)
    ahead = json.loads(write_ahead(words, DEFAULT.metric, DEFAULT.bases))
    assert list(ahead["documents"]) == ["", *model.codes]
    assert ahead["documents"][""] == write_city_document(words, DEFAULT.metric, DEFAULT.bases)
    assert ahead["documents"]["110118"] == write_party_document(
        words, "110118", DEFAULT.metric, DEFAULT.bases
    )
    assert len(ahead["maps"]) == 5
    assert [list(map["values"]) for map in ahead["maps"]] == [list_drawn(model, "map")] * 5
    as_tiles = json.loads(write_ahead(words, DEFAULT.metric, DEFAULT.bases, "tiles"))
    assert [list(map["values"]) for map in as_tiles["maps"]] == [model.codes] * 5


def test_hostile_names_are_texts_of_the_panel(model: Model) -> None:
    hostile = make_hostile(model)
    words = Words(hostile, ZH)
    city = write_city_document(words, DEFAULT.metric, DEFAULT.bases)
    party = write_party_document(words, "110119", DEFAULT.metric, DEFAULT.bases)
    neighbour = write_party_document(words, "110116", DEFAULT.metric, DEFAULT.bases)
    shown = parse_html(city, party, neighbour, write_chooser(words))
    assert shown.xpath("//img[not(starts-with(@src, 'data:'))] | //script | //*[@onerror]") == []
    assert shown.xpath("//h2[@id='duty-panel-title']/text()")[1] == MARKUP
    assert shown.xpath("//option[@value='110119']/text()") == [MARKUP]
    buttons = shown.xpath("//button[@data-choose='110119']/text()")
    assert [text for text in buttons if MARKUP not in text] == []
    assert len(buttons) == 2
