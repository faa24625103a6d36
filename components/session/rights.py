"""What the reader of the page that runs may write; each is asked again where it is written."""

from __future__ import annotations

import streamlit as st

from components.session.reader import find_reader
from store.rights import READER
from store.users import find_user

WRITER = "writer"


def may_write() -> bool:
    """Whether there is anything that this reader may write."""
    actor = find_reader().actor
    return actor.is_machine or any(grant.right != READER for grant in actor.grants)


def may(right: str, unit: str = "") -> bool:
    return find_reader().actor.may(right, unit)


def find_writer() -> str:
    """Who writes: who signed in, else as they named themselves on a page, else the machine's
    user."""
    reader = find_reader()
    if reader.person:
        known = reader.name in ("", reader.person)
        return reader.person if known else f"{reader.name} ({reader.person})"
    return str(st.session_state.get(WRITER) or find_user())
