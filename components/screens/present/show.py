"""The show on the screen: every slide in the page, the map beside it, no chrome."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from components.html.scripts import write_script
from components.map.drawing import district_map
from components.map.picture import write_json
from components.slides.deck import build_deck, read_asset
from components.slides.deck_html import write_deck
from components.slides.run import parse_run, parse_slide
from components.words.words import Words

MAP_KEY = "slide_map_frame"


def show_slides(words: Words) -> None:
    """The slides of the link; keys and buttons change them without asking the server."""
    t = words.t
    run, _ = parse_run(st.query_params, words.model)
    number, _ = parse_slide(st.query_params, len(run))
    deck = build_deck(words, run)
    slide = deck.slides[number - 1]
    with st.container(key="slide"):
        st.html(Markup("<style>{}</style>").format(read_asset("deck.css")))
        st.html(write_deck(deck.slides, deck.cards, number, t, has_pages=True))
        with st.container(key="slide_map"):
            district_map(
                words,
                slide.picture,
                selected=slide.picture.focus,
                on_click=lambda click: None,
                key=MAP_KEY,
                mode="present",
            )
        st.button(t("present.leave"), key="leave_show", on_click=_leave, icon=":material/close:")
        told = write_json(deck.describe(number, keeps_link=True))
        st.html(write_script("deck", told), unsafe_allow_javascript=True)


def _leave() -> None:
    st.query_params.pop("slide", None)
