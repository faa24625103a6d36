"""A deck of hostile data: as HTML and as the JSON inside a script element."""

from __future__ import annotations

import json

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
    page = parse_html(write_deck(deck.slides, deck.cards, 1, ZH))
    titles = page.xpath("//section[@data-code='110119']/h1/text()")
    assert titles == [MARKUP, MARKUP]  # the slide and the card
    assert page.xpath("//img | //script") == []


def test_nothing_in_a_script_ends_it() -> None:
    written = write_script_json({"name": SCRIPT_END})
    assert "<" not in written
    assert json.loads(written) == {"name": SCRIPT_END}
