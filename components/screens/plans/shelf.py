"""The plans that are here, with the way to their maps, and those that are under review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.html.heads import write_panel_title
from components.html.links import join_address, write_address
from components.html.template import draw
from components.session.link import View, write_view
from components.session.models import get_model
from components.session.plans import find_plans, name_in_links
from components.texts import Texts
from components.words.editions import find_earlier
from components.words.plan import name_annex, name_plan
from components.words.words import Words
from geo.model import Model
from store import publishing
from store.database import read
from store.place import is_used
from store.shelf import list_plans
from store.state import load_state
from store.versions import list_shown


@dataclass(frozen=True)
class Shelved:
    """`code`: where another plan has the same title, else ""."""

    title: str
    code: str
    annex: str
    counts: str
    address: str
    compare: str
    """What changed since the edition before it; "" where there is none."""
    opens: bool
    """Whether it opens where a link names no plan; of a single plan that needs no word."""


@dataclass(frozen=True)
class Reviewed:
    """A plan that an office loaded: how far its review is, and the way to it."""

    title: str
    code: str
    state: str
    address: str


def show_shelf(t: Texts) -> None:
    models = [get_model(code) for code in list_plans()]
    titles = Counter(name_plan(Words(model, t)) for model in models)
    shelved = [_describe(model, models, titles, t) for model in models]
    st.html(write_shelf(shelved, list_reviewed(t) if is_used() else [], t))


def write_shelf(plans: list[Shelved], reviewed: list[Reviewed], t: Texts) -> Markup:
    title = write_panel_title(t("plans.title"))
    return draw("screens/plans/shelf.shelf", t=t, title=title, plans=plans, reviewed=reviewed)


def _describe(model: Model, others: list[Model], titles: Mapping[str, int], t: Texts) -> Shelved:
    words, measures = Words(model, t), model.plan.measures
    title, earlier = name_plan(words), find_earlier(model, others)
    pair = {"from": earlier.reference, "to": model.reference} if earlier else {}
    return Shelved(
        title,
        model.reference if titles[title] > 1 else "",
        name_annex(words),
        t("plans.counts", tasks=measures["task_no"].nunique(), measures=len(measures)),
        join_address("./", write_view(View(lang=t.lang, plan=name_in_links(model))), t),
        write_address("plans", pair, words) if pair else "",
        len(others) > 1 and model.reference in find_plans(""),
    )


def list_reviewed(t: Texts) -> list[Reviewed]:
    """Every plan for which a file was read, by its code."""
    reviewed = []
    with read() as connection:
        shown = list_shown(connection) if connection else {}
        for code in publishing.list_imported(connection) if connection else []:
            assert connection
            state = load_state(connection, code)
            version, still_open = shown.get(code), len(state.settled.open)
            said = [t("plans.draft_shown", n=version.number)] if version else []
            if still_open:
                said.append(t("plans.draft_open", n=still_open))
            elif not version:
                said.append(t("plans.draft_settled"))
            title = state.settled.facts.get("title") or state.reading.file
            address = join_address("plans", {"draft": code}, t)
            reviewed.append(Reviewed(title, code, t("list.dot").join(said), address))
    return reviewed
