"""What departments hold and whom they reach; the plan's figures; what it leaves open."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from components.html.links import write_address, write_link, write_tagged
from components.html.measures import write_measure_list
from components.html.table import write_table
from components.screens.ledger.contacts import write_contacts
from components.screens.ledger.tables import (
    write_department_list,
    write_department_matrix,
    write_open_questions,
    write_targets,
)
from components.screens.widgets.panel import show_heading, write_quiet
from components.words.plan import list_single
from components.words.words import Words
from geo.plan.count import list_unreached
from geo.plan.ledger import count_departments
from geo.plan.plan import ROLES
from geo.plan.resolutions import COLUMNS


def show_departments(words: Words) -> None:
    """Every department's holdings, department × party, and whom it has to speak with."""
    model, t = words.model, words.t
    counts = count_departments(model.duties, model.region.units)
    with st.container(key="departments"):
        st.html(write_quiet(t("ledger.department_help")))
        st.html(write_department_list(words, counts))
        role = st.segmented_control(
            t("ledger.matrix_role"),
            ROLES,
            default="lead",
            required=True,
            key="matrix_role",
            format_func=lambda code: t(f"role.{code}"),
        )
        st.html(write_department_matrix(words, role or "lead"))
        show_heading(t("ledger.contacts"), t("ledger.contacts_help"))
        st.html(write_contacts(words))


def show_figures(words: Words) -> None:
    """Every figure of the plan."""
    st.html(write_targets(words))


def show_questions(words: Words) -> None:
    """What the plan leaves open, what reaches no district, where the reading needed a ruling."""
    model, t = words.model, words.t
    with st.container(key="questions"):
        st.html(write_quiet(t("ledger.questions_help")))
        st.html(write_open_questions(words))
        with st.expander(t("ledger.resolve")):
            for each in list_single(words):
                way = write_address("plans", {"step": "open"}, each)
                explained = t("ledger.resolve_help", plan=each.model.plan.code)
                link = write_link(way, t("ledger.resolve_here"))
                st.html(Markup("<p>{}</p><p>{}</p>").format(explained, link))
            template = "\ufeff" + ",".join(COLUMNS) + "\r\n"
            st.download_button(
                t("ledger.template"),
                template.encode(),
                file_name="resolutions.csv",
                mime="text/csv",
                on_click="ignore",
                icon=":material/download:",
            )
        show_heading(t("ledger.unreached"))
        unreached = list_unreached(model.duties, model.plan.measures, model.codes)
        st.html(write_measure_list(words, unreached))
        show_heading(t("ledger.notes"))
        noted = model.plan.measures[model.plan.measures["note"] != ""]
        rows = [
            (write_tagged(words, m.measure_id), t.pick(m.note, m.note_en))
            for m in noted.itertuples()
        ]
        st.html(write_table([t("ledger.measure"), t("panel.note")], rows))
