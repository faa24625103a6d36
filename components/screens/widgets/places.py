"""What the pages of places share: the filters, the buttons of places, the opened place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.html.markdown import escape_markdown
from components.html.places import (
    write_area,
    write_area_head,
    write_site,
    write_site_head,
)
from components.map.drawing import district_map, follow_click
from components.map.picture import Picture
from components.screens.widgets.choice import show_box, show_button, show_party_buttons
from components.screens.widgets.panel import write_empty, write_quiet
from components.session.link import View, change_view
from components.texts import Texts
from components.words.places import (
    find_area,
    find_site,
    is_site,
    name_place,
    name_precision,
)
from components.words.units import list_parties
from components.words.words import Words

FILTERS = ("kind", "measure", "category", "level")


ShowDistrict = Callable[[Words, View, str], None]
ShowAll = Callable[[Words, View], None]


def show_place_map(words: Words, picture: Picture, view: View, *, topic: str, key: str) -> None:
    """The map of a page of places; `topic` names its texts, `key` its component."""
    with st.container(key="district_map_box"):
        district_map(
            words,
            picture,
            selected=[view.district] if view.district else [],
            on_click=partial(follow_click, words.model),
            key=key,
            topic=topic,
        )


def place_panel(words: Words, view: View, show_district: ShowDistrict, show_all: ShowAll) -> None:
    """The opened place, the chosen district, or all of the page."""
    with st.container(key="duty_panel"):
        _show_district_box(words, view)
        if view.place:
            show_place(words, view, view.place)
        elif view.district:
            show_district(words, view, view.district)
        else:
            show_all(words, view)


def _show_district_box(words: Words, view: View) -> None:
    """The list to choose a party from, and the way back to the whole region.

    The panel's title says what is chosen; an empty box lists all the others at once.
    """
    t = words.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="district_choice_row"):
        show_box(
            list_parties(words),
            lambda code: change_view(view, district=code, place=None),
            key="district_choice",
            label=t("panel.choose"),
            placeholder=t("panel.choose_placeholder"),
        )
        if view.district or view.place:
            show_button(
                t("panel.back"),
                view,
                {"district": None, "place": None},
                key="back_to_city",
                icon=":material/close:",
                type="tertiary",
            )


def show_filter(name: str, options: Mapping[str, str], view: View, t: Texts) -> None:
    """A list that writes one filter of the link; its empty choice is everything."""
    show_box(
        options,
        lambda code: change_view(view, **{name: code, "place": None}),
        key=f"{name}_choice",
        label=t(f"place.{name}"),
        placeholder=t(f"place.all_{name}"),
        chosen=getattr(view, name),
    )


def show_place_buttons(places: Iterable[Mapping[str, Any]], key: str, view: View, t: Texts) -> None:
    """One button per place, the keyboard's way to what the map shows; a click opens it."""
    for place in places:
        name, precision = name_place(place, t), name_precision(place, t)
        label = f"{escape_markdown(name)} :small[:gray[{escape_markdown(precision)}]]"
        show_button(label, view, {"place": place[key]}, key=f"place_{place[key]}", type="tertiary")


def show_group(title: str, places: list[dict[str, Any]], key: str, view: View, t: Texts) -> None:
    """A heading and its places; nothing where there is none."""
    if not places:
        return
    heading = Markup("<h3>{} <span class='quiet'>{}</span></h3>")
    st.html(heading.format(title, len(places)))
    with st.container(key=f"places_{key}_{len(title)}_{places[0][key]}", gap=None):
        show_place_buttons(places, key, view, t)


def show_place(words: Words, view: View, place: str) -> None:
    """The opened site or protected area, and its districts as the way on."""
    model, t = words.model, words.t
    show_button(
        t("place.back"),
        view,
        {"place": None},
        key="back_to_places",
        icon=":material/arrow_back:",
        type="tertiary",
    )
    if is_site(model, place):
        row = find_site(model, place)
        head, body = write_site_head(words, row), write_site(words, row)
    else:
        row = find_area(model, place)
        head, body = write_area_head(words, row), write_area(words, row)
    st.html(head)
    st.html(write_quiet(t("place.all_districts")))
    with st.container(horizontal=True, gap="small", key="place_districts"):
        closed = replace(view, place=None)
        show_party_buttons(words, row["district_codes"], closed, key="place_district")
    st.html(body)


def show_nothing(view: View, t: Texts) -> None:
    """Why the list is empty, and the way out."""
    st.html(write_empty([t("place.none_here"), t("place.empty_way")]))
    if any(getattr(view, name) for name in FILTERS):
        show_button(t("place.clear"), view, dict.fromkeys(FILTERS), key="clear_filters")
