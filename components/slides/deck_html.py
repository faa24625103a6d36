"""Slides as HTML, for the page and the single file."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.html.links import join_address, write_link
from components.html.template import draw
from components.session.link import write_view
from components.slides.slide import Slide
from components.texts import Texts

SIGNS = {"previous": "←", "next": "→", "notes": "N", "blank": "B", "fullscreen": "F", "help": "?"}
HELP = ("next", "previous", "first", "last", "blank", "fullscreen", "notes", "back", "help")


def write_deck(
    slides: Sequence[Slide], cards: Sequence[Slide], shown: int, t: Texts, *, has_pages: bool
) -> Markup:
    """Every slide of a run, number `shown` (from 1) visible, and a card per party.

    `has_pages`: whether the other pages of the product are there to be linked to.
    """
    sections = [
        draw(
            "slides/deck_html.slide",
            slide=slide,
            count=t("present.count", n=number, all=len(slides)),
            t=t,
            is_hidden=number != shown,
            to_map=_link_map(slide, t) if has_pages else "",
        )
        for number, slide in enumerate(slides, start=1)
    ]
    sections += [draw("slides/deck_html.card", card=card, t=t) for card in cards]
    return draw(
        "slides/deck_html.deck",
        sections=sections,
        bar=t("present.bar"),
        buttons=[(act, sign, t(f"present.{act}")) for act, sign in SIGNS.items()],
        keys=[(t(f"present.keys_{act}"), t(f"present.{act}")) for act in HELP],
    )


def _link_map(slide: Slide, t: Texts) -> Markup | str:
    """To the map in the state that the slide shows."""
    if slide.view is None:
        return ""
    params = {name: value for name, value in write_view(slide.view).items() if name != "lang"}
    return write_link(join_address("./", params, t), t("present.to_map"))
