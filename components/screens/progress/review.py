"""Reports to be accepted or returned: one a card, or several at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.html.markdown import escape_markdown
from components.html.template import draw
from components.screens.progress.desk import Desk, find_leads, list_units
from components.screens.progress.evidence import show_files
from components.screens.progress.lines import find_title, tell, write_lines
from components.screens.progress.link import go
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from components.screens.widgets.writer import attempt
from components.session.rights import find_writer, may_do
from components.words.bulletin import name_line_unit
from components.words.progress import say_state
from store.progress import reviews
from store.progress.reviews import ACCEPT, REOPEN, RETURN
from store.progress.states import State

MAX_REASON = 200


def list_to_review(desk: Desk, unit: str = "") -> list[State]:
    """Unit by unit, in the order of every list; those of `unit` where it is one."""
    return [
        state
        for code, states in list_units(desk).items()
        if unit in ("", code)
        for state in states
        if state.stage == "to_review"
    ]


def show_review(desk: Desk) -> None:
    t, waiting = desk.t, list_to_review(desk, desk.link.unit)
    show_heading(t("collecting.step_review"), t("collecting.review_help"))
    if desk.month.is_closed:
        st.html(write_notice(t("collecting.is_closed")))
    card = _find_card(desk, waiting)
    if card is None:
        st.html(write_notice(t("collecting.none_to_review")))
        return
    _show_card(desk, card, waiting)
    own = [one for one in waiting if may_review(desk, one)]
    if own:
        with st.expander(t("collecting.together"), key="progress_together"):
            _show_together(desk, own)


def _find_card(desk: Desk, waiting: Sequence[State]) -> State | None:
    """The line that the link names, decided upon or not, else the first that waits."""
    named = [one for one in desk.states if one.report and one.line.key == desk.link.at]
    return next(iter([*named, *waiting]), None)


def _show_card(desk: Desk, card: State, waiting: Sequence[State]) -> None:
    t, key = desk.t, card.line.key
    at = waiting.index(card) + 1 if card in waiting else 0
    position = t("collecting.card_at", at=at, n=len(waiting)) if at else t("collecting.card_done")
    title = draw(
        "screens/progress/review.head",
        position=position,
        unit=name_line_unit(desk.words, card.line),
        reviewers=say_reviewers(desk, card),
    )
    with st.container(border=True, key=f"progress_card_{key}"):
        st.html(title)
        st.html(write_lines([tell(desk, card)]))
        show_files(desk, card)
        if may_review(desk, card):
            _show_buttons(desk, card)
    following = _find_next(card, waiting)
    if following:
        act = partial(go, desk.link, step="review", at=following.line.key)
        label = t("collecting.card_next", n=len([one for one in waiting if one != card]))
        st.button(label, key=f"progress_next_{key}", on_click=act)


def _find_next(card: State, waiting: Sequence[State]) -> State | None:
    """The one that waits after this card, from the last on the first again."""
    if card not in waiting:
        return next(iter(waiting), None)
    following = waiting[(waiting.index(card) + 1) % len(waiting)]
    return following if following != card else None


def say_reviewers(desk: Desk, state: State) -> str:
    """Which leads the plan gives it to; the collecting unit where there are none."""
    names = [name_line_unit(desk.words, desk.first[code].line) for code in find_leads(desk, state)]
    if not names:
        return desk.t("collecting.reviewed_here")
    return desk.t("collecting.reviewed_by", names=desk.t("list.comma").join(names))


def may_review(desk: Desk, state: State) -> bool:
    """Whether this reader may decide upon what its unit reported."""
    return not desk.month.is_closed and may_do("review", [find_leads(desk, state)])


def _show_buttons(desk: Desk, card: State) -> None:
    """Where it was decided upon, the way to decide anew stands instead: who clicks twice decides
    nothing that they did not see."""
    t, key = desk.t, card.line.key
    if card.stage != "to_review":
        act = partial(_decide, desk, [card], REOPEN, "")
        st.button(t("collecting.decide_again"), key=f"progress_again_{key}", on_click=act)
        return
    why = f"progress_why_{key}"
    st.text_input(t("collecting.why_return"), key=why, max_chars=MAX_REASON)
    with st.container(horizontal=True):
        for kind in (ACCEPT, RETURN):
            st.button(
                t(f"collecting.{kind}"),
                key=f"progress_{kind}_{key}",
                type="primary" if kind == ACCEPT else "secondary",
                on_click=partial(_decide, desk, [card], kind, why),
            )


def _show_together(desk: Desk, waiting: Sequence[State]) -> None:
    t, why = desk.t, "progress_why_together"
    st.html(write_quiet(t("collecting.together_help")))
    known = {one.line.key: one for one in waiting}
    keys = st.multiselect(
        t("collecting.together_which"),
        list(known),
        format_func=lambda key: _name(desk, known[key]),
        key="progress_together_which",
        placeholder=t("collecting.together_which"),
        select_all=True,
    )
    picked = [known[key] for key in keys if key in known]
    st.text_input(t("collecting.why_return"), key=why, max_chars=MAX_REASON)
    with st.container(horizontal=True):
        for kind in (ACCEPT, RETURN):
            st.button(
                t(f"collecting.{kind}_all", n=len(picked)),
                key=f"progress_{kind}_together",
                disabled=not picked,
                on_click=partial(_decide, desk, picked, kind, why),
            )


def _name(desk: Desk, state: State) -> str:
    label = find_title(desk, state.line) or state.line.wording
    said = f"{name_line_unit(desk.words, state.line)} {state.line.measure_id} {label}"
    return escape_markdown(desk.t("list.dot").join((said, say_state(state, desk.t))))


def _decide(desk: Desk, picked: Sequence[State], kind: str, why: str) -> None:
    """Decide upon what the page showed; the card then says so, or what was refused."""
    reason = str(st.session_state.get(why, "")) if why else ""
    reports = [one.report for one in picked if one.report]
    seen = {one.report.id: one.review.id for one in picked if one.report and one.review}
    if attempt(lambda: reviews.review(desk.month, reports, kind, find_writer(), reason, seen=seen)):
        at = picked[0].line.key if len(picked) == 1 else ""
        go(desk.link, step="review", at=at)
