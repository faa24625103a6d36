"""What a link to the account page shows: which part, whom, and of what was done which entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import streamlit as st

from components.html.links import write_address
from components.words.words import Words
from store.access.events import KINDS
from store.database import stamp
from store.progress.calendar import CHINA
from store.rights import ACTIONS, ADMINISTRATOR

STEPS = ("me", "people", "log")
"""Oneself; people and rights, and what was done, both for an administrator."""
OF_RIGHTS = tuple(kind for kind, rights in ACTIONS.items() if rights == (ADMINISTRATOR,))
OF_FAILURES = ("sign_in_failed", "forged_headers", "refused")
OF_EXPORTS = ("export",)
DID: dict[str, tuple[str, ...]] = {
    "sign": tuple(kind for kind in KINDS if kind not in (*ACTIONS, *OF_FAILURES, *OF_EXPORTS)),
    "failed": OF_FAILURES,
    "write": tuple(kind for kind in ACTIONS if kind not in OF_RIGHTS),
    "export": OF_EXPORTS,
    "right": OF_RIGHTS,
}
"""Kinds of events by what `did` of a link picks them by; each kind once."""
KEPT = ("lang", "plan")
"""What a link keeps beside its own parameters."""
MAX_DIGITS = 7


@dataclass(frozen=True)
class AccountLink:
    """`step`: one of `STEPS`. `who`: a person, "" for all. `did`: one of `DID`, "" for all.
    `since`, `until`: the first day and the last one, as they were written. `at`: the page, from 1.
    """

    step: str = STEPS[0]
    who: str = ""
    did: str = ""
    since: str = ""
    until: str = ""
    at: int = 1


def read_link(params: Mapping[str, str]) -> AccountLink:
    """An unknown step is the first, an unknown kind all, an unknown page the first."""
    step, did, at = params.get("step", ""), params.get("did", ""), params.get("at", "")
    return AccountLink(
        step if step in STEPS else STEPS[0],
        params.get("who", ""),
        did if did in DID else "",
        params.get("since", ""),
        params.get("until", ""),
        max(int(at), 1) if at.isdecimal() and len(at) <= MAX_DIGITS else 1,
    )


def write_link(link: AccountLink) -> dict[str, str]:
    """The parameters of a link; `read_link` reads them back."""
    usual = asdict(AccountLink())
    return {name: str(value) for name, value in asdict(link).items() if value != usual[name]}


def go(link: AccountLink, **changes: Any) -> None:
    """Lead to another place of the page: writes the URL, from which the next run reads it."""
    kept = {name: st.query_params[name] for name in KEPT if name in st.query_params}
    st.query_params.from_dict(kept | write_link(replace(link, **changes)))


def lead_to(words: Words, link: AccountLink, **changes: Any) -> str:
    """The address of another place of the page."""
    return write_address("account", write_link(replace(link, **changes)), words)


def read_day(text: str, *, is_last: bool = False) -> str | None:
    """When a day begins in China, of the last one when it ends, as the store keeps times; "" where
    none is written, None where it is no day."""
    if not text:
        return ""
    try:
        day = datetime.combine(date.fromisoformat(text), time(), CHINA)
        return stamp(day + timedelta(days=is_last))
    except (ValueError, OverflowError):
        return None
