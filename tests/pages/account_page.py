"""The account page as somebody sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from streamlit.testing.v1 import AppTest

from store import rights
from store.rights import Actor
from tests.pages.open_page import open_page


@contextmanager
def reading(actor: Actor) -> Iterator[None]:
    """Within it `actor` reads every page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rights, "_finders", [lambda: actor])
        yield


def show(**params: str) -> AppTest:
    app = open_page("account", **params)
    assert [error.value for error in app.exception] == []
    return app


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert [error.value for error in app.exception] == []
    return app
