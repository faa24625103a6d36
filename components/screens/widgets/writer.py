"""Who writes, and what could not be written: for every page that keeps something."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.html.problems import say_problems
from components.screens.widgets.panel import write_notice
from components.session.reader import find_reader
from components.session.rights import WRITER, find_bar, find_writer, may_write
from components.texts import Texts
from geo.packages.problems import DataError, Problem

REFUSED = "refused"


def show_writer(label: str) -> None:
    """The field in which whoever writes says their name; who signed in has one."""
    if find_reader().person:
        st.text_input(label, find_writer(), disabled=True)
        return
    st.session_state.setdefault(WRITER, find_writer())
    st.text_input(label, key=WRITER, max_chars=60)


def attempt(write: Callable[[], object]) -> bool:
    """Do what writes; whether it was done. Its problems are shown by the next run."""
    try:
        refuse_nobody()
        write()
    except DataError as error:
        st.session_state[REFUSED] = error.problems
        return False
    return True


def refuse_nobody() -> None:
    """Raise `DataError` where nobody is known who could write. Of somebody, what writes asks."""
    if may_write() or find_bar() == "right":
        return
    if find_bar() == "sign_in":
        raise DataError([Problem("not_signed_in", "/")])
    raise DataError([Problem("not_at_machine", "/")])


def say_reading_only(t: Texts) -> str:
    """Where what writes would stand for others."""
    return t(f"reading_only.{find_bar()}")


def show_refused(t: Texts) -> None:
    """What the last click could not do, and why."""
    problems = st.session_state.pop(REFUSED, None)
    for said in say_problems(problems or (), t):
        st.html(write_notice(said))
