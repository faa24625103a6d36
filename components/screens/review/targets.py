"""Which figures of the wordings are targets: proposed with their units, none required."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from components.html.template import draw
from components.screens.review.review import Review, give
from components.screens.widgets.panel import show_heading, write_quiet
from store.answers import FIRST, OTHER, REOPEN
from store.asked import FIGURE
from store.targets import Proposed, list_figures

DIGITS = r"\d[\d,.，．]*"


def show_targets(review: Review) -> None:
    t, answers = review.t, review.state.settled.answers
    figures = list_figures(review.state.settled.printed)
    still_open = [one for one in figures if one.asked not in answers]
    show_heading(t("review.step_targets"), t("targeting.help"))
    st.html(write_quiet(say_targets(review, figures, still_open)))
    wanted = [one for one in still_open if one.asked.code == FIGURE]
    if review.may_write and len(wanted) > 1:
        st.button(
            t("targeting.all", n=len(wanted)),
            key="targets_all",
            on_click=_answer,
            args=(review, wanted, FIRST),
        )
    for at, one in enumerate(figures):
        with st.container(horizontal=True, vertical_alignment="center", key=f"target_{at}"):
            answer = answers.get(one.asked, "")
            st.html(write_figure(review, one, answer), width="stretch")
            if review.may_write:
                _show_buttons(review, one, answer, at)


def say_targets(review: Review, figures: Sequence[Proposed], still_open: Sequence[Proposed]) -> str:
    t = review.t
    if not figures:
        return t("targeting.none")
    if still_open:
        return t("targeting.open", n=len(still_open), all=len(figures))
    return t("targeting.done", n=len(figures))


def write_figure(review: Review, one: Proposed, answer: str) -> str:
    """The clause with its figure marked, and what was said of it."""
    t, figure = review.t, one.figure
    at = figure.phrase.index(figure.around)
    digits = [*re.finditer(DIGITS, figure.around)][-1]
    begin, end = at + digits.start(), at + digits.end()
    end += len(figure.unit) if figure.phrase.startswith(figure.unit, end) else 0
    said = {FIRST: "is_target", OTHER: "is_none"}.get(answer)
    return draw(
        "screens/review/targets.figure",
        number=one.measure_id,
        parts=(figure.phrase[:begin], figure.phrase[begin:end], figure.phrase[end:]),
        figure=f"{figure.quantity}{figure.unit}",
        said=t(f"targeting.{said}") if said else "",
    )


def _show_buttons(review: Review, one: Proposed, answer: str, at: int) -> None:
    """Once answered, its buttons stay where they are, so that a second click does nothing."""
    t, choices = review.t, [FIRST, OTHER] if one.asked.code == FIGURE else [OTHER]
    for choice in [REOPEN, *choices] if answer else choices:
        st.button(
            t(f"targeting.{choice}"),
            key=f"target_{at}_{choice}",
            disabled=choice == answer,
            on_click=_answer,
            args=(review, [one], choice),
        )


def _answer(review: Review, figures: Sequence[Proposed], answer: str) -> None:
    give(review, [(one.asked, answer) for one in figures])
