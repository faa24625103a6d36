"""The row above the map: what is counted; behind its button, how and over which base map."""

from __future__ import annotations

import streamlit as st

from components.html.markdown import escape_markdown
from components.map.basemap import Basemap, basemap_control
from components.screens.widgets.choice import show_box, show_many_pills
from components.session.link import CHANGES, REPORTED, View, change_view
from components.words.plan import name_metric
from components.words.words import Words
from geo.plan.count import METRICS, is_chapter
from geo.plan.duties import BASES, COUNTED_BASES, OPEN_BASIS


def map_controls(words: Words, view: View, *, is_followed: bool = False) -> Basemap | None:
    """Show the switches, which write the URL; returns the base map chosen for this session.
    `is_followed`: whether a month of reports was opened."""
    t = words.t
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="map_controls"
    ):
        _show_metrics(words, view, is_followed=is_followed)
        is_narrow = is_followed or view.against is not None
        further = [metric for metric in words.model.metrics if metric not in METRICS]
        chapters = [metric for metric in further if is_chapter(metric)]
        _show_box(words, view, chapters, "chapter", width=110 if is_narrow else 170)
        deadlines = [metric for metric in further if metric not in chapters]
        _show_box(words, view, deadlines, "deadline", width=106 if is_narrow else 118)
        if view.metric not in (CHANGES, REPORTED):
            _show_open_switch(words, view)
        with st.popover(t("basis.button"), icon=":material/tune:", key="basis_popover"):
            _show_bases(words, view)
            return basemap_control(t)


def _show_metrics(words: Words, view: View, *, is_followed: bool) -> None:
    """Of a single measure no metric is shown; any of them leads back to the task load. What changed
    comes after them, for the map's script takes the answers to these buttons by their order, and
    last what was reported, to which none is sent ahead."""
    t, metrics = words.t, [*METRICS, CHANGES] if view.against else [*METRICS]
    metrics += [REPORTED] if is_followed else []
    is_chosen = view.metric in metrics and not view.measure
    st.session_state["metric_choice"] = view.metric if is_chosen else None
    st.segmented_control(
        t("metric.label"),
        metrics,
        format_func=lambda metric: escape_markdown(name_metric(words, metric)),
        required=is_chosen,
        key="metric_choice",
        on_change=lambda: change_view(view, metric=st.session_state["metric_choice"], measure=None),
        label_visibility="collapsed",
    )


def _show_box(words: Words, view: View, metrics: list[str], what: str, width: int) -> None:
    """The metrics of a kind that a plan may have many of, in a list; cleared, all is counted."""
    if not metrics:
        return
    label = words.t(f"metric.{what}")
    show_box(
        {metric: name_metric(words, metric) for metric in metrics},
        lambda metric: change_view(view, metric=metric or METRICS[0], measure=None),
        key=f"{what}_metric",
        label=label,
        placeholder=label,
        chosen=None if view.measure else view.metric,
        width=width,
    )


def _show_open_switch(words: Words, view: View) -> None:
    """What the plan leaves open beside what it settles."""
    st.session_state["open_choice"] = OPEN_BASIS in view.bases
    st.toggle(
        words.t("basis.with_open"),
        key="open_choice",
        on_change=lambda: _change_bases(words, view, set(view.bases) ^ {OPEN_BASIS}),
    )


def _show_bases(words: Words, view: View) -> None:
    """The bases that are counted, each with what it means in the words of the counting rules."""
    t = words.t
    bases = words.model.counted_bases
    explained = [*bases, OPEN_BASIS]

    still_open = {OPEN_BASIS} & set(view.bases)
    show_many_pills(
        {basis: t(f"basis.{basis}") for basis in bases},
        lambda chosen: _change_bases(words, view, {*chosen, *still_open}),
        key="basis_choice",
        label=t("basis.label"),
        chosen=view.bases,
        label_visibility="visible",
    )
    st.caption("\n\n".join(f"**{t(f'basis.{b}')}** {t(f'rules.{b}')}" for b in explained))


def _change_bases(words: Words, view: View, chosen: set[str]) -> None:
    chosen &= set(words.model.bases)
    is_default = chosen == set(words.model.counted_bases)
    bases = COUNTED_BASES if is_default else tuple(b for b in BASES if b in chosen)
    change_view(view, bases=bases, measure=None)
