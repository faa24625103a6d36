"""A month in which markup was reported, reviewed, commented and asked for, as its pages show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from lxml.html import HtmlElement
from streamlit.testing.v1 import AppTest

from components.screens.progress.link import STEPS
from geo.model import Model
from geo.packages.problems import Problem
from store.audit import keep
from store.database import stamp
from store.progress import extensions, reviews
from store.progress.calendar import find_month
from store.progress.evidence import keep_evidence
from store.progress.periods import Period, open_period
from store.progress.reports import FORM, Said
from store.progress.workbook.merge import Conflict
from store.progress.workbook.returned import Comment, Outcome, Revision
from store.progress_tables import COMMENTS
from store.schema import begin_writing
from tests.html_tree import parse_html
from tests.pages.open_page import open_page, read_html
from tests.store.progress.month import CODE, look, tell
from tests.taken_away import MARKUP

DUE = date(2026, 1, 1)
SAID = Said("blocked", *[MARKUP] * 4, "2026-01-01", MARKUP, MARKUP)


def show_attacked_month(attacked: Model, lang: str) -> Iterator[tuple[str, HtmlElement]]:
    """Every part of the page, and the pages that show beside a duty what was reported on it."""
    period = open_period(attacked, find_month(CODE), MARKUP)
    fill(period)
    key = next(one.line.key for one in look(period) if one.report)
    views = [{"step": step} for step in STEPS] + [{"stage": "returned"}]
    for view in [*views, {"step": "review", "at": key}, {"line": key}]:
        app = open_page("progress", lang=lang, **view)
        assert (view, [error.value for error in app.exception]) == (view, [])
        yield f"progress {view}", parse_html(read_html(app))
    for page in ("map", "district"):
        app = open_page(page, lang=lang, district="110118")
        assert (page, [error.value for error in app.exception]) == (page, [])
        yield f"{page} of a month", parse_html(read_html(app))
    yield "outcome", parse_html(read_html(AppTest.from_function(show_outcome).run()))


def fill(period: Period) -> None:
    """On every line of one district a report, every other returned, a comment and a later date."""
    own = [one for one in look(period) if one.line.unit_code == "110118"]
    for at, state in enumerate(own):
        line = state.line
        if state.is_reporting:
            reported = tell(period, line, SAID)
            keep_evidence(period, line, f"{MARKUP}.pdf", b"%PDF-", MARKUP)
            kind = (reviews.RETURN, reviews.ACCEPT)[at % 2]
            reviews.review(period, [reported], kind, MARKUP, MARKUP)
        said = {"line_id": line.id, "period_id": period.id, "unit_code": line.unit_code}
        kept = {"text": MARKUP, "source": FORM, "kept_by": MARKUP, "kept_at": stamp()}
        with begin_writing() as connection:
            keep(connection, COMMENTS, said | kept, MARKUP)
        dated = replace(line, due=DUE)  # no deadline with markup before it means a day
        extensions.ask(dated, DUE + timedelta(days=1), MARKUP, MARKUP, today=DUE)


def show_outcome() -> None:
    """What a returned workbook does, with markup in each of its cells, and a duty of which nothing
    is known; a script of its own."""
    import streamlit as st

    from components.html.template import draw
    from components.screens.progress import outcome
    from components.texts import Texts
    from tests.attacked_month import build_outcome
    from tests.taken_away import MARKUP

    built, t = build_outcome(), Texts("zh")
    st.html(outcome.write_outcomes([built], t))
    st.html(outcome.write_outcome(built, t))
    for piece in ("unknown", "slot"):
        st.html(draw(f"html/states.{piece}", number=MARKUP))
    st.html(draw("html/states.count", code=MARKUP, said=MARKUP))
    st.html(draw("html/states.count_slot", code=MARKUP, name=MARKUP))
    for conflict in built.conflicts:
        st.html(outcome.write_conflict(conflict, t))


def build_outcome() -> Outcome:
    from tests.components.words.test_progress import LINE

    conflict = Conflict(MARKUP, LINE, "text", MARKUP, MARKUP, MARKUP, MARKUP, 2)
    return Outcome(
        MARKUP,
        MARKUP,
        MARKUP,
        (Revision(LINE, None, SAID, ("text",), 2),),
        (Comment(LINE, MARKUP, 2),),
        (LINE,),
        (conflict,),
        (Problem("no_rows", MARKUP, 2, MARKUP, MARKUP),),
    )
