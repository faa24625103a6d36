"""Who may write what an office keeps: without sign-in, whoever sits at the machine itself."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from store.users import find_user

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
OF_PROXIES = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip")
"""What a proxy adds to a request; so is everything that begins with `x-forwarded-`."""
WRITER = "writer"


def may_write() -> bool:
    """Whether this reader may write: the server listens on this machine alone, nothing stands
    before it, and the page was opened by the machine's own name."""
    return is_at_the_machine(str(st.get_option("server.address")), dict(st.context.headers))


def is_at_the_machine(address: str, headers: Mapping[str, str]) -> bool:
    """`address`: what the server listens on; `headers`: of the page's request. A proxy without
    marks of its own is known by `Origin`, which the browser writes, and which is then another than
    `Host`; a foreign name that was made to lead to this machine is known by `Host`. A run that no
    request began is a test's."""
    told = {name.lower(): value for name, value in headers.items()}
    is_forwarded = any(name in OF_PROXIES or name.startswith("x-forwarded-") for name in told)
    named = [f"//{told['host']}"] if "host" in told else []
    named += [told["origin"]] if "origin" in told else []
    places = {*map(_find_place, named)}
    is_direct = len(places) <= 1 and {host for host, _ in places} <= LOOPBACK
    return address in LOOPBACK and not is_forwarded and is_direct


def _find_place(address: str) -> tuple[str, int | None]:
    """Host and port."""
    try:
        parts = urlsplit(address)
        return parts.hostname or "", parts.port
    except ValueError:  # brackets that are no address, or a port that is no number
        return "", None


def find_writer() -> str:
    """Who writes: as they named themselves on a page, else the machine's user."""
    return str(st.session_state.get(WRITER) or find_user())
