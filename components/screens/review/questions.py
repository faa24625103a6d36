"""What has to be confirmed, one question a card: the original beside both readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components.html.links import write_address
from components.html.template import draw
from components.screens.review.answers import (
    Turn,
    find_standing,
    say_answer,
    say_who,
    show_answers,
)
from components.screens.review.cards import Card, begin_large, find_card, find_next, list_cards
from components.screens.review.excerpt import Spot
from components.screens.review.link import go, write_link
from components.screens.review.review import Review
from components.screens.review.source import show_source
from components.screens.widgets.panel import show_heading, write_notice
from store.answers import FIRST, OTHER


@dataclass(frozen=True)
class Line:
    """A card in the list of all. `state`: whether it is open, else how it was answered."""

    address: str
    what: str
    question: str
    state: str
    is_open: bool
    is_shown: bool


def show_questions(review: Review) -> None:
    t, cards = review.t, list_cards(review.state.settled)
    card = find_card(cards, review.link.at)
    if card is None:
        show_heading(t("review.step_questions"))
        st.html(write_notice(t("asking.done", n=len(cards)) if cards else t("asking.nothing")))
    else:
        _show_way(review, cards, card)
        left, right = st.columns([6, 5], gap="medium")
        with left:
            show_source(review, find_spot(card))
        with right:
            _show_card(review, cards, card)
    if cards:
        with st.expander(t("asking.all", n=len(cards))):
            st.html(draw("screens/review/questions.overview", t=t, cards=list_lines(review, cards)))


def find_spot(card: Card) -> Spot:
    question = card.question
    return Spot(question.place, question.row, question.column, card.asked.field, question.value)


def _show_way(review: Review, cards: Sequence[Card], card: Card) -> None:
    t, at = review.t, cards.index(card)
    still_open = sum(card.is_open for card in cards)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            draw(
                "screens/review/questions.position",
                t=t,
                at=at + 1,
                count=len(cards),
                still_open=still_open,
            ),
            width="content",
        )
        for name, to in (("previous", at - 1), ("following", at + 1)):
            is_there = 0 <= to < len(cards)
            st.button(
                t(f"asking.{name}"),
                key=f"card_{name}",
                disabled=not is_there,
                on_click=_look_at if is_there else None,
                args=(review, cards[to].name) if is_there else (),
            )


def _look_at(review: Review, name: str) -> None:
    go(review.link, at=name)


def _show_card(review: Review, cards: Sequence[Card], card: Card) -> None:
    t = review.t
    st.html(
        draw(
            "screens/review/questions.ask",
            what=say_what(review, card),
            question=begin_large(card.question.ask(t.lang)),
            answered=say_answered(review, card),
        )
    )
    show_answers(Turn(review, cards, card))
    other = find_next(cards, card)
    if review.may_write and card.is_open and other:
        st.button(
            t("asking.later"),
            key=f"card_later_{card.name}",
            on_click=_look_at,
            args=(review, other.name),
        )


def say_what(review: Review, card: Card) -> str:
    """What of the plan a card asks about."""
    t, at = review.t, card.asked.measure
    if at is None:
        return card.question.column or t("asking.of_table")
    number = review.state.settled.measures[at].measure_id
    parts = [t("plans.at_measure", n=number), card.question.column]
    return " · ".join(part for part in parts if part)


def say_answered(review: Review, card: Card) -> str:
    """How it was answered where that is none of the readings, by whom and when; or that its cell
    was written anew elsewhere."""
    t, standing = review.t, find_standing(review, card.asked)
    if standing and standing.answer in (FIRST, OTHER):
        return ""
    if standing:
        return t(
            "asking.answered",
            answer=say_answer(card, standing.answer, t),
            **say_who(standing, t),
        )
    return "" if card.is_open else t("asking.written")


def list_lines(review: Review, cards: Sequence[Card]) -> list[Line]:
    t, shown = review.t, find_card(cards, review.link.at)
    lines = []
    for card in cards:
        standing = find_standing(review, card.asked)
        told = say_answer(card, standing.answer, t) if standing else t("asking.written_short")
        params = write_link(replace(review.link, at=card.name))
        lines.append(
            Line(
                write_address("plans", params, review.words),
                say_what(review, card),
                begin_large(card.question.ask(t.lang)),
                t("asking.open") if card.is_open else told,
                card.is_open,
                card == shown,
            )
        )
    return lines
