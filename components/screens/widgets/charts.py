"""Charts that several screens show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.charts import build_range_chart
from components.html.table import write_table
from components.screens.widgets.panel import show_heading
from components.session.remember import remember
from components.texts import Texts
from components.words.plan import list_chapters
from components.words.units import name_party
from geo.model import Model

if TYPE_CHECKING:
    import plotly.graph_objects as go


CHART_CONFIG = {"displayModeBar": False}


def show_chapter_chart(model: Model, codes: list[str], t: Texts) -> None:
    """Counted duties of one to four parties by chapter, on the city's range, and the table."""
    show_heading(t("profile.chapters"))
    figure, alt, table = _draw_chapters(model, tuple(codes), t)
    st.plotly_chart(figure, config=CHART_CONFIG, alt=alt, key=f"chapters_{'_'.join(codes)}")
    with st.expander(t("profile.table")):
        st.html(table)


@remember
def _draw_chapters(model: Model, codes: tuple[str, ...], t: Texts) -> tuple[go.Figure, str, Markup]:
    """The chart, its text alternative, and its table."""
    chapters = list_chapters(model, t, short=True)
    names = [name_party(model, code, t) for code in codes]
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
        [label, *(values[name][i] for name in names), f"{ranges[i][0]}–{ranges[i][1]}"]
        for i, label in enumerate(labels)
    ]
    return figure, alt, write_table(columns, rows)
