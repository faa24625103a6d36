"""Why a file cannot be read; of several tables one can be chosen, and what headings are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.html.problems import write_problems
from components.screens.widgets.choice import show_box
from components.screens.widgets.headings import show_first_rows
from components.screens.widgets.panel import write_notice
from components.session.reading import say_columns
from components.texts import Texts
from geo.intake.tables import SeveralTables, UnknownHeadings
from geo.packages.problems import DataError


def show_unread(
    error: DataError,
    data: bytes,
    choose_sheet: Callable[[str | None], None],
    t: Texts,
    *,
    key: str,
    mark: str,
) -> None:
    """`mark` tells one file, or one table of it, from another."""
    if isinstance(error, UnknownHeadings):
        show_first_rows(error, partial(say_columns, data), t, key=f"{key}_headings_{mark}")
        return
    if not isinstance(error, SeveralTables):
        st.html(write_problems(error.problems, t))
        return
    st.html(write_notice(t("plans.several", n=len(error.names))))
    show_box(
        {name: name for name in error.names},
        choose_sheet,
        key=f"{key}_sheets",
        label=t("plans.sheet"),
        placeholder=t("plans.sheet"),
    )
