"""The comparison page: choose parties, read them side by side, see all at once."""

from __future__ import annotations

from typing import Any

import streamlit as st
from markupsafe import Markup

from components.html.markdown import escape_markdown
from components.html.sentence import write_copied
from components.html.table import write_table
from components.html.template import draw
from components.map.districts import get_load_picture
from components.map.drawing import district_map
from components.map.small import draw_svg_map
from components.screens.compare.places import write_place_comparison
from components.screens.compare.tables import write_heat_table, write_matrix, write_measure_maps
from components.screens.widgets.charts import show_chapter_chart
from components.screens.widgets.choice import show_many_box
from components.screens.widgets.downloads import download_menu
from components.screens.widgets.panel import (
    show_heading,
    write_empty,
    write_heading,
    write_notice,
    write_quiet,
)
from components.session.link import View, change_view, view_all_duties
from components.session.remember import remember
from components.texts import Texts
from components.theme import SEQUENTIAL
from components.words.comparison import build_comparison, write_comparison_counts
from components.words.places import list_layers
from components.words.units import list_parties, list_zones, name_party
from components.words.words import Words
from geo.model import Model
from geo.plan.compare import Row, compare_parties, list_lead_measures, rank_peers, select_rows
from geo.plan.load import HEADLINES, list_unreached

MAX_PARTIES = 4
SHEETS = ("heat", "tasks")
SHOWN_PEERS = 5
SMALL_MAP_WIDTH_PX = 150


def choose_parties(words: Words, view: View, map_key: str) -> None:
    """A list and a map, which agree; a click on the map adds or removes a district."""
    t = words.t

    def choose() -> None:
        _compare(view, st.session_state["compare_choice"])

    def toggle(click: dict[str, Any]) -> None:
        clicked = click["unit_code"]
        kept = [code for code in view.compare if code != clicked]
        _compare(view, kept if clicked in view.compare else [*kept, clicked])

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
    with st.container(key="compare_map_box"):
        district_map(
            words,
            get_load_picture(words, View().metric, view.bases),
            selected=view.compare,
            on_click=toggle,
            key=map_key,
            mode="toggle",
        )


def _compare(view: View, codes: list[str]) -> None:
    show = "all" if view.show.startswith("only:") else view.show
    change_view(view, compare=tuple(codes), show=show)


def show_count_notice(words: Words, view: View) -> bool:
    """Say what to do where the number of parties is not 2 to 4; true where it is."""
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
    return 2 <= count <= MAX_PARTIES


def show_answer(words: Words, view: View) -> None:
    """What is the same and what is not, in words to copy."""
    comparison = build_comparison(words.model, view.compare)
    st.html(write_copied(write_comparison_counts(words, comparison), words.t))


def show_matrix(words: Words, view: View) -> None:
    """The measures of the chosen parties, filtered; every filter says how many it holds."""
    model, t = words.model, words.t
    rows = _compare_parties(model, view.compare)
    options = ["all", "shared", "different", *(f"only:{code}" for code in view.compare), "open"]

    def label(option: str) -> str:
        n = len(select_rows(rows, option))
        if option.startswith("only:"):
            name = name_party(words, option.removeprefix("only:"), short=True)
            return escape_markdown(t("compare.only", name=name, n=n))
        return escape_markdown(t(f"compare.{option}", n=n))

    def choose() -> None:
        change_view(view, show=st.session_state["compare_show"])

    wanted = view.show if view.show in options else "all"
    st.session_state["compare_show"] = wanted
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            t("compare.filters"),
            options,
            format_func=label,
            required=True,
            key="compare_show",
            on_change=choose,
            label_visibility="collapsed",
        )
        shown, load = view_all_duties(model, view)
        download_menu(words, view.compare, view=shown, load=load, key="compare_files")
    with st.container(key="compare_matrix"):
        st.html(_write_matrix(words, view.compare, wanted))
    st.html(write_quiet(t("compare.explain")))


@remember
def _compare_parties(model: Model, codes: tuple[str, ...]) -> list[Row]:
    return compare_parties(model.duties, model.plan.measures, codes)


@remember
def _write_matrix(words: Words, codes: tuple[str, ...], wanted: str) -> Markup:
    chosen = select_rows(_compare_parties(words.model, codes), wanted)
    if chosen:
        return write_matrix(words, chosen, codes)
    return write_empty([words.t("compare.no_rows")])


def show_summary(words: Words, view: View) -> None:
    """Headline table, places, chapter profile and the lead departments in common."""
    model, t = words.model, words.t
    zones = list_zones(words)
    if len({zones[code] for code in view.compare if code in zones}) > 1:
        st.html(write_notice(t("compare.cross_zone")))
    left, right = st.columns([1, 1], gap="large")
    with left:
        show_heading(t("compare.headline"))
        columns = [t("column.unit"), *(t(f"panel.{name}") for name in HEADLINES)]
        rows = [
            [name_party(words, code), *model.summary.loc[code, list(HEADLINES)]]
            for code in view.compare
        ]
        st.html(write_table(columns, rows))
        st.html(write_heading(t("compare.maps")) + _write_places(words, view.compare))
    with right:
        show_chapter_chart(words, list(view.compare))
    if list_layers(model):
        st.html(write_place_comparison(words, view.compare))
    st.html(write_heading(t("compare.leads")) + _write_common_leads(words, view.compare))


@remember
def _write_places(words: Words, codes: tuple[str, ...]) -> Markup:
    places = []
    for code in codes:
        name = name_party(words, code)
        image = draw_svg_map(
            words.model,
            {code: SEQUENTIAL[5]},
            title=words.t("profile.locator", name=name),
            width=SMALL_MAP_WIDTH_PX,
        )
        places.append((name, image))
    return draw("screens/compare/compare.places", places=places)


@remember
def _write_common_leads(words: Words, codes: tuple[str, ...]) -> Markup:
    model, t = words.model, words.t
    units = model.region.units.set_index("unit_code")
    leads = list_lead_measures(model.duties, model.region.units, codes)
    if not leads:
        return write_quiet(t("compare.no_leads"))
    lines = []
    for code, measures in leads.items():
        name = t.pick(units.at[code, "name"], units.at[code, "name_en"])
        line = t("compare.lead_line", name=name, n=len(measures))
        lines.append((line, t("list.comma").join(measures)))
    return draw("screens/compare/compare.leads", leads=lines)


@remember
def _rank_peers(model: Model, code: str) -> list[tuple[str, tuple[int, int] | None]]:
    return rank_peers(model.duties, code, model.codes)


def show_peers(words: Words, view: View) -> None:
    """Parties like the first chosen one, as buttons that add them."""
    t = words.t
    first = view.compare[0] if view.compare else view.district
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
        text = t("compare.peers_help")
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


def show_mode(view: View, t: Texts) -> str:
    """Switch between the chosen parties, all of them at once, and a map per measure."""

    def choose() -> None:
        mode = st.session_state["compare_mode"]
        change_view(view, show="all" if mode == "chosen" else mode)

    mode = view.show if view.show in SHEETS else "chosen"
    st.session_state["compare_mode"] = mode
    st.segmented_control(
        t("compare.title"),
        ["chosen", *SHEETS],
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
