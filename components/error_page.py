"""The page shown instead of the product where the data cannot be trusted: in both languages."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.texts import HTML_LANG, LANGUAGES, Texts
from geo.problems import DataError


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
    names = ("file", "row", "column", "value", "why", "fix")
    head = "".join(f"<th scope='col'>{escape(t(f'error.{name}'))}</th>" for name in names)
    body = ""
    for problem in error.problems:
        cells = (
            problem.file,
            problem.row,
            problem.column,
            problem.value,
            problem.why(t.lang),
            problem.fix(t.lang),
        )
        shown = "".join(f"<td>{escape('' if c is None else str(c))}</td>" for c in cells)
        body += f"<tr>{shown}</tr>"
    return f"<table class='plain'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
