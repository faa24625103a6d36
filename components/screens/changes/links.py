"""Which measure of the later edition is which of the earlier one: one decision at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from components.html.changes import lead_to
from components.html.duties import list_cells
from components.html.links import write_measure_link
from components.html.markdown import escape_markdown
from components.html.template import draw
from components.html.tongue import mark_chinese
from components.screens.changes.cards import Card, find_card, list_cards
from components.screens.changes.decided import show_decided
from components.screens.changes.link import SIDES, ChangesLink, Chosen, go
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from components.screens.widgets.writer import attempt, say_reading_only, show_writer
from components.session.rights import find_writer, may_do
from components.words.changes import Between
from components.words.editions import name_editions
from components.words.plan import list_deadlines, list_tasks, name_measure
from components.words.words import Words
from geo.plan.editions import find_kind
from geo.plan.plan import ROLES
from geo.plan.redline import ADDED, KEPT, TAKEN, diff_clauses, mark_clauses
from store.editions import GivenLink, decide_links, join_editions

WHY = "linking_why"


@dataclass(frozen=True)
class Measure:
    """A measure as it is compared. `wording`: as of `diff_clauses`, of its own edition alone."""

    number: str
    link: Markup
    title: Markup
    task: Markup
    wording: Sequence[tuple[str, str]]
    deadline: Markup
    cells: list[tuple[str, Markup]]


def show_links(between: Between, link: ChangesLink) -> None:
    t, cards = between.t, list_cards(between)
    show_heading(t("changes.step_links"), t("linking.help"))
    is_writing = may_do("link")
    if not is_writing:
        st.html(write_notice(say_reading_only(t)))
    card = find_card(cards, link.at)
    if card is None:
        st.html(write_notice(t("linking.done")))
    else:
        _show_card(between, link, cards, card, is_writing=is_writing)
    show_decided(between, is_writing=is_writing)


def _show_card(
    between: Between, link: ChangesLink, cards: Sequence[Card], card: Card, *, is_writing: bool
) -> None:
    t = between.t
    at = cards.index(card)
    st.html(draw("screens/changes/links.position", t=t, at=at + 1, count=len(cards)))
    names, chosen = name_editions(*between.sides), []
    sides = st.columns(2, gap="medium")
    for at_side, (side, name) in enumerate(zip(sides, names, strict=True)):
        with side:
            title = t("linking.of", side=t(f"changes.{SIDES[at_side]}"), edition=name)
            chosen.append(_choose(between, link, card, at_side, title, is_writing=is_writing))
    shown = _compare(between, (chosen[0], chosen[1]))
    for side, measures, which in zip(sides, shown, SIDES, strict=True):
        title = t(f"changes.{which}")
        side.html(draw("screens/changes/links.side", t=t, title=title, measures=measures))
    if is_writing:
        _show_buttons(between, link, cards, card, (chosen[0], chosen[1]))
    with st.expander(t("linking.all", n=len(cards))):
        lines = [_describe_card(between, link, one, one == card) for one in cards]
        st.html(draw("screens/changes/links.overview", cards=lines))


def _choose(
    between: Between, link: ChangesLink, card: Card, side: int, label: str, *, is_writing: bool
) -> tuple[str, ...]:
    """The measures of one edition, at first those that the card proposes; what is chosen instead is
    in the link. What people linked is not offered."""
    words, key = between.sides[side], f"linking_{SIDES[side]}_{card.name}"
    taken = {one for decided in between.links.decided for one in getattr(decided, SIDES[side])}
    printed = words.model.plan.measures["measure_id"]
    options = [one for one in printed if one not in taken]
    chosen = link.chosen or card.sides

    def keep() -> None:
        """Both sides, unless they are again what the card proposes."""
        sides = [*chosen]
        sides[side] = tuple(one for one in printed if one in st.session_state[key])
        now = sides[0], sides[1]
        go(between, link.code, link.step, card.name, None if now == card.sides else now)

    st.session_state[key] = [one for one in chosen[side] if one in options]
    return tuple(
        st.multiselect(
            label,
            options,
            format_func=lambda one: name_measure(words, one),
            key=key,
            on_change=keep,
            placeholder=between.t("linking.choose"),
            select_all=False,
            disabled=not is_writing,
        )
    )


def _compare(between: Between, chosen: Chosen) -> tuple[list[Measure], list[Measure]]:
    """The measures side by side; each wording says what the other side has not."""
    texts = [
        [str(words.model.plan.find_measure(one)["text"]) for one in ids]
        for words, ids in zip(between.sides, chosen, strict=True)
    ]
    before, after = (
        [_describe(words, one, _mark(texts, side, at)) for at, one in enumerate(chosen[side])]
        for side, words in enumerate(between.sides)
    )
    return before, after


def _mark(texts: Sequence[Sequence[str]], side: int, at: int) -> list[tuple[str, str]]:
    """A wording of one side, as of `diff_clauses` for a pair; where one side has several, what none
    of the other side has."""
    mine, others, kind = texts[side][at], texts[1 - side], (TAKEN, ADDED)[side]
    if not others:
        return [(KEPT, mine)]
    if [len(one) for one in texts] == [1, 1]:
        hidden = (ADDED, TAKEN)[side]
        return [part for part in diff_clauses(texts[0][0], texts[1][0]) if part[0] != hidden]
    return mark_clauses(mine, others, kind)


def _describe(words: Words, measure_id: str, parts: Sequence[tuple[str, str]]) -> Measure:
    t, measure = words.t, words.model.plan.find_measure(measure_id)
    return Measure(
        measure_id,
        write_measure_link(measure_id, words),
        mark_chinese(t.pick(measure["label"], measure["label_en"]), t),
        mark_chinese(list_tasks(words)[measure["task_no"]], t),
        parts,
        mark_chinese(list_deadlines(words)[measure["deadline"]], t),
        list_cells(words, {role: measure[role] for role in ROLES}, measure["shared_cell"]),
    )


def _show_buttons(
    between: Between, link: ChangesLink, cards: Sequence[Card], card: Card, chosen: Chosen
) -> None:
    """One button for what the numbers of chosen measures make of them; where both editions have
    some, also that they are none of the other's."""
    t, kind = between.t, find_kind(*chosen)
    why, writer = st.columns([3, 1], vertical_alignment="bottom")
    why.text_input(t("linking.why"), key=WHY, max_chars=200)
    with writer:
        show_writer(t("review.writer"))
    answers = [] if kind is None else [(kind, *chosen)]
    if all(chosen):
        answers += [("gone", (one,), ()) for one in chosen[0]]
        answers += [("new", (), (one,)) for one in chosen[1]]
    if kind is None:
        st.html(write_quiet(t("linking.no_kind" if all(chosen) else "linking.one_each")))
    with st.container(horizontal=True):
        for given in answers:
            st.button(
                escape_markdown(_name_answer(between, *given)),
                key=f"linking_{given[0]}_{';'.join(given[1])}_{';'.join(given[2])}",
                type="primary" if given[0] == kind else "secondary",
                on_click=partial(_give, between, link, *given),
            )
        following = cards[(cards.index(card) + 1) % len(cards)]
        if following != card:
            act = partial(go, between, link.code, link.step, following.name)
            st.button(t("asking.later"), key=f"linking_later_{card.name}", on_click=act)


