"""What the show's script needs: which map and which focus belongs to which slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from components.html.template import read_code
from components.map.picture import write_json
from components.slides.build import build_slide, build_slides
from components.slides.slide import Slide
from components.words.words import Words

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True)
class Deck:
    """A run's slides, and a card per party, which is a slide that a click on the map opens."""

    slides: list[Slide]
    cards: list[Slide]

    def describe(self, start: int, *, keeps_link: bool) -> dict[str, Any]:
        """For `dutyDeck.start`: slides and cards by map and focus, every map once."""
        return {
            "slides": [_describe(slide) for slide in self.slides],
            "cards": {card.code: _describe(card) for card in self.cards},
            "maps": {
                slide.picture.key: {**slide.picture.describe(), "basemap": None}
                for slide in [*self.slides, *self.cards]
            },
            "start": start,
            "keepsLink": keeps_link,
        }


def build_deck(words: Words, run: Sequence[str]) -> Deck:
    cards = [build_slide(words, code) for code in words.model.codes]
    return Deck(build_slides(words, list(run)), cards)


def _describe(slide: Slide) -> dict[str, Any]:
    return {"map": slide.picture.key, "focus": list(slide.picture.focus)}


def read_asset(name: str) -> Markup:
    return read_code(ASSETS / name)


def write_script_json(value: Any) -> Markup:
    """JSON that may stand inside a script element: nothing in it can end the element."""
    # Markup, for a script's text is not escaped.
    return Markup(write_json(value).replace("<", "\\u003c"))
