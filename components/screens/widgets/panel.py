"""Pieces of a panel: its head, headings, quiet lines, and why there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from components.html.heads import write_panel_title
from components.html.template import draw


def write_panel_head(title: str, note: str = "") -> Markup:
    """The panel's title, which the skip link leads to, and a quiet note after it."""
    return draw("screens/widgets/panel.head", title=write_panel_title(title), note=note)


def write_heading(title: str, explanation: str = "") -> Markup:
    return draw("screens/widgets/panel.heading", title=title, explanation=explanation)


def show_heading(title: str, explanation: str = "") -> None:
    st.html(write_heading(title, explanation))


def write_quiet(text: str) -> Markup:
    """A line in a weaker colour."""
    return draw("screens/widgets/panel.quiet", text=text)


def write_notice(text: str) -> Markup:
    """What a reader should know of the view in front of them."""
    return draw("screens/widgets/panel.notice", text=text)


def show_control_label(text: str) -> None:
    """The label beside a switch, whose own is hidden."""
    st.html(Markup("<span class='control-label'>{}</span>").format(text), width="content")


def write_empty(lines: Sequence[str]) -> Markup:
    """Why nothing is here, and the way on."""
    return draw("screens/widgets/panel.empty", lines=lines)
