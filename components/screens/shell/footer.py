"""The footer: how plan and map fit, every figure with the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import streamlit as st
from markupsafe import Markup, escape

from components.html.links import write_tagged
from components.html.table import write_table
from components.html.tongue import mark_chinese
from components.session.remember import remember
from components.texts import Texts
from components.words.plan import cite_briefly
from components.words.units import MAX_LISTED, name_boundary, name_party
from components.words.words import Words
from geo.plan.plan import list_cell_names


@dataclass(frozen=True, eq=False)
class Join:
    """A label with its figure, an explanation, and the rows behind it."""

    label: str
    explanation: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]

    @cached_property
    def table(self) -> Markup:
        return write_table(self.columns, self.rows)


def show_footer(words: Words) -> None:
    """The join ledger: how plan and map fit, every figure with the rows behind it."""
    with st.container(key="app_footer", horizontal=True, vertical_alignment="center"):
        for number, join in enumerate(_list_joins(words)):
            with st.popover(join.label, type="tertiary"):
                if join.explanation:
                    st.caption(join.explanation)
                if len(join.rows) > MAX_LISTED:
                    _search_rows(join, words.t, f"join_row_{number}")
                else:
                    st.html(join.table)
        source = words.t(
            "footer.source",
            credit=name_boundary(words),
            plan=cite_briefly(words),
        )
        voices = words.t("footer.voices", ours=words.t("panel.ours_help"))
        st.html(
            Markup("<span class='quiet'>{}<span class='voices'>{}</span></span>").format(
                mark_chinese(source, words.t), voices
            )
        )


@st.fragment
def _search_rows(join: Join, t: Texts, key: str) -> None:
    """One of very many rows, found by the first words that stand in it."""
    texts = [[str(escape(cell).striptags()) for cell in row[:2]] for row in join.rows]
    chosen = st.selectbox(
        t("search.row"),
        range(len(texts)),
        index=None,
        format_func=lambda number: " ".join(texts[number]),
        placeholder=t("search.row"),
        label_visibility="collapsed",
        key=key,
    )
    if chosen is not None:
        st.html(write_table(join.columns, [join.rows[chosen]]))


@remember
def _list_joins(words: Words) -> list[Join]:
    return [
        _join_measures(words),
        _join_duties(words),
        _join_districts(words),
        _join_spellings(words),
    ]


def _join_measures(words: Words) -> Join:
    columns = [words.t(f"column.{name}") for name in ("measure", "task", "label", "deadline")]
    rows = [
        (
            write_tagged(words, m.measure_id),
            *(
                mark_chinese(text, words.t)
                for text in (m.task, words.t.pick(m.label, m.label_en), m.deadline)
            ),
        )
        for m in words.model.plan.measures.itertuples(index=False)
    ]
    return Join(words.t("footer.measures", n=len(rows)), "", columns, rows)


def _join_duties(words: Words) -> Join:
    t = words.t
    summary = words.model.summary
    total, still_open = int(summary["total"].sum()), int(summary["relevant"].sum())
    rows = [
        (name_party(words, code), row["total"], row["relevant"]) for code, row in summary.iterrows()
    ]
    columns = [t("column.unit"), t("column.total"), t("column.open")]
    label = t("footer.duties", n=total, open=still_open)
    return Join(label, t("footer.duties_help"), columns, rows)


def _join_districts(words: Words) -> Join:
    model, t = words.model, words.t
    parties = model.region.parties
    districts = parties[parties["kind"] == "district"]
    found = districts.index.intersection(model.region.districts["unit_code"])
    rows = [
        (code, name_party(words, code), f"{model.region.area_km2[code]:,.2f}") for code in found
    ]
    columns = [t("column.code"), t("column.unit"), t("column.area")]
    label = t("footer.matched", found=len(found), all=len(districts))
    return Join(label, t("footer.matched_help"), columns, rows)


def _join_spellings(words: Words) -> Join:
    model, t = words.model, words.t
    cells = list_cell_names(model.plan.measures)
    cells = cells[~cells["spelling"].isin(model.plan.meta["no_unit"])]
    known = cells["spelling"].isin(model.region.unit_names["spelling"])
    spellings = cells["spelling"].value_counts()
    explanation = t("footer.unmatched_help", cells=len(cells), spellings=len(spellings))
    label = t("footer.unmatched", n=int((~known).sum()))
    columns = [t("column.spelling"), t("column.times")]
    rows = [(mark_chinese(name, t), times) for name, times in spellings.items()]
    return Join(label, explanation, columns, rows)
