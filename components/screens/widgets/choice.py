"""Boxes and buttons that choose: a party, a place, a filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import streamlit as st

from components.html.markdown import escape_markdown
from components.session.link import View, change_view
from components.words.units import name_party
from components.words.words import Words


def show_box(
    options: Mapping[str, str],
    choose: Callable[[str | None], None],
    *,
    key: str,
    label: str,
    placeholder: str,
    chosen: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """A list to choose one of `options`, names by code; `choose` gets None where it is cleared."""
    st.session_state[key] = chosen if chosen in options else None
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder=placeholder,
        key=key,
        on_change=lambda: choose(st.session_state[key]),
        label_visibility="collapsed",
        width=width,
    )


def show_many_box(
    options: Mapping[str, str],
    *,
    most: int,
    key: str,
    label: str,
    placeholder: str,
    help: str | None = None,
    on_change: Callable[[], None] | None = None,
) -> list[str]:
    """A list to choose several of `options`, up to `most`; gives those chosen."""
    return st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        max_selections=most,
        select_all=False,
        placeholder=placeholder,
        help=help,
        key=key,
        on_change=on_change,
    )


def show_pills(
    options: Mapping[str, str],
    choose: Callable[[str | None], None],
    *,
    key: str,
    label: str,
    chosen: str | None,
    **look: Any,
) -> None:
    """Buttons to choose one of `options`, names by code; `look` goes to `st.pills`."""
    st.session_state[key] = chosen if chosen in options else None
    _show_pills(options, choose, key=key, label=label, selection_mode="single", **look)


def show_many_pills(
    options: Mapping[str, str],
    choose: Callable[[list[str]], None],
    *,
    key: str,
    label: str,
    chosen: Iterable[str],
    **look: Any,
) -> None:
    """Buttons to choose several of `options`, names by code."""
    st.session_state[key] = [code for code in chosen if code in options]
    _show_pills(options, choose, key=key, label=label, selection_mode="multi", **look)


def _show_pills(
    options: Mapping[str, str], choose: Callable[[Any], None], *, key: str, label: str, **look: Any
) -> None:
    st.pills(
        label,
        list(options),
        format_func=lambda code: escape_markdown(options[code]),
        key=key,
        on_change=lambda: choose(st.session_state[key]),
        **{"label_visibility": "collapsed", **look},
    )


def show_button(
    label: str, view: View, changes: Mapping[str, object], *, key: str, **look: Any
) -> None:
    """A button that leads to `view` with `changes`; `look` is what `st.button` takes besides."""
    st.button(label, key=key, on_click=change_view, args=(view,), kwargs=dict(changes), **look)


def show_party_buttons(
    words: Words, codes: Iterable[str], view: View, *, key: str, short: bool = False
) -> None:
    """A button for each of `codes`, which leads to `view` with that party chosen."""
    for code in codes:
        label = escape_markdown(name_party(words, code, short=short))
        show_button(label, view, {"district": code}, key=f"{key}_{code}")
