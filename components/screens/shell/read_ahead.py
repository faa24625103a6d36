"""What the first page needs, read before anybody asks."""

from __future__ import annotations

from components.session.link import read_plan_code
from components.session.models import get_model


def read_ahead() -> None:
    """Import what the first page needs, read what opens, draw its map; raises `DataError`."""
    from components.map.drawing import draw_district_map
    from components.map.frame import FRAMES, declare_frame
    from components.texts import Texts
    from components.words.words import Words

    for name in FRAMES:
        declare_frame(name)
    words = Words(get_model(read_plan_code({})), Texts("zh"))
    draw_district_map(words, "single", "map")
