"""What the first page needs, read before anybody asks."""

from __future__ import annotations

from contextlib import suppress

from components.session.link import read_plan_code
from components.session.models import get_model
from geo.packages.problems import DataError


def read_ahead() -> None:
    """Import what the first page needs, read what opens, draw its map, before anybody asks."""
    from components.map.cards import build_cards
    from components.map.drawing import draw_district_map
    from components.texts import Texts
    from components.words.words import Words

    # What is wrong with the data is said on the page, which reads it again.
    with suppress(DataError):
        words = Words(get_model(read_plan_code({})), Texts("zh"))
        draw_district_map(words, "single", build_cards, "map")
