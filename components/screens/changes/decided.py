"""The links that stand: those that people made, each undone by a click, and those of equal
wording."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from components.html.template import draw
from components.html.tongue import mark_chinese
from components.screens.widgets.writer import attempt
from components.session.rights import find_writer
from components.words.changes import Between
from components.words.plan import name_measure
from components.words.source import write_time
from components.words.words import Words
from geo.plan.editions import Link
from store.database import read
from store.editions import Standing, join_editions, load_links, undo_link


def show_decided(between: Between, *, is_writing: bool) -> None:
    t, standing = between.t, _load(between)
    if standing:
        with st.expander(t("linking.decided", n=len(standing)), key="linking_decided"):
            for one in reversed(standing):
                _show_line(between, one, is_writing=is_writing)
    if between.links.by_text:
        with st.expander(t("linking.by_text", n=len(between.links.by_text)), key="linking_by_text"):
            for link in between.links.by_text:
                st.html(_write_line(between, link))


def _load(between: Between) -> list[Standing]:
    editions = join_editions(between.before.model, between.after.model)
    with read() as connection:
        return load_links(connection, editions) if connection else []


def _show_line(between: Between, one: Standing, *, is_writing: bool) -> None:
    t = between.t
    with st.container(horizontal=True, vertical_alignment="center"):
        who = t("linking.said", who=one.entry.decided_by, when=write_time(one.entry.decided_at))
        st.html(_write_line(between, one.link, who, one.entry.why), width="stretch")
        if is_writing:
            st.button(
                t("linking.undo"),
                key=f"linking_undo_{one.entry.id}",
                on_click=partial(_undo, between, one.entry.id),
            )


def _write_line(between: Between, link: Link, who: str = "", why: str = "") -> Markup:
    t = between.t
    before, after = _name(between.before, link.before), _name(between.after, link.after)
    said = t("linking.pair", before=before, after=after) if before and after else before or after
    kind = t(f"linking.kind_{link.kind}")
    shown = {"said": said, "who": who, "why": why}
    marked = {name: mark_chinese(text, t) for name, text in shown.items()}
    return draw("screens/changes/links.linked", kind=kind, **marked)


def _name(words: Words, ids: tuple[str, ...]) -> str:
    return words.t("list.comma").join(name_measure(words, one) for one in ids)


def _undo(between: Between, entry: int) -> None:
    editions = join_editions(between.before.model, between.after.model)
    attempt(lambda: undo_link(editions, entry, find_writer(), ""))
