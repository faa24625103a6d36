"""Who I am, and what I may."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.html.template import draw
from components.screens.account.desk import Desk
from components.screens.account.sessions import show_sessions
from components.screens.widgets.panel import show_heading, write_empty, write_quiet
from components.words.access import say_right
from components.words.source import write_time
from store.access.grants import Held, list_grants
from store.rights import RIGHTS, Grant


@dataclass(frozen=True)
class Right:
    """What somebody may, and who said so."""

    said: str
    given: str


def show_me(desk: Desk) -> None:
    t, me = desk.t, desk.me
    if me.is_machine:
        st.html(write_empty([t("account.machine", person=me.person), t("account.machine_more")]))
        show_heading(t("account.rights"))
        st.html(write_quiet(t("account.right_machine")))
    elif not me.person:
        why = "nobody_closed" if desk.reader.lasts is None else "nobody_more"
        st.html(write_empty([t("account.nobody"), t(f"account.{why}")]))
    else:
        st.html(write_who(desk))
        show_heading(t("account.rights"))
        st.html(write_rights(desk, list_grants(me.person)))
        show_sessions(desk)


def write_who(desk: Desk) -> Markup:
    """By what they are called and known, and how."""
    reader, person = desk.reader, desk.me.person
    beside = person if reader.name not in ("", person) else ""
    source = desk.t(f"account.source_{reader.source}")
    title = reader.name or person
    return draw("screens/account/me.who", title=title, person=beside, source=source)


def write_rights(desk: Desk, held: list[Held]) -> Markup:
    """What somebody was given, and what their groups bring them."""
    t, words, given = desk.t, desk.words, {one.grant: say_given(desk, one) for one in held}
    told = given | {grant: t("account.by_group") for grant in desk.me.grants if grant not in given}
    rights = [Right(say_right(one, words), told[one]) for one in sorted(told, key=order_right)]
    return draw("screens/account/me.rights", rights=rights, otherwise=t("account.rights_none"))


def order_right(grant: Grant) -> tuple[int, str]:
    return RIGHTS.index(grant.right), grant.unit


def say_given(desk: Desk, one: Held) -> str:
    who, when, t = one.decided_by, write_time(one.decided_at), desk.t
    if one.until:
        return t("account.given_until", who=who, when=when, until=write_time(one.until))
    return t("account.given", who=who, when=when)
