"""The page shown instead of the product where the data cannot be trusted: in both languages."""

from __future__ import annotations

import streamlit as st

from components.html.problems import write_problems
from components.html.template import draw
from components.texts import HTML_LANG, LANGUAGES, Texts
from geo.packages.problems import DataError


def show_data_error(error: DataError) -> None:
    """Name every problem: file, row, column, value, why, and the way out."""
    for lang in LANGUAGES:
        t = Texts(lang)
        st.html(
            draw(
                "screens/shell/error_page.problems",
                t=t,
                lang=HTML_LANG[lang],
                count=len(error.problems),
                table=write_problems(error.problems, t),
            )
        )
