"""What departments hold and whom they reach; the plan's figures; what it leaves open."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from components.charts import build_flow_chart
from components.html.measures import write_measure_list
from components.html.table import write_table
from components.screens.ledger.tables import (
    write_department_list,
    write_department_matrix,
    write_open_questions,
    write_targets,
)
from components.screens.widgets.charts import CHART_CONFIG
from components.screens.widgets.panel import show_heading, write_quiet
from components.texts import Texts
from components.words.plan import list_chapters
from components.words.units import name_party
from geo.model import Model
from geo.plan.duties import split_open
from geo.plan.ledger import count_departments, cross_departments
from geo.plan.load import list_unreached
from geo.plan.plan import ROLES
from geo.plan.resolutions import COLUMNS


def show_departments(model: Model, t: Texts) -> None:
    """Every department's holdings, department × party, and the flow of lead duties."""
    counts = count_departments(model.duties, model.region.units)
    with st.container(key="departments"):
        st.html(write_quiet(t("ledger.department_help")))
        st.html(write_department_list(model, counts, t))
        role = st.segmented_control(
            t("ledger.matrix_role"),
            ROLES,
            default="lead",
            required=True,
            key="matrix_role",
            format_func=lambda code: t(f"role.{code}"),
        )
        st.html(write_department_matrix(model, role or "lead", t))
        _show_flow(model, t)


def _show_flow(model: Model, t: Texts) -> None:
    show_heading(t("ledger.flow"), t("ledger.flow_help"))
    units = model.region.units.set_index("unit_code")
    chapters = list_chapters(model, t, short=True)
    crossed = cross_departments(model.duties, model.region.units, model.codes)
    crossed, _ = split_open(crossed)
    chapter_of = model.plan.measures.set_index("measure_id")["chapter_no"]
    crossed["chapter_no"] = crossed["measure_id"].map(chapter_of)
    sizes = crossed.groupby(["unit_code", "chapter_no", "party"], sort=False).size()
    flows = [
        (
            t.pick(units.at[unit, "name"], units.at[unit, "name_en"]),
            chapters[chapter],
            name_party(model, party, t, short=True),
            int(n),
        )
        for (unit, chapter, party), n in sizes.items()
    ]
    layers = [
        list(dict.fromkeys(flow[0] for flow in flows)),
        list(chapters.values()),
        [name_party(model, code, t, short=True) for code in model.codes],
    ]
    totals = {name: sum(f[3] for f in flows if f[0] == name) for name in layers[0]}
    facts = t("list.comma").join(t("ledger.flow_fact", name=k, n=n) for k, n in totals.items())
    figure = build_flow_chart(flows, layers)
    alt = t("ledger.flow_alt", facts=facts)
    st.plotly_chart(figure, config=CHART_CONFIG, alt=alt, key="flow")
    with st.expander(t("profile.table")):
        columns = [t("ledger.department"), t("profile.chapters"), t("column.unit")]
        st.html(write_table([*columns, t("column.total")], flows))


def show_figures(model: Model, t: Texts) -> None:
    """Every figure of the plan."""
    st.html(write_targets(model, t))


def show_questions(model: Model, t: Texts) -> None:
    """What the plan leaves open, what reaches no district, where the reading needed a ruling."""
    with st.container(key="questions"):
        st.html(write_quiet(t("ledger.questions_help")))
        st.html(write_open_questions(model, t))
        with st.expander(t("ledger.resolve")):
            st.html(Markup("<p>{}</p>").format(t("ledger.resolve_help", plan=model.plan.code)))
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
        st.html(write_measure_list(model, unreached, t))
        show_heading(t("ledger.notes"))
        noted = model.plan.measures[model.plan.measures["note"] != ""]
        rows = [(m.measure_id, t.pick(m.note, m.note_en)) for m in noted.itertuples()]
        st.html(write_table([t("ledger.measure"), t("panel.note")], rows))
