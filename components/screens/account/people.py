"""People and rights, for an administrator: everybody, or one of them alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from components.html.links import write_link
from components.html.markdown import escape_markdown
from components.html.template import draw
from components.screens.account.desk import Desk
from components.screens.account.give import WHY, show_giving
from components.screens.account.link import go, lead_to
from components.screens.account.me import order_right, say_given
from components.screens.widgets.choice import show_box
from components.screens.widgets.panel import show_heading, write_empty, write_notice, write_quiet
from components.screens.widgets.writer import attempt
from components.words.access import name_right, say_right
from components.words.source import write_time
from geo.packages.problems import DataError, Problem
from store.access.accounts import close_account, open_account
from store.access.closed import Account
from store.access.grants import Held, end_right
from store.access.people import Known, list_people
from store.access.sessions import end_sessions_of

MAX_SHOWN = 200
MAX_REASON = 200


@dataclass(frozen=True)
class Row:
    """Somebody in the list: `marks` are of the account, `last` of the sign-in."""

    address: str
    name: str
    person: str
    marks: list[str]
    rights: str
    last: str


def show_people(desk: Desk) -> None:
    people = list_people()
    if desk.link.who:
        _show_one(desk, next((one for one in people if one.person == desk.link.who), None))
        return
    t = desk.t
    show_heading(t("account.people_title"), t("account.people_help"))
    if people:
        show_finding(desk, people, key="account_find")
        st.html(write_people(desk, people[:MAX_SHOWN]))
        if len(people) > MAX_SHOWN:
            st.html(write_quiet(t("account.people_more", n=len(people) - MAX_SHOWN)))
    else:
        st.html(write_empty([t("account.people_none")]))
    show_heading(t("account.give_title"))
    show_giving(desk)


def show_finding(desk: Desk, people: Sequence[Known], *, key: str) -> None:
    names = {one.person: _name(one) for one in people}
    t = desk.t
    show_box(
        names,
        lambda person: go(desk.link, who=person or ""),
        key=key,
        label=t("account.find"),
        placeholder=t("account.find"),
        chosen=desk.link.who,
        width=420,
    )


def _name(one: Known) -> str:
    return f"{one.name} {one.person}" if one.name not in ("", one.person) else one.person


def write_people(desk: Desk, people: Sequence[Known]) -> Markup:
    return draw("screens/account/people.people", rows=[build_row(desk, one) for one in people])


def build_row(desk: Desk, one: Known) -> Row:
    t = desk.t
    held = sorted((held.grant for held in one.held), key=order_right)
    rights = t("list.comma").join(name_right(grant, desk.words) for grant in held)
    when = write_time(one.signed_in_at) if one.signed_in_at else ""
    return Row(
        lead_to(desk.words, desk.link, who=one.person),
        one.name or one.person,
        one.person if one.name not in ("", one.person) else "",
        list_marks(desk, one),
        rights or t("account.no_rights"),
        t("account.signed_in_at", when=when) if when else t("account.signed_in_never"),
    )


def list_marks(desk: Desk, one: Known) -> list[str]:
    marks = {"me": one.person == desk.me.person, "closed": one.closed is not None}
    return [desk.t(f"account.{mark}_mark") for mark, is_so in marks.items() if is_so]


def _show_one(desk: Desk, one: Known | None) -> None:
    t, who = desk.t, desk.link.who
    back = write_link(lead_to(desk.words, desk.link, who=""), t("account.back"))
    row = build_row(desk, one or Known(who, "", "", (), None))
    st.html(draw("screens/account/people.one", back=back, row=row))
    if one is None:
        st.html(write_quiet(t("account.unknown")))
    else:
        st.text_input(t("account.why"), key=WHY, max_chars=MAX_REASON)
        if one.closed:
            st.html(write_notice(say_closed(desk, one.closed)))
        for held in sorted(one.held, key=lambda held: order_right(held.grant)):
            _show_right(desk, held)
        _show_account(desk, one)
    show_heading(t("account.give_more"))
    show_giving(desk)


def say_closed(desk: Desk, closed: Account) -> str:
    when, why = write_time(closed.decided_at), f"{closed.why} " if closed.why else ""
    return desk.t("account.closed_said", who=closed.decided_by, when=when, why=why)


def _show_right(desk: Desk, held: Held) -> None:
    t, words = desk.t, desk.words
    right, said = name_right(held.grant, words), say_right(held.grant, words)
    with st.container(horizontal=True, vertical_alignment="center", key=f"held_{held.id}"):
        given = say_given(desk, held)
        st.html(draw("screens/account/people.held", said=said, given=given, why=held.why))
        _show_button(
            t("account.ended_by_hand", right=escape_markdown(right)),
            f"account_end_{held.id}",
            lambda why: end_right(held.person, held.grant, why),
        )


def _show_account(desk: Desk, one: Known) -> None:
    t, person = desk.t, one.person
    with st.container(horizontal=True):
        if one.closed:
            _show_button(t("account.open"), "account_open", partial(_switch, open_account, person))
            return
        _show_button(t("account.close"), "account_close", partial(_switch, close_account, person))
        _show_button(
            t("account.sign_out_all"),
            "account_sign_out_all",
            lambda why: end_sessions_of(person, why),
        )


def _switch(act: Callable[[str, str], None], person: str, why: str) -> None:
    """Closing and opening need a reason."""
    if not why:
        raise DataError([Problem("no_reason", person, None, "reason")])
    act(person, why)


def _show_button(label: str, key: str, act: Callable[[str], object]) -> None:
    st.button(label, key=key, on_click=partial(_act, act))


def _act(act: Callable[[str], object]) -> None:
    """With the reason that stands in its field, which is then empty again."""
    why = str(st.session_state.get(WHY, "")).strip()
    if attempt(lambda: act(why)):
        st.session_state[WHY] = ""
