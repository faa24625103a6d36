"""Which units the names stand for that the region does not know, asked once for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.html.markdown import escape_markdown
from components.html.template import draw
from components.screens.review.link import go
from components.screens.review.naming import (
    Named,
    count_by,
    find_alike,
    find_split,
    list_known,
    list_named,
    list_titles,
    list_units,
    name_units,
    say_answer,
)
from components.screens.review.review import Review, give
from components.screens.widgets.panel import show_heading, write_quiet
from components.words.source import write_time
from store.answers import DEPARTMENT, REOPEN, UNIT, UNITS, list_codes

KINDS = ("unit", DEPARTMENT, "units", "all", "relevant", "other_unit", "no_unit")
"""What a name may be said to be, in the order offered."""


def show_names(review: Review) -> None:
    t, named = review.t, list_named(review)
    still_open = [one for one in named if not one.given]
    answered = [one for one in named if one.given and one.given.plan == review.code]
    learnt = [one for one in named if one.given and one.given.plan != review.code]
    known = list_known(review)
    show_heading(t("review.step_names"), t("naming.help"))
    if not still_open:
        st.html(write_quiet(t("naming.nothing_open")))
    for group, members in (("open", still_open), ("answered", answered), ("learnt", learnt)):
        if members:
            with st.container(key=f"names_{group}"):
                show_group(review, group, members)
    if known:
        st.html(draw("screens/review/names.known", t=t, rows=known))


def show_group(review: Review, group: str, members: Sequence[Named]) -> None:
    t = review.t
    show_heading(t(f"naming.{group}", n=len(members)), t(f"naming.{group}_help"))
    is_marked = group == "open" and review.may_write and len(members) > 1
    if is_marked:
        _show_mark_all(review, members)
    titles = list_titles(members)
    for at, one in enumerate(members):
        with st.container(horizontal=True, vertical_alignment="center", key=f"name_{group}_{at}"):
            if is_marked:
                label = t("naming.mark", name=escape_markdown(one.printed))
                st.checkbox(label, key=_mark(one), label_visibility="collapsed")
            st.html(draw("screens/review/names.row", t=t, **_describe(review, one, titles)))
            if review.may_write:
                _show_opener(review, one)
        if review.may_write and review.link.at == one.printed:
            with st.container(border=True, key="name_card"):
                show_card(review, one, members if group == "open" else ())
    if is_marked:
        _show_register(review, members)


def _describe(review: Review, one: Named, titles: dict[str, str]) -> dict[str, object]:
    t, given = review.t, one.given
    units = {} if given else list_units(review, one.printed)
    alike = find_alike(review, one.printed, units)
    split = [] if given else find_split(review, one.printed)
    source = ""
    if given:
        said = {"who": given.decided_by, "when": write_time(given.decided_at)}
        is_own = given.plan == review.code
        title = titles[given.plan]
        source = t("naming.by", **said) if is_own else t("naming.taken", title=title, **said)
    return {
        "name": one.printed,
        "answer": say_answer(review, one.answer) if given else "",
        "source": source,
        "places": one.places,
        "split": t("list.comma").join(units[answer] for answer in split),
        "alike": t("list.comma").join(units[a] for a in alike if a not in split),
    }


def _show_opener(review: Review, one: Named) -> None:
    """Opens the card of a name, or closes it; which name it is only a screen reader is told."""
    t, is_here = review.t, review.link.at == one.printed
    label = t("naming.close" if is_here else "naming.again" if one.given else "naming.settle")
    said = f"{label} *{escape_markdown(one.printed)}*"
    act = partial(go, review.link, at="" if is_here else one.printed)
    st.button(said, key=f"name_opener_{one.printed}", on_click=act)


def _mark(one: Named) -> str:
    return f"name_mark_{one.printed}"


def _show_mark_all(review: Review, members: Sequence[Named]) -> None:
    """Marks every name, or none where all are marked."""
    t = review.t
    is_whole = all(st.session_state.get(_mark(one)) for one in members)

    def mark() -> None:
        for one in members:
            st.session_state[_mark(one)] = not is_whole

    label = t("naming.mark_none") if is_whole else t("naming.mark_all", n=len(members))
    st.button(label, key="names_mark_all", on_click=mark)


def _show_register(review: Review, members: Sequence[Named]) -> None:
    t = review.t
    marked = [one for one in members if st.session_state.get(_mark(one))]

    def register() -> None:
        give(review, [(one.asked, DEPARTMENT) for one in marked])

    st.button(
        t("naming.register", n=len(marked)) if marked else t("naming.register_none"),
        key="names_register",
        type="primary" if marked else "secondary",
        disabled=not marked,
        on_click=register,
    )


def show_card(review: Review, one: Named, members: Sequence[Named]) -> None:
    """What a name may be, one thing to choose; `members`: the names that are open too."""
    t, units = review.t, list_units(review, one.printed)
    standing = "unit" if one.answer in units else one.answer.partition(":")[0]
    kind = st.radio(
        t("naming.question", name=escape_markdown(one.printed)),
        KINDS,
        index=KINDS.index(standing) if standing in KINDS else None,
        format_func=lambda k: t(f"naming.kind_{k}"),
        captions=[_say_effect(review, one, k) for k in KINDS],
        key=f"name_kind_{one.printed}",
    )
    answer = _ask_which(review, one, kind, units) if kind in ("unit", "units") else kind or ""
    if answer.partition(":")[2]:
        said = say_answer(review, answer)
        added = t("naming.adds", n=count_by(review, one.printed, answer))
        st.html(write_quiet(t("naming.then", said=said, added=added)))
    after = [other.printed for other in members if other.printed != one.printed]

    def settle(given: str) -> None:
        if give(review, [(one.asked, given)]):
            go(review.link, at=after[0] if after else "")

    with st.container(horizontal=True, gap="small"):
        st.button(
            t("naming.decide"),
            key="name_decide",
            type="primary" if answer else "secondary",
            disabled=not answer,
            on_click=partial(settle, answer),
        )
        later = partial(settle, REOPEN) if one.given else partial(go, review.link, at="")
        label = t("naming.reopen" if one.given else "naming.later")
        st.button(label, key="name_later", on_click=later)


def _say_effect(review: Review, one: Named, kind: str) -> str:
    t, count = review.t, one.count
    if kind in ("unit", "units"):
        return t(f"naming.effect_{kind}", n=count)
    added = t("naming.adds", n=count_by(review, one.printed, kind))
    return t(f"naming.effect_{kind}", n=count, added=added)


def _ask_which(review: Review, one: Named, kind: str, units: dict[str, str]) -> str:
    """The answer by the units chosen; "" where none is."""
    t, key = review.t, f"name_{kind}_of_{one.printed}"
    if kind == "unit":
        chosen = st.selectbox(
            t("naming.which"),
            list(units),
            index=list(units).index(one.answer) if one.answer in units else None,
            format_func=units.__getitem__,
            placeholder=t("naming.which_placeholder"),
            key=key,
        )
        return chosen or ""
    codes = [code for answer in units if answer.startswith(UNIT) for code in list_codes(answer)]
    several = st.multiselect(
        t("naming.which_several"),
        codes,
        default=[code for code in list_codes(one.answer) if code in codes],
        format_func=lambda code: name_units(review, [code]),
        placeholder=t("naming.which_placeholder"),
        key=key,
    )
    return f"{UNITS}{','.join(several)}" if several else ""
