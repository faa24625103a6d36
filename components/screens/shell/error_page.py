"""The page shown instead of the product where the data cannot be trusted: in both languages."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.html.table import write_table
from components.texts import HTML_LANG, LANGUAGES, Texts
from geo.packages.problems import DataError


def show_data_error(error: DataError) -> None:
    """Name every problem: file, row, column, value, why, and the way out."""
    for lang in LANGUAGES:
        t = Texts(lang)
        st.html(
            f"<section class='data-error' lang='{HTML_LANG[lang]}'>"
            f"<h2>{escape(t('error.title'))}</h2>"
            f"<p>{escape(t('error.explain'))} {escape(t('error.count', n=len(error.problems)))}</p>"
            f"{_write_problems(error, t)}"
            f"<p class='quiet'>{escape(t('error.command'))}</p></section>"
        )


def _write_problems(error: DataError, t: Texts) -> str:
    columns = [t(f"error.{name}") for name in ("file", "row", "column", "value", "why", "fix")]
    rows = [
        [
            "" if cell is None else cell
            for cell in (p.file, p.row, p.column, p.value, p.why(t.lang), p.fix(t.lang))
        ]
        for p in error.problems
    ]
    return write_table(columns, rows)
