"""A slide's map in small has the slide's colours, and nothing of it is lost on a white page."""

from __future__ import annotations

from html import unescape
from urllib.parse import unquote

import pytest

from components.slides.build import build_slide
from components.slides.thumbnail import draw_thumbnail
from components.texts import Texts
from components.theme import MAP_LIGHT
from components.words.words import Words
from geo.model import Model


@pytest.mark.parametrize("code", ["plan", "ch2", "110112", "110118-110119", "sites", "water.led1"])
def test_colours_hatches_and_outlines_are_those_of_the_slide(model: Model, code: str) -> None:
    words = Words(model, Texts("zh"))
    picture, drawn = (
        build_slide(words, code).picture,
        unescape(unquote(str(draw_thumbnail(words, code)))),
    )
    fills = {value.fill for value in picture.values.values() if not value.hatched}
    fills = {"unnamed" if fill == "zero" else fill for fill in fills}
    groups = drawn.partition("</defs>")[2]
    assert [fill for fill in fills if f"<g fill='light-dark({MAP_LIGHT[fill]}" not in groups] == []
    is_hatched = any(value.hatched for value in picture.values.values())
    assert ("<g fill='url(#hatch)'" in groups) is is_hatched
    assert ("<g fill='none'" in groups) is bool(picture.focus)
    assert f"<g fill='light-dark({MAP_LIGHT['zero']}" not in groups
    assert 'alt=""' in drawn
