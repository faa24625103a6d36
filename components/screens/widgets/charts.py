"""Charts that several screens show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.charts import build_range_chart
from components.html.table import write_table
from components.html.tongue import mark_chinese
from components.screens.widgets.panel import show_heading
from components.session.remember import remember
from components.words.plan import list_chapters
from components.words.units import name_party
from components.words.words import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go


CHART_CONFIG = {"displayModeBar": False}


def show_chapter_chart(words: Words, codes: list[str]) -> None:
    """Counted duties of one to four parties by chapter, on the city's range, and the table."""
    show_heading(words.t("profile.chapters"))
    figure, alt, table = _draw_chapters(words, tuple(codes))
    st.plotly_chart(figure, config=CHART_CONFIG, alt=alt, key=f"chapters_{'_'.join(codes)}")
    with st.expander(words.t("profile.table")):
        st.html(table)


@remember
def _draw_chapters(words: Words, codes: tuple[str, ...]) -> tuple[go.Figure, str, Markup]:
    """The chart, its text alternative, and its table."""
    model, t = words.model, words.t
    chapters = list_chapters(words, short=True)
    names = [name_party(words, code) for code in codes]
    keys = [f"ch{number}" for number in chapters]
    ranges = [(int(model.ranges.at[k, "low"]), int(model.ranges.at[k, "high"])) for k in keys]
    values = {
        name: model.summary.loc[c, keys].tolist() for c, name in zip(codes, names, strict=True)
    }
    facts = [
        t("profile.fact", label=label, value=values[names[0]][i], low=low, high=high)
        for i, (label, (low, high)) in enumerate(zip(chapters.values(), ranges, strict=True))
    ]
    alt = t(
        "profile.chapters_alt", name=t("list.comma").join(names), facts=t("list.comma").join(facts)
    )
    labels = list(chapters.values())
    figure = build_range_chart(labels, ranges, values, t("profile.range_name"))
    columns = [t("profile.chapters"), *names, t("profile.range_name")]
    rows = [
        [mark_chinese(label, t), *(values[name][i] for name in names), f"{low}–{high}"]
        for i, (label, (low, high)) in enumerate(zip(labels, ranges, strict=True))
    ]
    return figure, alt, write_table(columns, rows)
