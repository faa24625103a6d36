"""The answers to a question: both readings with what they do, and the cell written anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from components.html.template import draw
from components.screens.review.cards import Card, begin_large, find_next, list_alike
from components.screens.review.cells import MOST_LETTERS, SEPARATOR, show_cell, write_answer
from components.screens.review.effects import say_effects
from components.screens.review.link import go
from components.screens.review.review import Review, give
from components.screens.widgets.panel import write_quiet
from components.texts import Texts
from geo.plan.plan import ROLES
from store.answers import FIRST, OTHER, REOPEN, SET, list_answers
from store.asked import name_rows, print_cell
from store.effects import find_effects


@dataclass(frozen=True)
class Turn:
    """The card that is looked at, among all of them."""

    review: Review
    cards: Sequence[Card]
    card: Card

    @property
    def t(self) -> Texts:
        return self.review.t


def say_answer(card: Card, answer: str, t: Texts) -> str:
    """An answer that was given, in the words of its question."""
    if answer.startswith(SET):
        cell = show_cell(card.asked.field, answer.removeprefix(SET))
        return t("asking.set", cell=cell or t("asking.blank"))
    question = card.question
    read = question.read_first if answer == FIRST else question.read_other
    return begin_large(read(t.lang))


def show_answers(turn: Turn) -> None:
    """Both readings, the field to write the cell anew, and what else can be done with a card."""
    t, card, forms = turn.t, turn.card, list_answers(turn.card.asked)
    _show_reading(turn, FIRST)
    if OTHER in forms:
        _show_reading(turn, OTHER)
    else:
        _show_possible(turn)
    if not turn.review.may_write:
        return
    if SET in forms:
        _show_writing(turn)
    alike = list_alike(turn.cards, card)
    if alike:
        _show_alike(turn, alike)
    st.text_input(t("asking.why"), key=f"card_why_{card.name}", max_chars=500)
    if card.asked in turn.review.state.settled.answers:
        act = partial(_answer, turn, [card], REOPEN)
        st.button(t("asking.reopen"), key=f"card_reopen_{card.name}", on_click=act)


def _write_reading(turn: Turn, answer: str, answered: Sequence[Card]) -> Markup:
    """A reading, and what it does where all of `answered` are read so."""
    effects = find_effects(turn.review.state, {card.asked: answer for card in answered})
    return draw(
        "screens/review/questions.reading",
        heading=_name_reading(turn, answer),
        said=say_answer(turn.card, answer, turn.t),
        effects=say_effects(effects, turn.review.state, turn.t),
    )


def _name_reading(turn: Turn, answer: str) -> str:
    """The first reading stands until somebody answers."""
    standing = turn.review.state.settled.answers.get(turn.card.asked, FIRST)
    return turn.t("asking.stands" if answer == standing else f"asking.{answer}")


def _show_box(name: str) -> DeltaGenerator:
    """A frame in which a reading stands beside its button."""
    return st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"card_reading_{name}"
    )


def _show_reading(turn: Turn, answer: str) -> None:
    name, answers = turn.card.name, turn.review.state.settled.answers
    with _show_box(answer):
        st.html(_write_reading(turn, answer, [turn.card]))
        if turn.review.may_write and answers.get(turn.card.asked) != answer:
            act = partial(_answer, turn, [turn.card], answer)
            st.button(turn.t(f"asking.take_{answer}"), key=f"card_{answer}_{name}", on_click=act)


def _show_possible(turn: Turn) -> None:
    """The other reading, where it does not say exactly what then holds: how to get there."""
    t, card, review = turn.t, turn.card, turn.review
    can_write = SET in list_answers(card.asked)
    with _show_box("possible"):
        st.html(
            draw(
                "screens/review/questions.reading",
                heading=t("asking.possible"),
                said=say_answer(card, OTHER, t),
                effects=[t("asking.then_write" if can_write else "asking.mend")],
            )
        )
        if not can_write and card.asked.measure is not None:
            row = name_rows(review.state.reading.draft.measures)[card.asked.measure]
            act = partial(go, review.link, step="rows", at=row)
            st.button(t("asking.to_row"), key=f"card_row_{card.name}", on_click=act)


def _show_writing(turn: Turn) -> None:
    """The cell as it is read now, to be written anew."""
    t, asked, measures = turn.t, turn.card.asked, turn.review.state.settled.measures
    assert asked.measure is not None
    printed = show_cell(asked.field, print_cell(measures[asked.measure], asked.field))
    key = f"card_set_{turn.card.name}"
    with st.form(f"card_form_{turn.card.name}"):
        st.text_input(
            t("asking.write"),
            printed,
            key=key,
            max_chars=MOST_LETTERS,
            help=t("asking.write_help", mark=SEPARATOR) if asked.field in ROLES else None,
        )
        st.form_submit_button(
            t("asking.take_set"),
            key=f"card_submit_{turn.card.name}",
            on_click=lambda: _answer(
                turn, [turn.card], write_answer(asked.field, st.session_state[key])
            ),
        )


def _show_alike(turn: Turn, alike: Sequence[Card]) -> None:
    """The same question of other rows, answered with this one where somebody says so."""
    t, together = turn.t, [turn.card, *alike]
    measures = turn.review.state.settled.measures
    numbers = [measures[c.asked.measure].measure_id for c in alike if c.asked.measure is not None]
    with st.expander(t("asking.alike", n=len(alike))):
        if numbers:
            st.html(write_quiet(t("asking.alike_at", numbers=t("list.comma").join(numbers))))
        for answer in (FIRST, OTHER):
            if answer in list_answers(turn.card.asked):
                st.html(_write_reading(turn, answer, together))
                st.button(
                    t(f"asking.take_all_{answer}", n=len(together)),
                    key=f"card_all_{answer}_{turn.card.name}",
                    on_click=_answer,
                    args=(turn, together, answer),
                )


def _answer(turn: Turn, answered: Sequence[Card], answer: str) -> None:
    """Keep an answer, and lead to the next open card; to the same one where it was refused."""
    why = str(st.session_state.get(f"card_why_{turn.card.name}", "")).strip()
    is_kept = give(turn.review, [(one.asked, answer) for one in answered], why)
    after: Card | None = turn.card
    if is_kept and answer != REOPEN:
        after = find_next(turn.cards, turn.card, {one.asked for one in answered})
    go(turn.review.link, at=after.name if after else "")
