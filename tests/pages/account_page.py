"""The account page as somebody sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from streamlit.testing.v1 import AppTest

from components.session import reader
from components.session.reader import Reader
from store.access.sessions import begin_session
from store.rights import Actor
from tests.pages.open_page import find_all, open_page
from tests.store.acting import make_actor

LASTS = 30, 12
ADMIN: Actor = make_actor("administrator", person="admin")
EMPTY, QUIET, NOTICE = "//div[@class='empty']", "//p[@class='quiet']", "//p[@class='notice']"


@contextmanager
def reading(
    actor: Actor,
    token: str = "",
    name: str = "",
    lasts: tuple[int, int] | None = LASTS,
    source: str = "proxy",
) -> Iterator[None]:
    """Within it `actor` reads every page, by the session of `token`."""
    found = Reader(actor.person, name, source, actor, token, lasts=lasts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_find_reader", lambda: found)
        yield


def show(**params: str) -> AppTest:
    app = open_page("account", **params)
    assert [error.value for error in app.exception] == []
    return app


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert [error.value for error in app.exception] == []
    return app


def sign_in(person: str = "zhang", name: str = "张三") -> str:
    """The token of a new session."""
    return begin_session(person, name, "oidc", ["desk"], "10.1.2.3").token


def list_cells(app: AppTest, path: str) -> list[list[str]]:
    """Of the rows of an XPath."""
    rows = find_all(app, path)
    return [[cell.text_content() for cell in row.xpath("td")] for row in rows]
