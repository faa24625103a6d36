"""People whose names, rights and reasons are markup, as the account page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from store.access.accounts import close_account
from store.access.events import note_event
from store.access.grants import give_right
from store.access.sessions import begin_session
from store.rights import ADMINISTRATOR, UNIT, Actor, Grant
from tests.html_tree import parse_html
from tests.pages.account_page import reading, show
from tests.pages.open_page import read_html
from tests.taken_away import MARKUP

OTHER = f"{MARKUP}2"
ATTACKER = Actor(MARKUP, frozenset({Grant(ADMINISTRATOR), Grant(UNIT, MARKUP)}))


def show_attacked_account(lang: str) -> Iterator[tuple[str, HtmlElement]]:
    """Every part of the page, and somebody alone."""
    token, _ = [
        begin_session(person, MARKUP, "proxy", [MARKUP], MARKUP).token for person in (MARKUP, OTHER)
    ]
    give_right(MARKUP, Grant(UNIT, MARKUP), MARKUP)
    give_right(OTHER, Grant(UNIT, MARKUP), MARKUP)
    close_account(OTHER, MARKUP)
    note_event("export", MARKUP, MARKUP, MARKUP)
    views = [{}, {"step": "people"}, {"step": "people", "who": OTHER}]
    with reading(ATTACKER, token, f"{MARKUP}3"):
        for view in [*views, {"step": "log"}, {"step": "log", "since": MARKUP}]:
            yield f"account {view}", parse_html(read_html(show(lang=lang, **view)))
