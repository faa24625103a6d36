"""What was done, for an administrator: picked by kind, person and day, page by page; and whether
the chain over it is whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.html.template import draw
from components.screens.account.chain import show_chain
from components.screens.account.desk import Desk
from components.screens.account.link import DID, AccountLink, go, read_day
from components.screens.account.people import show_finding
from components.screens.widgets.choice import show_pills
from components.screens.widgets.panel import show_heading, write_empty, write_notice, write_quiet
from components.words.access import name_act, say_about
from components.words.source import write_time
from store.access.events import PAGE, Event, Page, list_events
from store.access.people import list_people

COLUMNS = ("when", "who", "what", "about", "address")
DAYS = ("since", "until")
MAX_DAY = 10


def show_log(desk: Desk) -> None:
    t, link = desk.t, desk.link
    show_heading(t("account.log_title"), t("account.log_help"))
    show_chain(desk)
    page, wrong = find_events(link)
    if not page.total and link == AccountLink(link.step):
        st.html(write_empty([t("account.log_none")]))
        return
    _show_filter(desk)
    for value in wrong:
        st.html(write_notice(t("account.bad_day", value=value)))
    if page.events:
        st.html(write_events(desk, page.events))
        _show_pages(desk, page)
    else:
        st.html(write_empty([t("account.log_none_such")]))


def find_events(link: AccountLink) -> tuple[Page, list[str]]:
    """A page of what the link picks, and what of its days is none."""
    since, until = read_day(link.since), read_day(link.until, is_last=True)
    told = {link.since: since, link.until: until}
    kinds = DID[link.did] if link.did else ()
    page = list_events(kinds, link.who, since or "", until or "", link.at)
    return page, [text for text, day in told.items() if day is None]


def _show_filter(desk: Desk) -> None:
    t, link = desk.t, desk.link
    show_pills(
        {"": t("account.did_all")} | {did: t(f"account.did_{did}") for did in DID},
        lambda did: go(link, did=did or "", at=1),
        key="account_did",
        label=t("account.filter"),
        chosen=link.did,
    )
    who, *days = st.columns([2, 1, 1])
    with who:
        show_finding(desk, list_people(), key="account_log_who")
    for name, column in zip(DAYS, days, strict=True):
        key = f"account_{name}"
        st.session_state[key] = getattr(link, name)
        column.text_input(
            t(f"account.{name}"),
            key=key,
            max_chars=MAX_DAY,
            placeholder=t(f"account.{name}"),
            label_visibility="collapsed",
            on_change=_turn_to(link, name, key),
        )


def _turn_to(link: AccountLink, name: str, key: str) -> Callable[[], None]:
    return lambda: go(link, **{name: str(st.session_state[key]).strip(), "at": 1})


@dataclass(frozen=True)
class Entry:
    when: str
    who: str
    what: str
    about: str
    address: str


def write_events(desk: Desk, events: list[Event]) -> Markup:
    t = desk.t
    entries = [
        Entry(
            write_time(one.noted_at),
            one.person,
            name_act(one.kind, t),
            say_about(one.kind, one.about, t),
            one.address,
        )
        for one in events
    ]
    columns = [t(f"account.column_{name}") for name in COLUMNS]
    caption = t("account.log_title")
    return draw("screens/account/log.events", caption=caption, columns=columns, entries=entries)


def _show_pages(desk: Desk, page: Page) -> None:
    t, link = desk.t, desk.link
    first = (link.at - 1) * PAGE + 1
    last = first + len(page.events) - 1
    st.html(write_quiet(t("account.log_range", first=first, last=last, total=page.total)))
    with st.container(horizontal=True):
        if link.at > 1:
            _show_step(desk, "newer", link.at - 1)
        if last < page.total:
            _show_step(desk, "older", link.at + 1)


def _show_step(desk: Desk, name: str, at: int) -> None:
    st.button(
        desk.t(f"account.{name}"), key=f"account_{name}", on_click=lambda: go(desk.link, at=at)
    )
