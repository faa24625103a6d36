"""The plan under review on the map, beside the edition before it, before anybody publishes it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.html.links import join_address
from components.html.problems import say_problems
from components.html.template import draw
from components.map.small import draw_svg_map
from components.screens.review.review import Review
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from components.session.models import get_model
from components.texts import Texts
from components.words.beside import count_beside, say_fallen
from components.words.editions import find_last
from components.words.plan import cite_plan
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from geo.packages.problems import DataError
from store.shelf import DRAFT, list_plans

PAGES = {"map": "./", "compare": "compare", "ledger": "ledger", "present": "present"}
STEPS = 5
WIDTH = 380


@dataclass(frozen=True)
class Side:
    """One of the two plans: what it is called, its map, and how many measures it has."""

    title: str
    picture: Markup
    counts: str


@dataclass(frozen=True)
class Line:
    name: str
    before: int | None
    now: int
    open_before: int | None
    open: int


def show_trial(review: Review) -> None:
    t = review.t
    show_heading(t("review.step_trial"), t("trial.help"))
    try:
        model = get_model(review.code + DRAFT)
    except DataError as error:
        for said in (t("trial.broken"), *say_problems(error.problems, t)):
            st.html(write_notice(said))
        return
    words, before = Words(model, t), find_before(model)
    params = {"plan": model.reference}
    links = [(join_address(page, params, t), t(f"nav.{name}")) for name, page in PAGES.items()]
    st.html(draw("screens/review/trial.links", t=t, links=links))
    if before is None:
        st.html(write_quiet(t("trial.nothing_before")))
    else:
        for said in say_fallen(words, count_beside(model, before)):
            st.html(write_notice(said))
    shown = [side for side in (before, model) if side]
    most = max(int(side.summary["total"].max()) for side in shown)
    sides = [_describe(side, most, t) for side in shown]
    lines = _list_lines(words, model, before)
    st.html(draw("screens/review/trial.beside", t=t, sides=sides, lines=lines, both=bool(before)))


def find_before(model: Model) -> Model | None:
    """What the plan is looked at beside: the version of it that is shown, else the last edition of
    its series or title in the same region."""
    plans = list_plans()
    if model.plan.code in plans:
        return get_model(model.plan.code)
    return find_last(model, [get_model(code) for code in plans])


def _describe(model: Model, most: int, t: Texts) -> Side:
    """Coloured by how many duties each party has; the darkest is `most` in both plans."""
    words, counted = Words(model, t), model.summary["total"]
    fills = {str(code): f"seq-{-(-STEPS * int(n) // max(most, 1))}" for code, n in counted.items()}
    title = cite_plan(words)
    picture = draw_svg_map(model, fills, title=t("trial.picture", plan=title), width=WIDTH)
    measures = model.plan.measures
    counts = t("plans.counts", tasks=measures["task_no"].nunique(), measures=len(measures))
    return Side(title, picture, counts)


def _list_lines(words: Words, model: Model, before: Model | None) -> list[Line]:
    beside = count_beside(model, before or model)
    return [
        Line(
            name_party(words, str(code)),
            row["counted_before"] if before else None,
            row["counted"],
            row["relevant_before"] if before else None,
            row["relevant"],
        )
        for code, row in beside.iterrows()
    ]
