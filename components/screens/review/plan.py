"""Which plan this is, prefilled from its file, all of it to confirm."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.html.template import draw
from components.screens.review.link import go
from components.screens.review.review import Review, give
from components.screens.widgets.panel import show_heading, write_notice
from components.texts import Texts
from geo.intake.facts import find_other_place, find_other_years, list_lines, propose_facts
from geo.intake.read import open_region
from store.answers import REOPEN
from store.asked import FACTS, REQUIRED_FACTS

TEXTS_OF_PLAN = tuple(fact for fact in FACTS if fact != "status")
STATUSES = ("final", "draft")


@dataclass(frozen=True)
class Stated:
    """Facts as the form begins with them: those stated, else what the file says."""

    stated: Mapping[str, str]
    proposed: Mapping[str, str]

    def value(self, fact: str) -> str:
        return self.stated.get(fact) or self.proposed.get(fact, "")

    def is_proposed(self, fact: str) -> bool:
        return fact in self.proposed and fact not in self.stated


def show_plan(review: Review) -> None:
    """The facts of a plan for which a file was read."""
    t, settled = review.t, review.state.settled
    show_heading(t("review.step_plan"), t("facts.help"))
    lines = list_lines(review.state.reading.draft)
    facts = Stated(settled.facts, propose_facts(lines))
    missing = [t(f"facts.{fact}") for fact in REQUIRED_FACTS if fact not in settled.facts]
    told = [t("facts.missing", names=t("list.comma").join(missing))] if missing else []
    show_lines(lines, told + list_doubts(facts, review.state.reading.region, t), t)
    if not review.may_write:
        st.html(write_facts(facts, t))
        return
    with st.form("review_facts"):
        show_fields(facts, t)
        st.form_submit_button(
            t("facts.confirm"), type="primary", on_click=lambda: _state_facts(review)
        )


def _state_facts(review: Review) -> None:
    """Keep what the form says where it differs; an emptied field is open again."""
    settled, answers = review.state.settled, []
    for asked in settled.asked:
        fact = asked.tag.partition(":")[2]
        if asked.code != "fact":
            continue
        value, before = read_field(fact), settled.facts.get(fact, "")
        if value != before:
            answers.append((asked, value or REOPEN))
    if give(review, answers):
        go(review.link, step="columns", at="")


def read_field(fact: str) -> str:
    return str(st.session_state.get(f"fact_{fact}") or "").strip()


def show_fields(facts: Stated, t: Texts) -> None:
    for row in (("title",), ("annex", "document_no"), ("series", "year", "date")):
        columns = st.columns(len(row))
        for column, fact in zip(columns, row, strict=True):
            column.text_input(
                _label(fact, facts, t),
                value=facts.value(fact),
                key=f"fact_{fact}",
                help=t(f"facts.help_{fact}"),
                max_chars=200,
            )
    status = facts.value("status") or STATUSES[0]
    st.radio(
        _label("status", facts, t),
        STATUSES,
        index=STATUSES.index(status) if status in STATUSES else 0,
        format_func=lambda status: t(f"facts.status_{status}"),
        key="fact_status",
        horizontal=True,
    )


def _label(fact: str, facts: Stated, t: Texts) -> str:
    name = t(f"facts.{fact}")
    name = t("facts.required", name=name) if fact in REQUIRED_FACTS else name
    return t("facts.proposed", name=name) if facts.is_proposed(fact) else name


def write_facts(facts: Stated, t: Texts) -> Markup:
    """The facts to read, without a form."""
    rows = [(t(f"facts.{fact}"), facts.value(fact)) for fact in TEXTS_OF_PLAN]
    status = t(f"facts.status_{facts.value('status') or STATUSES[0]}")
    rows.append((t("facts.status"), status))
    return draw("screens/review/plan.facts", rows=rows)


def show_lines(lines: Collection[str], doubts: Collection[str], t: Texts) -> None:
    """What the file itself says above its table, and what does not go with it."""
    st.html(draw("screens/review/plan.lines", t=t, lines=lines))
    for doubt in doubts:
        st.html(write_notice(doubt))


def list_doubts(facts: Stated, region: str, t: Texts) -> list[str]:
    """A title that speaks of another year or another place than what is stated, quoted."""
    title, year = facts.value("title"), facts.value("year")
    doubts = [
        t("facts.other_year", title=title, found=t("list.comma").join(years), year=year)
        for years in [find_other_years(title, year)]
        if years
    ]
    place = find_other_place(title, list_place_names(region))
    if place:
        name = name_region(region, t)
        doubts.append(t("facts.other_place", title=title, found=place, region=name))
    return doubts


def list_place_names(region: str) -> list[str]:
    """What a region and its units are called."""
    package = open_region(region)
    units = package.read_table("units")
    return [package.descriptor.get("place", ""), *units["name"], *units["short_name"]]


def name_region(region: str, t: Texts) -> str:
    """Its place, or what it is called where it names none."""
    told = open_region(region).descriptor
    return t.pick(told.get("place", told["title"]), told.get("place_en", told["title_en"]))
