"""The comparison page: choose parties, read them side by side, see all at once."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.html.markdown import escape_markdown
from components.html.template import draw
from components.map.districts import get_load_picture
from components.map.drawing import district_map
from components.screens.compare.answer import write_answer
from components.screens.compare.sheets import write_heat_table, write_measure_maps
from components.screens.widgets.against import find_between
from components.screens.widgets.choice import show_many_box
from components.screens.widgets.downloads import download_menu
from components.screens.widgets.panel import (
    write_empty,
    write_heading,
    write_notice,
)
from components.screens.widgets.shape import show_shapes
from components.session.link import View, change_view, view_all_duties
from components.session.remember import remember
from components.words.units import (
    group_by_zone,
    is_searched,
    list_groups,
    list_parties,
    list_zones,
    name_party,
)
from components.words.words import Words
from geo.model import Model
from geo.plan.compare import rank_peers
from geo.plan.count import list_unreached

MAX_PARTIES = 7
"""A district and its neighbours, of which two have six."""
SHEETS = ("heat", "tasks")
SHOWN_PEERS = 5


def choose_parties(words: Words, view: View) -> None:
    """The list of all parties, and at one press the neighbours and the zone of the first."""
    t = words.t

    def choose() -> None:
        _compare(view, st.session_state["compare_choice"])

    st.session_state["compare_choice"] = list(view.compare)
    show_many_box(
        list_parties(words),
        # a link may hold more than fit; it can then only grow shorter
        most=max(MAX_PARTIES, len(view.compare)),
        key="compare_choice",
        label=t("compare.choose"),
        placeholder=t("compare.placeholder"),
        help=t("compare.choose_help"),
        on_change=choose,
    )
    first = _find_first(view)
    if first:
        _show_groups(words, view, first)


def choose_on_map(words: Words, view: View, key: str) -> None:
    """The map, which agrees with the list; a click adds or removes a district."""

    def toggle(click: dict[str, Any]) -> None:
        clicked = click["unit_code"]
        kept = [code for code in view.compare if code != clicked]
        _compare(view, kept if clicked in view.compare else [*kept, clicked])

    with st.container(key="compare_map_box"):
        show_shapes(words, view)
        district_map(
            words,
            get_load_picture(words, View().metric, view.bases, view.shape),
            selected=view.compare,
            on_click=toggle,
            key=key,
            mode="toggle",
        )


def _find_first(view: View) -> str | None:
    """The party that the others are compared with."""
    return view.compare[0] if view.compare else view.district


def _compare(view: View, codes: list[str]) -> None:
    show = "all" if view.show.startswith("only:") else view.show
    change_view(view, compare=tuple(codes), show=show)


def is_comparable(view: View) -> bool:
    return 2 <= len(view.compare) <= MAX_PARTIES


def show_answer(words: Words, view: View) -> None:
    """The document of the comparison, or what to do where the number of parties does not fit."""
    t = words.t
    count = len(view.compare)
    if count > MAX_PARTIES:
        st.html(write_notice(t("compare.many", n=count)))
        with st.container(horizontal=True):
            for code in view.compare:
                st.button(
                    escape_markdown(t("compare.remove", name=name_party(words, code))),
                    key=f"remove_{code}",
                    on_click=_compare,
                    args=(view, [c for c in view.compare if c != code]),
                )
    elif count < 2:
        keys = ["compare.empty"] if count == 0 else ["compare.one", "compare.one_way"]
        st.html(write_empty([t(key) for key in keys]))
        if count == 0:
            _show_zones(words, view)
    else:
        between = find_between(words, view)
        st.html(write_answer(words, view.compare, view.show, view.shape, between))


def show_files(words: Words, view: View) -> None:
    """The comparison's files."""
    shown, load = view_all_duties(words.model, view)
    download_menu(words, view.compare, view=shown, load=load, page="compare", key="compare_files")