def _name_answer(
    between: Between, kind: str, before: tuple[str, ...], after: tuple[str, ...]
) -> str:
    return between.t(
        f"linking.answer_{kind}",
        before=between.t("list.comma").join(before),
        after=between.t("list.comma").join(after),
    )


def _give(
    between: Between, link: ChangesLink, kind: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    """Keep a link upon a state in which these measures were in none; then ask the next."""
    why = str(st.session_state.get(WHY, ""))
    editions = join_editions(between.before.model, between.after.model)
    given = GivenLink(kind, before, after, find_writer(), why)
    if attempt(lambda: decide_links(editions, [given])):
        st.session_state[WHY] = ""
        go(between, link.code, link.step)


def _describe_card(
    between: Between, link: ChangesLink, card: Card, is_shown: bool
) -> tuple[str, Markup, bool]:
    t = between.t
    named = [
        t("list.comma").join(name_measure(words, one) for one in ids)
        for words, ids in zip(between.sides, card.sides, strict=True)
    ]
    if all(named):
        said = t("linking.pair", before=named[0], after=named[1])
    else:
        key = "before" if named[0] else "after"
        said = t("linking.alone", side=t(f"changes.{key}"), name=named[0] or named[1])
    return (
        lead_to(between, link.code, step=link.step, at=card.name),
        mark_chinese(said, t),
        is_shown,
    )
