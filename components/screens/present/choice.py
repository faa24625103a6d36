"""Choosing what goes into the show, and in which order. The link is its only home."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from components.html.scripts import write_script
from components.html.template import draw, join
from components.screens.widgets.choice import show_box, show_many_box
from components.screens.widgets.downloads import slide_downloads
from components.screens.widgets.panel import (
    show_heading,
    write_notice,
    write_panel_head,
    write_quiet,
)
from components.slides.city import title_city_part
from components.slides.department import title_department_part
from components.slides.run import (
    JOINER,
    MAX_COMPARED,
    MIN_COMPARED,
    is_comparison,
    list_fixed_slides,
    parse_run,
    split_comparison,
    write_run,
)
from components.slides.sets import (
    ALL,
    list_city_set,
    list_department_parts,
    list_department_set,
    list_party_set,
    list_story,
    split_part,
)
from components.slides.since import list_since, split_since
from components.slides.thumbnail import draw_thumbnail
from components.texts import Texts
from components.words.plan import list_chapters, name_plan
from components.words.units import join_parties, list_parties, name_party, name_unit
from components.words.words import Words


def show_choice(words: Words) -> None:
    """The run with its order, what can be added, and the ways to take it along."""
    t = words.t
    run, _ = parse_run(st.query_params, words.model)
    head = write_panel_head(t("present.choose"))
    st.html(join([head, write_quiet(t("present.choose_help"))]))
    with st.container(key="present_choice"):
        order, more = st.columns([1.7, 1], gap="large")
        with order:
            _show_run(words, run)
        with more:
            _show_start(run, t)
            _show_additions(words, run)
            _show_link(run, t)
            show_heading(t("present.takeaway"))
            slide_downloads(words, run, key="slide_files")


def name_slide(words: Words, code: str) -> str:
    """What a slide is about, for lists."""
    model, t = words.model, words.t
    if code in model.codes:
        return name_party(words, code)
    if is_comparison(code, model):
        codes = split_comparison(code, model)
        compared = join_parties(words, codes)
        return t("present.compare_name", names=compared)
    if since := split_since(code, model):
        name = t("city.title") if since[0] == ALL else name_unit(words, since[0])
        return t("changes.memo_title", name=name)
    if found := split_part(code, model):
        return _name_part(words, *found)
    names = {
        "cover": name_plan(words),
        "plan": t("present.plan_title"),
        "sites": t("restoration.title"),
        "areas": t("protected.title"),
    }
    return names.get(code) or list_chapters(words)[int(code.removeprefix("ch"))]


def _name_part(words: Words, unit: str, part: str) -> str:
    """The title of a part of a set, with whose it is where the title does not say it."""
    t = words.t
    if unit == ALL:
        return title_city_part(words, part)
    if unit in words.model.codes:
        name = name_party(words, unit, short=True)
        title = t(f"present.part_{part}", name=name)
    else:
        name, title = name_unit(words, unit), title_department_part(words, unit, part)
    return title if name in title else t("present.spoken", head=name, text=title)


def _write(run: list[str]) -> None:
    st.query_params["run"] = write_run(run)


def _move(run: list[str], at: int, to: int) -> None:
    changed = [*run]
    changed.insert(to, changed.pop(at))
    _write(changed)


def _show_run(words: Words, run: list[str]) -> None:
    show_heading(words.t("present.slides", n=len(run)))
    with st.container(gap=None):
        for at, code in enumerate(run):
            _show_row(words, run, at, code)
    st.html(write_script("order"), unsafe_allow_javascript=True)


def _show_row(words: Words, run: list[str], at: int, code: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"run_{at}"):
        slide = draw(
            "screens/present/choice.slide",
            number=at + 1,
            code=code,
            name=name_slide(words, code),
            image=draw_thumbnail(words, code),
            handle=words.t("present.handle"),
        )
        st.html(slide, width="stretch")
        rest = [other for i, other in enumerate(run) if i != at]
        for name, icon, said, is_possible, act in (
            ("up", "arrow_upward", "up", at > 0, lambda: _move(run, at, at - 1)),
            ("down", "arrow_downward", "down", at + 1 < len(run), lambda: _move(run, at, at + 1)),
            ("remove", "close", "remove", bool(rest), lambda: _write(rest)),
            ("from", "play_arrow", "from_here", True, lambda: _begin(run, at + 1)),
        ):
            st.button(
                "",
                icon=f":material/{icon}:",
                help=words.t(f"present.{said}"),
                key=f"{name}_{at}",
                type="tertiary",
                disabled=not is_possible,
                on_click=act,
            )


def _begin(run: list[str], number: int) -> None:
    _write(run)
    st.query_params["slide"] = str(number)


def _show_start(run: list[str], t: Texts) -> None:
    with st.container(horizontal=True):
        st.button(
            t("present.begin"),
            icon=":material/slideshow:",
            type="primary",
            key="begin_show",
            on_click=_begin,
            args=(run, 1),
        )
        st.button(t("present.reset"), key="reset_run", type="tertiary", on_click=_reset)
    st.html(write_quiet(t("present.keys_line")))


def _reset() -> None:
    st.query_params.pop("run", None)


def _show_additions(words: Words, run: list[str]) -> None:
    t = words.t

    def add_one(code: str | None) -> None:
        if code:
            _write([*run, code])

    def add_comparison() -> None:
        codes = st.session_state["add_compared"]
        st.session_state["add_compared"] = []
        _write([*run, JOINER.join(codes)])

    parties = list_parties(words)
    _show_sets(words, parties)
    show_heading(t("present.add"))
    further = list_since(words.model, st.query_params, st.query_params.get("district"))
    codes = [*list_fixed_slides(words.model), *further]
    fixed = {code: name_slide(words, code) for code in codes}
    show_box(
        fixed | parties,
        add_one,
        key="add_slide",
        label=t("present.add"),
        placeholder=t("present.add_fixed"),
    )
    chosen = show_many_box(
        parties,
        most=MAX_COMPARED,
        key="add_compared",
        label=t("present.add_compare"),
        placeholder=t("present.add_compare"),
    )
    st.button(
        t("present.add_button"),
        key="add_comparison",
        disabled=len(chosen) < MIN_COMPARED,
        help=t("present.need_two"),
        on_click=add_comparison,
    )


def _show_sets(words: Words, parties: dict[str, str]) -> None:
    """A whole set at one press: of all, of the party that the link has chosen, of any."""
    t, model = words.t, words.model
    chosen = st.query_params.get("district")
    story, city = list_story(model), list_city_set(model)
    sets = {
        "make_story": (t("present.make_story", n=len(story)), story),
        "make_city_set": (t("present.make_set", name=t("city.title"), n=len(city)), city),
    }
    if chosen in model.codes:
        made = list_party_set(model, chosen)
        label = t("present.make_set", name=name_party(words, chosen), n=len(made))
        sets["make_set"] = label, made
    with st.container(horizontal=True):
        for key, (label, made) in sets.items():
            st.button(
                label,
                key=key,
                icon=":material/auto_awesome_motion:",
                on_click=_write,
                args=(made,),
            )
    departments = {code: name_unit(words, code) for code in list_department_parts(model)}
    _show_set_box("make_set_for", parties, lambda code: list_party_set(model, code), t)
    _show_set_box("make_set_of", departments, lambda code: list_department_set(model, code), t)


def _show_set_box(
    key: str, names: dict[str, str], list_set: Callable[[str], list[str]], t: Texts
) -> None:
    show_box(
        names,
        lambda code: _write(list_set(code)) if code else None,
        key=key,
        label=t(f"present.{key}"),
        placeholder=t(f"present.{key}"),
    )


def is_this_machine(address: str) -> bool:
    """Whether an address means another machine to everybody who reads it elsewhere."""
    host = urlsplit(address).hostname or "localhost"
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name
        return host == "localhost" or host.endswith(".localhost")


def _show_link(run: list[str], t: Texts) -> None:
    show_heading(t("present.link"))
    language = "" if t.lang == "zh" else f"&lang={t.lang}"
    address = (st.context.url or "present").partition("?")[0]
    st.code(f"{address}?run={write_run(run)}&slide=1{language}", language=None, wrap_lines=True)
    if is_this_machine(address):
        st.html(write_notice(t("present.link_here_only")))
