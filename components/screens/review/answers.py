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
from components.words.source import write_time
from geo.plan.plan import ROLES
from store.answers import FIRST, OTHER, REOPEN, SET, list_answers
from store.asked import Asked, name_rows, print_cell
from store.decisions import Decision
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


def find_standing(review: Review, asked: Asked) -> Decision | None:
    """The answer that settles it; none where it was opened again."""
    standing = review.state.settled.holding.get(asked)
    return standing if standing and standing.answer != REOPEN else None


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
    standing = find_standing(turn.review, card.asked)
    if standing and standing.answer.startswith(SET):
        _show_way_on(turn)
    alike = [] if standing else list_alike(turn.cards, card)
    if alike:
        _show_alike(turn, alike)
    st.text_input(t("asking.why"), key=f"card_why_{card.name}", max_chars=500)
    if standing:
        act = partial(_answer, turn, [card], REOPEN)
        with st.container(horizontal_alignment="right"):
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


def _write_taken(turn: Turn, standing: Decision) -> Markup:
    """The reading that was answered, with who did."""
    said = turn.t("asking.taken", **say_who(standing, turn.t))
    return draw(
        "screens/review/questions.reading",
        heading=_name_reading(turn, standing.answer),
        said=say_answer(turn.card, standing.answer, turn.t),
        effects=[said],
    )


def say_who(standing: Decision, t: Texts) -> dict[str, str]:
    """Who gave an answer, when and why, for a sentence."""
    why = t("asking.why_said", why=standing.why) if standing.why else ""
    return {"who": standing.decided_by, "when": write_time(standing.decided_at), "why": why}


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
    """Where it was answered so, the way on stands in place of its button: who clicks twice answers
    nothing that they did not see."""
    name, standing = turn.card.name, find_standing(turn.review, turn.card.asked)
    with _show_box(answer):
        if standing and standing.answer == answer:
            st.html(_write_taken(turn, standing))
            if turn.review.may_write:
                _show_way_on(turn)
            return
        st.html(_write_reading(turn, answer, [turn.card]))
        if turn.review.may_write:
            act = partial(_answer, turn, [turn.card], answer)
            st.button(turn.t(f"asking.take_{answer}"), key=f"card_{answer}_{name}", on_click=act)


def _show_way_on(turn: Turn) -> None:
    """To the next open card; after the last one to the next step."""
    t, after = turn.t, find_next(turn.cards, turn.card)
    on: dict[str, str] = {"at": after.name} if after else {"step": "names", "at": ""}
    last = t("review.next", name=t("review.step_names"))
    st.button(
        t("asking.next") if after else last,
        key=f"card_next_{turn.card.name}",
        type="primary",
        on_click=partial(go, turn.review.link, **on),
    )


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
    """Keep an answer. The same card then says so, or what was refused."""
    why = str(st.session_state.get(f"card_why_{turn.card.name}", "")).strip()
    give(turn.review, [(one.asked, answer) for one in answered], why)
    go(turn.review.link, at=turn.card.name)
