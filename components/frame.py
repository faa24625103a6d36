"""What surrounds every page: styles, the page's language, header, notices, footer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from components.names import name_annex, name_party, name_plan
from components.navigation import show_navigation
from components.state import Notice
from components.tables import write_table
from components.texts import HTML_LANG, Texts
from components.theme import write_css_variables
from geo.model import Model
from geo.plan import list_cell_names

STYLE = Path(__file__).parent / "style.css"


def apply_style(t: Texts) -> None:
    """Add our few CSS rules and set the document's language, which Streamlit leaves at `en`."""
    css = write_css_variables() + STYLE.read_text(encoding="utf-8")
    script = f"document.documentElement.lang={HTML_LANG[t.lang]!r};"
    st.html(f"<style>{css}</style><script>{script}</script>", unsafe_allow_javascript=True)


def show_header(model: Model | None, pages: dict[str, Page], current: Page, t: Texts) -> None:
    """Product and plan at the left, pages and language at the right."""
    plan_line = ""
    if model:
        measures = model.plan.measures
        plan_line = t(
            "app.plan_line",
            title=name_plan(model, t),
            annex=name_annex(model, t),
            tasks=measures["task_no"].nunique(),
            measures=len(measures),
        )
    with st.container(horizontal=True, vertical_alignment="center", key="app_header"):
        st.html(
            f"<header><a class='skip' href='#duty-panel-title'>{escape(t('app.skip'))}</a>"
            f"<h1>{escape(t('app.title'))}</h1>"
            f"<span class='plan-line'>{escape(plan_line)}</span></header>",
            width="stretch",
        )
        show_navigation(pages, current, t)


def show_notices(notices: Sequence[Notice], t: Texts) -> None:
    """What in the link could not be followed."""
    if notices:
        lines = "".join(f"<li>{escape(t(n.key, **n.values))}</li>" for n in notices)
        st.html(f"<ul class='notice' role='alert'>{lines}</ul>")


def show_footer(model: Model, t: Texts) -> None:
    """The join ledger: how plan and map fit, every figure with the rows behind it."""
    parties, summary = model.region.parties, model.summary
    cells = list_cell_names(model.plan.measures)
    cells = cells[~cells["spelling"].isin(model.plan.meta["no_unit"])]
    known = cells["spelling"].isin(model.region.unit_names["spelling"])
    districts = parties[parties["kind"] == "district"]
    found = districts.index.intersection(model.region.districts["unit_code"])
    with st.container(key="app_footer", horizontal=True, vertical_alignment="center"):
        with st.popover(t("footer.measures", n=len(model.plan.measures)), type="tertiary"):
            st.html(_write_measure_table(model, t))
        total, still_open = int(summary["total"].sum()), int(summary["relevant"].sum())
        with st.popover(t("footer.duties", n=total, open=still_open), type="tertiary"):
            st.caption(t("footer.duties_help"))
            rows = [
                (name_party(model, code, t), row["total"], row["relevant"])
                for code, row in summary.iterrows()
            ]
            st.html(write_table([t("column.unit"), t("column.total"), t("column.open")], rows))
        label = t("footer.matched", found=len(found), all=len(districts))
        with st.popover(label, type="tertiary"):
            st.caption(t("footer.matched_help"))
            rows = [
                (code, name_party(model, code, t), f"{model.region.area_km2[code]:,.2f}")
                for code in found
            ]
            st.html(write_table([t("column.code"), t("column.unit"), t("column.area")], rows))
        with st.popover(t("footer.unmatched", n=int((~known).sum())), type="tertiary"):
            spellings = cells["spelling"].value_counts()
            st.caption(t("footer.unmatched_help", cells=len(cells), spellings=len(spellings)))
            st.html(write_table([t("column.spelling"), t("column.times")], spellings.items()))
        source = t("footer.source", title=name_plan(model, t), annex=name_annex(model, t))
        st.html(f"<span class='quiet'>{escape(source)}</span>")


def _write_measure_table(model: Model, t: Texts) -> str:
    columns = [t(f"column.{name}") for name in ("measure", "task", "label", "deadline")]
    rows = [
        (m.measure_id, m.task, t.pick(m.label, m.label_en), m.deadline)
        for m in model.plan.measures.itertuples(index=False)
    ]
    return write_table(columns, rows)
