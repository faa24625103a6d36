"""Two editions of a plan: what changed for one unit or for all, and which measure became which."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.html.changes import lead_to, write_groups
from components.html.heads import write_panel_title
from components.html.links import join_address, write_address
from components.html.problems import write_problems
from components.html.sentence import write_copied
from components.html.template import draw
from components.html.tongue import mark_chinese
from components.map.changes import get_change_picture
from components.map.drawing import district_map
from components.screens.changes.cards import list_cards
from components.screens.changes.link import STEPS, ChangesLink, go, read_link
from components.screens.changes.links import show_links
from components.screens.widgets.choice import show_box, show_pills
from components.screens.widgets.downloads import change_downloads
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from components.screens.widgets.writer import show_refused
from components.session.models import get_model
from components.session.plans import is_readable
from components.slides.run import write_run
from components.slides.sets import ALL
from components.slides.since import join_since
from components.texts import Texts
from components.words.changes import (
    Between,
    count_changes,
    count_unlinked,
    list_parties_between,
    list_units,
    look_between,
    name_kind,
    say_unlinked,
    write_changes,
)
from components.words.editions import name_editions
from components.words.new_gone import say_all
from components.words.words import Words
from geo.packages.problems import DataError
from geo.plan.changes import SUMMARY


@dataclass(frozen=True)
class Line:
    """A unit in the table of all: its groups by `SUMMARY`, those left open that changed, and its
    measures in no link."""

    name: str
    address: str
    counts: list[int]
    still_open: int
    unlinked: int


def show_changes(t: Texts, pair: tuple[str, str]) -> None:
    with st.container(key="changes"):
        try:
            unknown = [plan for plan in pair if not is_readable(plan)]
            if unknown:
                st.html(write_notice(t("changes.unknown_plan", plan=unknown[0])))
                return
            before, after = (Words(get_model(plan), t) for plan in pair)
            between = look_between(before, after)
        except DataError as error:
            st.html(write_problems(error.problems, t))
            return
        link = read_link(st.query_params, between)
        _show_head(between, link)
        show_refused(t)
        if link.step == "links":
            show_links(between, link)
        else:
            _show_answer(between, link)


def _show_head(between: Between, link: ChangesLink) -> None:
    t = between.t
    names = name_editions(*between.sides)
    beside = {"against": between.before.model.reference}
    if link.code in between.after.model.codes:
        beside["district"] = link.code
    editions = [
        (t("changes.before"), mark_chinese(names[0], t), write_address("./", {}, between.before)),
        (t("changes.after"), mark_chinese(names[1], t), write_address("./", beside, between.after)),
    ]
    reverse = Between(between.after, between.before, between.links.reverse())
    st.html(
        draw(
            "screens/changes/changes.head",
            t=t,
            back=join_address("plans", {}, t),
            title=write_panel_title(t("changes.title")),
            editions=editions,
            swap=lead_to(reverse, link.code),
        )
    )
    still_open = len(list_cards(between))
    names_of_steps = {step: t(f"changes.step_{step}") for step in STEPS}
    if still_open:
        names_of_steps["links"] = t("review.step_open", name=names_of_steps["links"], n=still_open)
    show_pills(
        names_of_steps,
        lambda step: go(between, link.code, step or link.step),
        key="changes_steps",
        label=t("review.steps"),
        chosen=link.step,
    )


def _show_answer(between: Between, link: ChangesLink) -> None:
    t = between.t
    with st.container(horizontal=True, vertical_alignment="center", key="changes_choice_row"):
        show_box(
            list_units(between),
            lambda code: go(between, code or ""),
            key="changes_unit",
            label=t("changes.choose"),
            placeholder=t("changes.choose"),
            chosen=link.code,
            width=280,
        )
        if link.code:
            label = t("changes.all_units")
            st.button(label, key="changes_all", on_click=go, args=(between,))
        change_downloads(between, link.code, key="changes_files")
        _link_to_show(between, link.code)
    if unlinked := say_unlinked(between):
        st.html(write_notice(unlinked))
    if link.code:
        show_heading(list_units(between)[link.code])
        st.html(write_copied(write_changes(between, link.code), t))
        st.html(write_groups(between, link.code))
    else:
        _show_all(between)
    st.html(write_quiet(t("changes.rule")))


def _link_to_show(between: Between, code: str) -> None:
    """To the slides that tell the same."""
    before, after = (words.model.reference for words in between.sides)
    run = write_run([join_since(code or ALL, before)])
    params = {"plan": after, "against": before, "run": run, "lang": between.t.lang}
    label = between.t("against.to_show")
    st.page_link("pages/present.py", label=label, query_params=params)


def _show_all(between: Between) -> None:
    """Every unit in the usual order: who has more or less is no better and no worse."""
    t, parties = between.t, set(list_parties_between(between))
    st.html(write_copied(t.pick("", " ").join(say_all(between)), t))
    with st.container(key="changes_map_box"):
        district_map(
            between.after,
            get_change_picture(between),
            selected=[],
            on_click=lambda click: go(between, click["unit_code"]),
            key="changes_map",
            topic="changes",
        )
    lines = {code: _count(between, code) for code in list_units(between)}
    groups = [
        (t("changes.parties"), [line for code, line in lines.items() if code in parties]),
        (
            t("changes.departments"),
            [line for code, line in lines.items() if code not in parties and _has_any(line)],
        ),
    ]
    kinds = [name_kind(kind, t) for kind in SUMMARY]
    st.html(draw("screens/changes/changes.all_units", t=t, kinds=kinds, groups=groups))


def _count(between: Between, code: str) -> Line:
    counted, still_open = (frame.loc[code] for frame in count_changes(between))
    return Line(
        list_units(between)[code],
        lead_to(between, code),
        [int(counted[kind]) for kind in SUMMARY],
        _count_changed(still_open),
        sum(count_unlinked(between, code)),
    )


def _count_changed(counts: pd.Series) -> int:
    return int(counts.drop("same").sum())


def _has_any(line: Line) -> bool:
    return bool(sum(line.counts) or line.still_open or line.unlinked)
