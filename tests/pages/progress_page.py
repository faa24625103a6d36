"""The page of a month as a reader sees it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from store.database import read
from store.progress.periods import Period, list_periods
from tests.pages.kept_month import PLAN
from tests.pages.open_page import find_all, open_page

NOTICE = "//p[@class='notice']"


def show(**params: str) -> AppTest:
    app = open_page("progress", **params)
    assert [error.value for error in app.exception] == []
    return app


def read_texts(app: AppTest, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in find_all(app, path)]


def list_buttons(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button if str(button.key).startswith("progress_")}


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert [error.value for error in app.exception] == []
    return app


def read_periods() -> list[Period]:
    with read() as connection:
        return list_periods(connection, PLAN) if connection else []
