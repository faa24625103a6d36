"""Pieces about one party that several pages show: its neighbours, the list of all."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from components.html.markdown import escape_markdown
from components.screens.widgets.panel import show_heading
from components.session.link import View, change_view, write_view
from components.texts import Texts
from components.words.units import list_zones, name_party
from geo.model import Model

ZONE_WIDTH_PX = 104


def show_choice_box(model: Model, view: View, t: Texts) -> None:
    """The list to choose a party from, and the way back to the whole region."""

    def choose() -> None:
        change_view(view, district=st.session_state["district_choice"], place=None)

    # The panel's title says what is chosen; an empty box lists all the others at once.
    st.session_state["district_choice"] = None
    with st.container(horizontal=True, vertical_alignment="bottom", key="district_choice_row"):
        st.selectbox(
            t("panel.choose"),
            model.codes,
            index=None,
            format_func=lambda code: name_party(model, code, t),
            placeholder=t("panel.choose_placeholder"),
            key="district_choice",
            on_change=choose,
            label_visibility="collapsed",
        )
        if view.district or view.place:
            st.button(
                t("panel.back"),
                icon=":material/close:",
                key="back_to_city",
                type="tertiary",
                on_click=change_view,
                args=(view,),
                kwargs={"district": None, "place": None},
            )


def link_to_comparison(view: View, code: str, t: Texts) -> None:
    """A link that adds the party to those already compared."""
    compared = [*(other for other in view.compare if other != code), code]
    params = {**write_view(view), "compare": ",".join(compared)}
    st.page_link("pages/compare.py", label=t("profile.to_compare"), query_params=params)


def show_neighbours(model: Model, view: View, code: str, t: Texts) -> None:
    """The districts that share a border, as buttons."""
    neighbours = model.region.neighbours.get(code, [])
    if not neighbours:
        return
    show_heading(t("panel.neighbours"))
    with st.container(horizontal=True, gap="small"):
        for neighbour in neighbours:
            st.button(
                escape_markdown(name_party(model, neighbour, t)),
                key=f"neighbour_{neighbour}",
                on_click=change_view,
                args=(view,),
                kwargs={"district": neighbour},
            )


def show_party_buttons(model: Model, view: View, t: Texts, label: Callable[[str], str]) -> None:
    """One button per party, a row for each functional zone; a click selects the party."""
    zones = list_zones(model, t)
    by_zone: dict[str, list[str]] = {}
    for code in [*zones, *(code for code in model.codes if code not in zones)]:
        by_zone.setdefault(zones.get(code, t("city.no_zone")), []).append(code)
    for zone, codes in by_zone.items():
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.html(Markup("<p class='zone'>{}</p>").format(zone), width=ZONE_WIDTH_PX)
            for code in codes:
                st.button(
                    escape_markdown(label(code)),
                    key=f"party_{code}",
                    on_click=change_view,
                    args=(view,),
                    kwargs={"district": code},
                )
