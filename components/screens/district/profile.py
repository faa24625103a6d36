"""The district profile: what one party owes, to whom, by when, beside the city's range."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.html.changes import write_against
from components.html.duties import write_duties
from components.html.heads import write_party_head
from components.html.states import add_states, write_unit_state
from components.html.template import draw
from components.html.wording import write_label
from components.map.small import draw_svg_map
from components.screens.district.figures import write_deadline_strip, write_figures
from components.screens.district.places import show_district_places
from components.screens.widgets.against import find_between
from components.screens.widgets.charts import show_chapter_chart
from components.screens.widgets.choice import show_box, show_button, show_pills
from components.screens.widgets.downloads import download_menu
from components.screens.widgets.panel import show_heading, write_quiet
from components.screens.widgets.parties import (
    link_to_comparison,
    show_neighbours,
    show_zones,
)
from components.session.link import (
    View,
    change_view,
    view_all_duties,
    write_view,
)
from components.session.progress import Progress
from components.theme import SEQUENTIAL
from components.words.leads import list_leads
from components.words.plan import quote_deadlines
from components.words.sentence import write_sentence
from components.words.units import list_parties, name_party
from components.words.words import Words
from geo.plan.compare import list_own_lead
from geo.plan.duties import split_open

LOCATOR_WIDTH_PX = 210


def show_party_choice(words: Words, view: View, progress: Progress | None) -> None:
    """Choose a party from the list, or step to the one before or after it."""

    with st.container(horizontal=True, vertical_alignment="center", key="profile_choice_row"):
        show_box(
            list_parties(words),
            lambda code: change_view(view, district=code),
            key="profile_choice",
            label=words.t("profile.choose"),
            placeholder=words.t("profile.choose"),
            chosen=view.district,
            width=280,
        )
        if view.district:
            _show_steps(words, view, view.district, progress)
    if not view.district:
        show_zones(words, view)


def _show_steps(words: Words, view: View, code: str, progress: Progress | None) -> None:
    model, t = words.model, words.t
    at = model.codes.index(code)
    for key, icon, step in (("previous", "arrow_back", -1), ("next", "arrow_forward", 1)):
        other = model.codes[(at + step) % len(model.codes)]
        show_button(
            "",
            view,
            {"district": other},
            key=f"step_{key}",
            icon=f":material/{icon}:",
            help=t(f"profile.{key}", name=name_party(words, other)),
        )
    st.page_link("pages/map.py", label=t("profile.to_map"), query_params=write_view(view))
    link_to_comparison(view, code, t)
    shown, load = view_all_duties(model, view)
    download_menu(
        words,
        [code],
        view=shown,
        load=load,
        progress=progress,
        page="district",
        key="profile_files",
    )


def show_profile(words: Words, view: View, code: str, progress: Progress | None) -> None:
    """Everything about one party: its duties first, what stands around them last. `progress`: what
    was reported, where a month was opened."""
    model, t = words.model, words.t
    sentence = write_sentence(words, code)
    duties = model.duties[model.duties["unit_code"] == code]
    with st.container(key="profile"):
        facts, place = st.columns([3.2, 1], gap="large")
        with facts:
            st.html(write_party_head(words, code, sentence))
            st.html(write_figures(words, code))
            between = find_between(words, view)
            if between:
                st.html(write_against(between, code))
            if progress:
                st.html(write_unit_state(words, progress, code))
            st.code(sentence, language=None, wrap_lines=True)
            led = _show_leads(words, view, code)
        with place:
            title = t("profile.locator", name=name_party(words, code))
            fills = {code: SEQUENTIAL[5]}
            image = draw_svg_map(
                model, fills, title=title, width=LOCATOR_WIDTH_PX, shape=view.shape
            )
            st.html(image)
            show_neighbours(words, view, code)
        show_heading(t("profile.all_duties") if led is None else t("profile.led", n=len(led)))
        shown = duties if led is None else duties[duties["measure_id"].isin(led)]
        document = write_duties(words, shown, followed=progress.followed if progress else ())
        st.html(add_states(document, words, progress, code))
        _show_own_lead(words, code)
        show_heading(
            t("profile.deadlines"), t("profile.deadlines_help", deadlines=quote_deadlines(words))
        )
        counted, _ = split_open(shown)
        st.html(write_deadline_strip(words, counted))
        show_chapter_chart(words, [code])
        show_district_places(words, view, code)


def _show_leads(words: Words, view: View, code: str) -> list[str] | None:
    """The departments that lead what the party has to do; the measures of the one chosen."""
    t = words.t
    leads = {lead.code: lead for lead in list_leads(words, (code,))}
    show_heading(t("profile.leads"), t("profile.leads_help"))
    if not leads:
        st.html(write_quiet(t("profile.no_leads")))
        return None
    show_pills(
        {
            lead.code: t("profile.lead_count", name=lead.name, n=len(lead.measure_ids))
            for lead in leads.values()
        },
        lambda lead: change_view(view, lead=lead),
        key="lead_choice",
        label=t("profile.leads"),
        chosen=view.lead,
    )
    return leads[view.lead].measure_ids if view.lead in leads else None


def _show_own_lead(words: Words, code: str) -> None:
    model, t = words.model, words.t
    own = list_own_lead(model.duties, code)
    if not own:
        st.html(write_quiet(t("profile.no_own")))
        return
    show_heading(t("profile.own", n=len(own)), t("profile.own_help"))
    measures: pd.DataFrame = model.plan.measures.set_index("measure_id").loc[own]
    led = [(str(measure_id), write_label(row, t)) for measure_id, row in measures.iterrows()]
    st.html(draw("screens/district/profile.own_lead", measures=led))
