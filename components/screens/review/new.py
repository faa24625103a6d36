"""A kept file that no plan took up yet: which plan it is, and its code."""

from __future__ import annotations

import streamlit as st

from components.html.problems import write_problems
from components.screens.review.link import ReviewLink, go
from components.screens.review.plan import (
    Stated,
    list_doubts,
    name_region,
    read_field,
    show_fields,
    show_lines,
)
from components.screens.widgets.panel import show_heading, write_notice
from components.screens.widgets.unread import show_unread
from components.screens.widgets.writer import attempt, say_reading_only, show_refused
from components.session.models import get_model
from components.session.reading import find_columns, read_for_session
from components.session.rights import find_writer, may_do
from components.words.words import Words
from geo.intake.draft import Draft
from geo.intake.facts import list_lines, propose_facts, strip_years
from geo.packages.package import list_regions
from geo.packages.problems import DataError
from store import originals, publishing
from store.asked import FACTS, REQUIRED_FACTS
from store.database import read
from store.readings import Original
from store.shelf import list_plans

SHORT = 16
"""How much of a file's hash a link carries."""


def begin_review(name: str, data: bytes) -> None:
    """Keep a file and lead to its form. For callbacks."""
    kept: list[str] = []
    if attempt(lambda: kept.append(originals.keep_original(name, data, find_writer()))):
        go(ReviewLink(), file=kept[0][:SHORT])


def show_new(words: Words, link: ReviewLink) -> None:
    """The form of a plan to be; confirming it takes the file up."""
    t = words.t
    with st.container(key="review"):
        show_refused(t)
        try:
            original = originals.load_original(link.file)
        except DataError as error:
            st.html(write_problems(error.problems, t))
            return
        show_heading(t("facts.new", file=original.name), t("facts.help"))
        region = _choose_region(words)
        with st.spinner(t("plans.reading")):
            draft = read_for_session(
                original.sha256, original.name, original.data, region, link.at or None
            )
        if isinstance(draft, Draft):
            _show_form(words, link, original, region, draft)
        else:
            data, at = original.data, link.at
            show_unread(
                draft, data, lambda sheet: go(link, at=sheet or ""), t, key="review", mark=at
            )


def _choose_region(words: Words) -> str:
    regions = list_regions()
    of_page = words.model.region.package.folder.name
    return st.selectbox(
        words.t("facts.region"),
        regions,
        index=regions.index(of_page) if of_page in regions else 0,
        format_func=lambda region: name_region(region, words.t),
        key="fact_region",
    )


def _show_form(
    words: Words, link: ReviewLink, original: Original, region: str, draft: Draft
) -> None:
    t = words.t
    lines = list_lines(draft)
    proposed = propose_facts(lines)
    editions = find_editions(proposed.get("title", ""))
    series = next((own for own in editions.values() if own), "")
    facts = Stated({"series": series}, proposed)
    show_lines(lines, list_doubts(facts, region, t), t)
    if not may_do("import"):
        st.html(write_notice(say_reading_only(t)))
        return
    with st.form("review_facts"):
        st.text_input(
            t("facts.required", name=t("facts.code")),
            value=propose_code([*editions], facts.value("year"), list_taken()),
            key="fact_code",
            help=t("facts.help_code"),
            max_chars=64,
        )
        show_fields(facts, t)
        st.form_submit_button(
            t("facts.take_up"),
            type="primary",
            on_click=lambda: _take_up(link, original, region),
        )


def find_editions(title: str) -> dict[str, str]:
    """Plans whose title is this one but for its years, each with its series where it has one."""
    found = {}
    for code in list_plans() if title else []:
        meta = get_model(code).plan.meta
        if strip_years(str(meta["title"])) == strip_years(title):
            found[code] = str(meta["series"])
    return found


def list_taken() -> set[str]:
    with read() as connection:
        imported = publishing.list_imported(connection) if connection else []
    return {*list_plans(), *imported}


def propose_code(editions: list[str], year: str, taken: set[str]) -> str:
    """A free code: that of another edition with this year, else one of the year alone."""
    stem = strip_years(editions[0]).strip("-") if editions else "plan"
    code = "-".join(filter(None, (stem, year)))
    counted = (f"{code}-{n}" for n in range(2, 1000))
    return code if code not in taken and year else next(c for c in counted if c not in taken)


def _take_up(link: ReviewLink, original: Original, region: str) -> None:
    code = read_field("code")
    facts = {fact: value for fact in FACTS if (value := read_field(fact))}

    def write() -> None:
        columns = find_columns(original.data) or None
        originals.take_up(original, code, region, link.at, facts, find_writer(), columns)

    if attempt(write):
        is_whole = facts.keys() >= {*REQUIRED_FACTS}
        go(link, draft=code, file="", step="columns" if is_whole else "plan", at="")
