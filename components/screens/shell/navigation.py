"""The pages and the way between them. Links carry the view along."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import Page

from components.html.markdown import escape_markdown
from components.session.link import keep_shared
from components.session.reader import find_reader
from components.texts import Texts

PAGE_NAMES = (
    *("map", "district", "compare", "restoration", "protected", "ledger"),
    *("present", "progress", "plans", "sources"),
)
ACCOUNT = "account"
"""The page of whoever reads, of no plan; no way leads there where nobody signs in."""
OF_NO_PLAN = ("plans", ACCOUNT)
"""Pages about all plans, or none."""
ROUTED = "routed"


def build_pages(t: Texts) -> dict[str, Page]:
    """Every page by its name; the first is the default one, at `/`."""
    return {
        name: st.Page(f"pages/{name}.py", title=t(f"nav.{name}"), default=name == PAGE_NAMES[0])
        for name in (*PAGE_NAMES, ACCOUNT)
    }


def choose_page(pages: dict[str, Page]) -> Page:
    """The page of the address, for the router to run."""
    st.session_state[ROUTED] = True
    return st.navigation(list(pages.values()), position="hidden")


def require_router() -> None:
    """Send a reader who reached a page without the router through it.

    Streamlit takes a folder named `pages` for its old multipage mode and runs the page alone,
    until some session has called `st.navigation`: the first link opened after a server start
    would show a bare page. Calling it here ends that mode for the whole process.
    """
    if not st.session_state.get(ROUTED):
        st.navigation(list(build_pages(Texts("zh")).values()), position="hidden")
        st.rerun()


def show_navigation(
    pages: dict[str, Page], current: Page, t: Texts, left_out: Collection[str] = ()
) -> None:
    """Pages, all but those `left_out`, and language as buttons: a link would hold the view of the
    last full run, since a click on the map reruns a fragment only.

    They act in callbacks: a click that ends the typing in a field comes in one message with what
    was typed, and of that Streamlit runs no more than the callbacks and the field's fragment.
    """
    for name, page in pages.items():
        if name in left_out and page != current:
            continue
        state = "on" if page == current else "off"
        with st.container(key=f"nav_{state}_{name}", width="content"):
            _show_button(t(f"nav.{name}"), f"go_{name}", partial(_switch_page, page))
    with st.container(key="nav_language", width="content"):
        _show_button(t("app.language"), "go_language", partial(_switch_language, t))


def show_way_in(account: Page, current: Page, t: Texts) -> None:
    """To who has signed in their name, which leads to their account; to everybody else, where
    people sign in, the way there. Nothing where nobody does."""
    reader = find_reader()
    if reader.person and current != account:
        with st.container(key="nav_reader", width="content"):
            name = escape_markdown(reader.name or reader.person)
            _show_button(name, "go_account", partial(_switch_page, account))
    elif not reader.person and reader.lasts is not None:
        way = Markup("<a class='way-in' href='sign-in' target='_self'>{}</a>")
        st.html(way.format(t("account.sign_in")), width="content")


def _show_button(label: str, key: str, act: Callable[[], None]) -> None:
    st.button(label, key=key, type="tertiary", on_click=act)


def _switch_page(page: Page) -> None:
    st.switch_page(page, query_params=keep_shared(st.query_params.to_dict()))


def _switch_language(t: Texts) -> None:
    params = st.query_params.to_dict()
    params.pop("lang", None)
    st.query_params.from_dict(params if t.lang == "en" else {**params, "lang": "en"})
    st.rerun()
