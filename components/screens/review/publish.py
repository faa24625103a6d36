"""The switch: publish, show another version, show none; every step is undone by one more."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.html.links import join_address
from components.html.template import draw
from components.screens.review.review import Review
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from components.screens.widgets.writer import attempt
from components.session.rights import find_writer
from components.texts import Texts
from components.words.source import write_time
from store import publishing
from store.database import read
from store.versions import Publication, Version, list_publications, list_versions

WHY = "publish_why"


@dataclass(frozen=True)
class History:
    """`shown`: the number of the version that is shown now, None where none is."""

    versions: list[Version]
    publications: list[Publication]

    @property
    def shown(self) -> int | None:
        return self.publications[-1].number if self.publications else None

    @property
    def before(self) -> int | None:
        """What was shown before the last switch."""
        return self.publications[-2].number if len(self.publications) > 1 else None


def show_publish(review: Review) -> None:
    t, history = review.t, load_history(review.code)
    show_heading(t("review.step_publish"), t("publishing.help"))
    st.html(write_notice(say_shown(history, t)))
    if history.shown:
        address = join_address("./", {"plan": review.code}, t)
        st.html(draw("screens/review/publish.link", address=address, text=t("plans.to_map")))
    if review.may_write:
        _show_buttons(review, history)
    if history.versions:
        _show_versions(review, history)


def load_history(plan: str) -> History:
    with read() as connection:
        if connection is None:
            return History([], [])
        return History(list_versions(connection, plan), list_publications(connection, plan))


def say_shown(history: History, t: Texts) -> str:
    if history.shown is None:
        return t("publishing.none_shown")
    last = history.publications[-1]
    return t(
        "publishing.shown",
        n=history.shown,
        who=last.published_by,
        when=write_time(last.published_at),
    )


def _show_buttons(review: Review, history: History) -> None:
    t, still_open = review.t, review.state.settled.open
    of_facts = [one for one in still_open if one.code == "fact"]
    is_draft_itself = review.state.settled.facts.get("status") == "draft"
    st.text_input(t("publishing.why"), key=WHY, max_chars=200)
    if still_open:
        st.html(write_quiet(t("publishing.still_open", n=len(still_open))))
    if is_draft_itself:
        st.html(write_quiet(t("publishing.is_draft")))
    with st.container(horizontal=True):
        st.button(
            t("publishing.final"),
            key="publish_final",
            type="primary",
            disabled=bool(still_open) or is_draft_itself,
            on_click=lambda: _publish(review, is_draft=False),
        )
        st.button(
            t("publishing.draft"),
            key="publish_draft",
            disabled=bool(of_facts),
            on_click=lambda: _publish(review, is_draft=True),
        )
        if history.publications:
            label = t("publishing.undo", n=history.before) if history.before else ""
            st.button(
                (label or t("publishing.undo_first")) if history.shown else t("publishing.undone"),
                key="publish_undo",
                # what was shown stands below; a second click here must not show it again
                disabled=not history.shown,
                on_click=lambda: _show(review, history.before),
            )


def _publish(review: Review, *, is_draft: bool) -> None:
    why = str(st.session_state.get(WHY, ""))
    attempt(lambda: publishing.publish(review.code, find_writer(), why, is_draft=is_draft))


def _show(review: Review, number: int | None) -> None:
    """Show a version that was made before, or none."""
    why, who = str(st.session_state.get(WHY, "")), find_writer()
    if number is None:
        attempt(lambda: publishing.withdraw(review.code, who, why))
    else:
        attempt(lambda: publishing.show_version(review.code, number, who, why))


def _show_versions(review: Review, history: History) -> None:
    t = review.t
    st.html(draw("screens/review/publish.title", text=t("publishing.versions")))
    for version in reversed(history.versions):
        address = join_address("./", {"plan": f"{review.code}@{version.number}"}, t)
        is_shown = version.number == history.shown
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                draw(
                    "screens/review/publish.version",
                    t=t,
                    number=version.number,
                    status=t(f"publishing.status_{version.status}"),
                    made=t(
                        "publishing.made", who=version.made_by, when=write_time(version.made_at)
                    ),
                    address=address,
                    is_shown=is_shown,
                ),
                width="stretch",
            )
            if review.may_write and not is_shown:
                st.button(
                    t("publishing.show", n=version.number),
                    key=f"publish_show_{version.number}",
                    on_click=_show,
                    args=(review, version.number),
                )
    if review.may_write and history.shown:
        st.button(
            t("publishing.withdraw"), key="publish_withdraw", on_click=_show, args=(review, None)
        )
    rows = [
        (p.number, write_time(p.published_at), p.published_by, p.why)
        for p in reversed(history.publications)
    ]
    st.html(draw("screens/review/publish.history", t=t, rows=rows))
