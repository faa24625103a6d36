"""A deck of hostile data: as HTML and as the JSON inside a script element."""

from __future__ import annotations

import json

import pytest

from components.slides.deck import build_deck, write_script_json
from components.slides.deck_html import write_deck
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from tests.html_tree import parse_html
from tests.taken_away import MARKUP, make_hostile

ZH = Texts("zh")
SCRIPT_END = "</script><script>attack()</script>"


def test_hostile_names_are_texts_of_the_slides(model: Model) -> None:
    deck = build_deck(Words(make_hostile(model), ZH), ["plan", "110119"])
    page = parse_html(write_deck(deck.slides, deck.cards, 1, ZH, has_pages=True))
    titles = page.xpath("//section[@data-code='110119']/h1/text()")
    assert titles == [MARKUP, MARKUP]  # the slide and the card
    assert page.xpath("//img | //script") == []


@pytest.mark.parametrize(("lang", "end"), [("zh", ""), ("en", "&lang=en")])
def test_a_step_leads_to_the_map_in_its_state_where_there_is_one(
    model: Model, lang: str, end: str
) -> None:
    words = Words(model, Texts(lang))
    deck = build_deck(words, ["plan.everyone", "plan.why", "110118"])

    def list_links(*, has_pages: bool) -> list[str]:
        page = parse_html(write_deck(deck.slides, deck.cards, 1, words.t, has_pages=has_pages))
        return [str(found) for found in page.xpath("//*[@class='deck-to-map']/a/@href")]

    assert list_links(has_pages=True) == [f"./?basis=all{end}", f"./?metric=own{end}"]
    assert list_links(has_pages=False) == []


def test_nothing_in_a_script_ends_it() -> None:
    written = write_script_json({"name": SCRIPT_END})
    assert "<" not in written
    assert json.loads(written) == {"name": SCRIPT_END}
