"""What the reader of the page that runs may write; each is asked again where it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import streamlit as st

from components.session.reader import find_reader
from store import rights
from store.rights import READER, UNIT
from store.users import find_user

WRITER = "writer"


def may_write() -> bool:
    """Whether there is anything that this reader may write."""
    actor = find_reader().actor
    return actor.is_machine or any(grant.right != READER for grant in actor.grants)


def may(right: str, unit: str = "") -> bool:
    return find_reader().actor.may(right, unit)


def may_do(action: str, units: Iterable[Collection[str]] = ()) -> bool:
    """Whether an act of `store.rights.ACTIONS` is this reader's; `units`: see `list_wanted`."""
    return rights.may_do(find_reader().actor, action, units)


def list_own_units() -> list[str]:
    """Codes of the units that this reader reports for."""
    return sorted(one.unit for one in find_reader().actor.grants if one.right == UNIT)


def find_bar() -> str:
    """What keeps a reader from writing who may not: that they do not sit at the machine, have not
    signed in, or lack the right."""
    reader = find_reader()
    if reader.person:
        return "right"
    return "sign_in" if reader.lasts else "machine"


def find_writer() -> str:
    """Who writes: who signed in, else as they named themselves on a page, else the machine's
    user."""
    reader = find_reader()
    if reader.person:
        known = reader.name in ("", reader.person)
        return reader.person if known else f"{reader.name} ({reader.person})"
    return str(st.session_state.get(WRITER) or find_user())
