"""The page shown instead of the product where the data cannot be trusted: in both languages."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from components.html.table import write_table
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
                table=_write_problems(error, t),
            )
        )


def _write_problems(error: DataError, t: Texts) -> Markup:
    columns = [t(f"error.{name}") for name in ("file", "row", "column", "value", "why", "fix")]
    rows = [
        [
            "" if cell is None else cell
            for cell in (p.file, p.row, p.column, p.value, p.why(t.lang), p.fix(t.lang))
        ]
        for p in error.problems
    ]
    return write_table(columns, rows)
