"""The plans that are here, each with what it holds and the way to its map."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.html.heads import write_panel_title
from components.html.links import join_address
from components.html.template import draw
from components.session.link import View, write_view
from components.session.models import get_model
from components.texts import Texts
from components.words.plan import name_annex, name_plan
from components.words.words import Words
from store.shelf import list_plans


@dataclass(frozen=True)
class Shelved:
    title: str
    annex: str
    counts: str
    address: str


def show_shelf(t: Texts) -> None:
    st.html(write_shelf([_describe(code, t) for code in list_plans()], t))


def write_shelf(plans: list[Shelved], t: Texts) -> Markup:
    title = write_panel_title(t("plans.title"))
    return draw("screens/plans/shelf.shelf", t=t, title=title, plans=plans)


def _describe(code: str, t: Texts) -> Shelved:
    words = Words(get_model(code), t)
    measures = words.model.plan.measures
    return Shelved(
        name_plan(words),
        name_annex(words),
        t("plans.counts", tasks=measures["task_no"].nunique(), measures=len(measures)),
        join_address("./", write_view(View(lang=t.lang, plan=code)), t),
    )
