"""Who reads the page that runs, or asks for a file, as the server's guard says.

The guard stands before everything that a browser sends; what it says stands in headers that it
alone may write, of the page's connection or of the request for a file. Where no server runs, in a
test of a page, the machine's user reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import unquote

import streamlit as st
from streamlit import runtime

from components.session.remember import refuse_shared
from geo.packages.problems import DataError
from store.look import asked_once
from store.rights import Actor, Grant, find_machine, read_grant, set_finder

OURS = "x-dutymap-"
"""What headers begin with that the guard alone may write."""
NOBODY = Actor("")
PERSON = "reader_person"
"""Of a page's state: whose it is."""
FindGrants = Callable[[str], frozenset[Grant] | None]
"""The rights that the person of a session was given; None where the session does not hold."""


@dataclass(frozen=True)
class Reader:
    """`person`, `name`, `source`: "" for who has not signed in; `token`: of their session;
    `actor`: what they may; `sees_progress`: whether what was reported is shown to them; `lasts`:
    how many minutes a session may lie idle, how many hours it lasts; None where nobody signs in."""

    person: str
    name: str
    source: str
    actor: Actor
    token: str = ""
    sees_progress: bool = True
    lasts: tuple[int, int] | None = None


_heard: ContextVar[Mapping[str, str] | None] = ContextVar("heard", default=None)
_grants: list[FindGrants] = [lambda token: None]


@contextmanager
def hear(told: Mapping[str, str]) -> Iterator[None]:
    """Within it, and in the threads that answer the same request, the guard says this."""
    token = _heard.set(told)
    try:
        yield
    finally:
        _heard.reset(token)


def know_people(find_grants: FindGrants) -> None:
    """The server says at its start how sessions are looked up; until then none holds."""
    _grants[:] = [find_grants]


def read_guard() -> Mapping[str, str] | None:
    """What the guard says, by header; nothing that it did not write. None where no server runs."""
    heard = _heard.get()
    if heard is None:
        if not is_serving():
            return None
        heard = {name.lower(): value for name, value in st.context.headers.items()}
    ours = {name: unquote(value) for name, value in heard.items() if name.startswith(OURS)}
    return ours if ours.get(f"{OURS}guard") == "1" else {}


def is_serving() -> bool:
    """Whether a server runs in this process; a test of a page has a runtime that is none. A thread
    that no page began, and a page whose connection was lost, have no headers: nobody reads."""
    return runtime.exists() and type(runtime.get_instance()) is runtime.Runtime


def find_reader() -> Reader:
    """Once in a run of a page; never in what is remembered for all."""
    refuse_shared()
    return _find_once()


@asked_once
def _find_once() -> Reader:
    return _find_reader()


def find_actor() -> Actor:
    """For everything that writes: whether the session and its rights hold is asked anew."""
    return _find_reader().actor


def follow_readers() -> None:
    """From now on in this process, what is written is written by who reads the page."""
    set_finder(find_actor)


def _find_reader() -> Reader:
    told = read_guard()
    if told is None or told.get(f"{OURS}machine") == "1":
        return Reader("", "", "", find_machine())
    idle, _, hours = told.get(f"{OURS}lasts", "").partition(";")
    lasts = (int(idle), int(hours)) if hours else None
    person, token = told.get(f"{OURS}person", ""), told.get(f"{OURS}session", "")
    given = _ask_grants(token) if token else None
    if given is None:
        is_shown = told.get(f"{OURS}withheld") != "progress" and bool(told) and not token
        return Reader("", "", "", NOBODY, sees_progress=is_shown, lasts=lasts)
    by_group = filter(None, told.get(f"{OURS}rights", "").split(";"))
    actor = Actor(person, given | frozenset(map(read_grant, by_group)))
    name, source = told.get(f"{OURS}name", ""), told.get(f"{OURS}source", "")
    return Reader(person, name, source, actor, token, lasts=lasts)


def _ask_grants(token: str) -> frozenset[Grant] | None:
    """Who cannot be looked up may nothing."""
    try:
        return _grants[0](token)
    except DataError:
        return None


def keep_apart() -> None:
    """A page's state is of one reader: who comes back to it as another finds none of it."""
    person = find_reader().person
    if st.session_state.get(PERSON, person) != person:
        st.session_state.clear()
    st.session_state[PERSON] = person
