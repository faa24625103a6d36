"""The review of a plan: what is looked at, the steps of the way, and the step that is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.html.links import join_address
from components.html.problems import write_problems
from components.html.template import draw
from components.screens.review.cards import ELSEWHERE, OF_COLUMNS
from components.screens.review.columns import show_columns
from components.screens.review.link import STEPS, ReviewLink, go
from components.screens.review.names import show_names
from components.screens.review.plan import show_plan
from components.screens.review.proof import show_proof
from components.screens.review.publish import load_history, show_publish
from components.screens.review.questions import show_questions
from components.screens.review.review import Review, load_review
from components.screens.review.rows import show_rows
from components.screens.review.targets import show_targets
from components.screens.review.trial import show_trial
from components.screens.widgets.choice import show_pills
from components.screens.widgets.writer import say_reading_only, show_refused, show_writer
from components.words.words import Words
from geo.packages.problems import DataError

SHOW_STEP: dict[str, Callable[[Review], None]] = {
    "plan": show_plan,
    "columns": show_columns,
    "questions": show_questions,
    "names": show_names,
    "targets": show_targets,
    "rows": show_rows,
    "proof": show_proof,
    "trial": show_trial,
    "publish": show_publish,
}
"""What each of `STEPS` puts on the screen."""


def show_review(words: Words, link: ReviewLink) -> None:
    with st.container(key="review"):
        try:
            review = load_review(words, link)
        except DataError as error:
            st.html(write_problems(error.problems, words.t))
            return
        _show_head(review)
        show_refused(words.t)
        SHOW_STEP[link.step](review)
        show_next(review)


def _show_head(review: Review) -> None:
    t, shown = review.t, load_history(review.code).shown
    title, writer = st.columns([3, 1], vertical_alignment="bottom")
    title.html(
        draw(
            "screens/review/frame.head",
            t=t,
            back=join_address("plans", {}, t),
            title=review.state.settled.facts.get("title") or review.state.reading.file,
            mark=t("plans.draft_shown", n=shown) if shown else t("review.draft"),
            code=review.code,
            file=review.state.reading.file,
            reading_only="" if review.may_write else say_reading_only(t),
        )
    )
    if review.may_write:
        with writer:
            show_writer(t("review.writer"))
    show_pills(
        {step: _name_step(review, step) for step in STEPS},
        lambda step: go(review.link, step=step or review.link.step, at=""),
        key="review_steps",
        label=t("review.steps"),
        chosen=review.link.step,
    )


def _name_step(review: Review, step: str) -> str:
    """With how much is open in it."""
    t, count = review.t, count_open(review, step)
    name = t(f"review.step_{step}")
    return t("review.step_open", name=name, n=count) if count else name


def count_open(review: Review, step: str) -> int:
    """How many of the open questions are answered in a step."""
    codes = [one.code for one in review.state.settled.open]
    if step == "plan":
        return codes.count("fact")
    if step == "names":
        return codes.count("unknown")
    if step == "columns":
        return len([code for code in codes if code in OF_COLUMNS])
    return len([c for c in codes if c not in ELSEWHERE]) if step == "questions" else 0


def show_next(review: Review) -> None:
    """The way on to the next step."""
    after = STEPS.index(review.link.step) + 1
    if after < len(STEPS):
        label = review.t("review.next", name=review.t(f"review.step_{STEPS[after]}"))
        act = partial(go, review.link, step=STEPS[after], at="")
        st.button(label, key="review_next", on_click=act)
