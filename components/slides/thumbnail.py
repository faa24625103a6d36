"""A slide's map in small, for lists of slides."""

from __future__ import annotations

from markupsafe import Markup

from components.map.small import UNNAMED_FILL, draw_svg_map
from components.session.remember import remember
from components.slides.build import build_slide
from components.slides.since import split_since
from components.words.words import Words

WIDTH_PX = 56


def draw_thumbnail(words: Words, code: str) -> Markup:
    """Its colours without names and places, and without a text: it stands beside the title."""
    # What changed is another thing once somebody has linked further measures.
    return _draw(words, code) if split_since(code, words.model) else _draw_once(words, code)


@remember
def _draw_once(words: Words, code: str) -> Markup:
    return _draw(words, code)


def _draw(words: Words, code: str) -> Markup:
    picture = build_slide(words, code).picture
    # White would be lost on the page.
    fills = {
        district: UNNAMED_FILL if value.fill == "zero" else value.fill
        for district, value in picture.values.items()
    }
    return draw_svg_map(
        words.model,
        fills,
        title="",
        width=WIDTH_PX,
        hatched=[district for district, value in picture.values.items() if value.hatched],
        outlined=picture.focus,
    )
