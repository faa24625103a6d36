"""What the office's own file has at a place: its rows with their real cells, or its lines.

The file is read anew, since a draft has no cells; what was read is this reader's own.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from components.html.problems import write_problems
from components.html.reading import name_place
from components.html.template import draw
from components.screens.review.excerpt import Box, Grid, Lines, Spot, build_excerpt
from components.screens.review.review import Review
from components.screens.widgets.panel import write_quiet
from components.texts import Texts
from geo.intake.apart import read_apart
from geo.intake.columns import fold_columns
from geo.intake.grid import Document
from geo.packages.problems import DataError
from store.originals import load_original
from store.readings import Reading

ORIGINAL = "review_original"


def show_source(review: Review, spot: Spot) -> None:
    t = review.t
    reading = review.state.reading
    try:
        with st.spinner(t("plans.reading")):
            document = read_original(reading)
    except DataError as error:
        st.html(write_problems(error.problems, t))
        return
    excerpt = build_excerpt(document, spot, fold_columns(reading.columns, reading.file))
    st.html(write_source(excerpt, say_place(spot, excerpt, reading.file, t), t))


def read_original(reading: Reading) -> Document:
    """The document of a reading, the last one kept for this session alone; raises `DataError`
    where it cannot be read any more."""
    asked = reading.id, reading.sha256
    last: tuple[tuple[int, str], Document] | None = st.session_state.get(ORIGINAL)
    if last is None or last[0] != asked:
        data = load_original(reading.sha256).data
        document = read_apart(reading.file, Path(reading.file).suffix.lower(), data)
        last = st.session_state[ORIGINAL] = (asked, document)
    return last[1]


def write_source(excerpt: Grid | Lines | None, where: str, t: Texts) -> Markup:
    """`where`: the place in words."""
    if isinstance(excerpt, Grid):
        framed = [box for row in (*excerpt.heads, *excerpt.rows) for box in row if box.is_framed]
        css = partial(_find_css, is_row=len(framed) > 1)
        return draw("screens/review/source.grid", t=t, where=where, grid=excerpt, css=css)
    if isinstance(excerpt, Lines):
        return draw("screens/review/source.lines", t=t, where=where, lines=excerpt)
    return write_quiet(t("asking.nowhere"))


def _find_css(box: Box, *, is_row: bool) -> str:
    if box.is_gap:
        return "source-gap"
    framed = ("source-row" if is_row else "source-cell") if box.is_framed else ""
    return " ".join(filter(None, (framed, "source-long" if box.is_long else "")))


def say_place(spot: Spot, excerpt: Grid | Lines | None, file: str, t: Texts) -> str:
    """Sheet or page or table, row and column, as far as a spot has them."""
    if isinstance(excerpt, Lines):
        return t("asking.at_line", n=spot.row) if spot.row else t("asking.at_text")
    at = excerpt or spot
    parts = [
        _name_place(at.place, file, t),
        t("plans.at_row", n=at.row) if at.row else "",
        t("asking.at_column", name=at.column) if at.column else "",
    ]
    return t("asking.comma").join(part for part in parts if part)


def _name_place(place: str, file: str, t: Texts) -> str:
    """Pages of a PDF have a letter before their number."""
    is_page = file.lower().endswith(".pdf") and place[1:].isdecimal()
    return t("asking.at_page", n=place[1:]) if is_page else name_place(place, t)