@remember
def _rank_peers(model: Model, code: str) -> list[tuple[str, tuple[int, int] | None]]:
    return rank_peers(model.duties, code, model.codes)


def show_peers(words: Words, view: View) -> None:
    """Parties like the first chosen one, as buttons that add them."""
    t = words.t
    first = _find_first(view)
    if first is None or len(view.compare) >= MAX_PARTIES:
        return
    zones = list_zones(words)
    peers = _rank_peers(words.model, first)
    peers = [peer for peer in peers if peer[0] not in view.compare]
    is_unknown = all(overlap is None for _, overlap in peers)
    if is_unknown:
        peers.sort(key=lambda peer: zones.get(peer[0]) != zones.get(first))
        text = t("compare.peers_unknown", name=name_party(words, first))
    else:
        text = t("compare.peers_help" if zones else "compare.peers_help_flat")
    st.html(write_heading(t("compare.peers"), text))
    start = list(view.compare) or [first]
    with st.container(horizontal=True):
        for code, overlap in peers[:SHOWN_PEERS]:
            name = name_party(words, code)
            label = t("compare.peer_none", name=name)
            if overlap is not None:
                label = t("compare.peer", name=name, shared=overlap[0], all=overlap[1])
            if code in zones and zones.get(first) == zones[code]:
                label += f" · {t('compare.same_zone', zone=zones[code])}"
            st.button(
                escape_markdown(label),
                key=f"peer_{code}",
                on_click=_compare,
                args=(view, [*start, code]),
            )


def _show_zones(words: Words, view: View) -> None:
    """The parties of a functional zone at one press, for those who do not know whom to compare."""
    with st.container(horizontal=True, gap="small"):
        for number, (zone, codes) in enumerate(group_by_zone(words).items()):
            if zone and 2 <= len(codes) <= MAX_PARTIES:
                label = words.t("compare.zone_all", zone=zone, n=len(codes))
                key = f"zone_{number}"
                label = escape_markdown(label)
                st.button(label, key=key, on_click=_compare, args=(view, codes))


def _show_groups(words: Words, view: View, first: str) -> None:
    """The neighbours of a party and those of its zone, at one press."""
    with st.container(horizontal=True, gap="small"):
        for kind, codes in list_groups(words, first).items():
            if len(codes) <= MAX_PARTIES and codes != list(view.compare):
                label, key = words.t(f"compare.{kind}", n=len(codes) - 1), f"group_{kind}"
                st.button(label, key=key, on_click=_compare, args=(view, codes))


def show_mode(words: Words, view: View) -> str:
    """Switch between the chosen parties, all of them at once, and a map per measure; more parties
    than can be listed fit on no sheet."""
    t, sheets = words.t, () if is_searched(words.model) else SHEETS

    def choose() -> None:
        mode = st.session_state["compare_mode"]
        change_view(view, show="all" if mode == "chosen" else mode)

    mode = view.show if view.show in sheets else "chosen"
    st.session_state["compare_mode"] = mode
    st.segmented_control(
        t("compare.title"),
        ["chosen", *sheets],
        format_func=lambda option: t(f"compare.{option}"),
        required=True,
        key="compare_mode",
        on_change=choose,
        label_visibility="collapsed",
    )
    return mode


def show_sheet(words: Words, sheet: str) -> None:
    """All parties at once: a heat table, or a small map per measure, to read and to print."""
    model, t = words.model, words.t
    unreached = list_unreached(model.duties, model.plan.measures, model.codes)
    reached = len(model.plan.measures) - len(unreached)
    left_out = t("list.comma").join(unreached) or t("file.nothing_different")
    title = t(f"compare.{sheet}_title", n=reached)
    explained = t(f"compare.{sheet}_help", unreached=left_out)
    write = write_heat_table if sheet == "heat" else write_measure_maps
    with st.container(key="compare_sheet"):
        st.html(
            draw(
                "screens/compare/compare.sheet",
                title=title,
                explained=explained,
                print=t("compare.print"),
                table=write(words),
            )
        )
