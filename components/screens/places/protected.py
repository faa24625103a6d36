"""`/protected`: who has which protected-area duty, and which areas lie where."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import geopandas as gpd
import streamlit as st

from components.html.heads import write_announcement
from components.html.template import draw, join
from components.map.areas import (
    count_duties,
    draw_areas,
    filter_areas,
    name_tasks,
)
from components.screens.places.registers import (
    write_category_table,
    write_duty_cards,
    write_level_table,
)
from components.screens.widgets.choice import show_pills
from components.screens.widgets.downloads import place_downloads
from components.screens.widgets.panel import (
    show_control_label,
    show_heading,
    write_empty,
    write_heading,
    write_panel_head,
    write_quiet,
)
from components.screens.widgets.places import (
    place_panel,
    show_filter,
    show_group,
    show_nothing,
    show_place_map,
)
from components.session.link import (
    UNSOURCED,
    View,
    change_view,
    write_view,
)
from components.words.places import (
    list_categories,
    name_official,
    name_place,
    name_registers,
)
from components.words.plan import name_measure
from components.words.several import join_numbers
from components.words.units import name_party
from components.words.words import Words
from geo.places.locations import select_in_district
from geo.places.protected import LEVELS, count_registers, find_questions

ALL = "all"


def show_area_filters(words: Words, view: View) -> None:
    """The duty that colours the districts, and which protected areas are drawn; what there is to
    choose of neither is left out."""
    t, measures = words.t, words.model.plan.meta["protected_measures"]
    levels = {level: t(f"place.level_{level}") for level in (*LEVELS, UNSOURCED)}
    with st.container(key="map_controls"):
        if measures:
            _show_duty_choice(words, view, measures)
        with st.container(horizontal=True, gap="small"):
            if words.model.region.protected.year:
                show_filter("category", list_categories(words), view, t)
                show_filter("level", levels, view, t)
            picture = partial(draw_areas, words, view)
            place_downloads(words, "areas", draw=picture, key="area_files")


def _show_duty_choice(words: Words, view: View, measures: Sequence[str]) -> None:
    t = words.t

    def choose(chosen: str | None) -> None:
        change_view(view, measure=None if chosen == ALL else chosen)

    duties = {ALL: t("protected.all_duties", n=len(measures))}
    duties |= {measure_id: name_measure(words, measure_id) for measure_id in measures}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        label = t("protected.duty")
        show_control_label(label)
        show_pills(
            duties,
            choose,
            key="duty_choice",
            label=label,
            chosen=view.measure if view.measure in duties else ALL,
            required=True,
            wrap=True,
        )


def protected_panel(words: Words, view: View) -> None:
    place_panel(words, view, _show_district, _show_all)


def _show_all(words: Words, view: View) -> None:
    model, t = words.model, words.t
    title = t("protected.title")
    if not model.region.protected.year:
        st.html(join([write_panel_head(title), write_empty([t("protected.no_registers")])]))
        return
    areas = filter_areas(model, view)
    located = areas[~areas.geometry.isna()]
    st.html(
        join(
            [
                write_panel_head(title, t("protected.located", n=len(located))),
                write_quiet(name_official(words, "protected.help")),
                write_heading(t("protected.registers")),
                write_category_table(words),
            ]
        )
    )
    _show_questions(words, None)
    without = areas[areas.geometry.isna()].to_dict("records")
    show_group(t("protected.unlocated", n=len(without)), without, "area_id", view, t)
    _show_areas(words, areas, view)


def _show_areas(words: Words, areas: gpd.GeoDataFrame, view: View) -> None:
    t = words.t
    rows = areas[~areas.geometry.isna()].to_dict("records")
    if areas.empty:
        show_nothing(view, t)
    strictest = words.model.region.protected.strictest
    apart = [area for area in rows if area["category"] == strictest]
    show_group(list_categories(words).get(strictest, ""), apart, "area_id", view, t)
    others = [area for area in rows if area["category"] != strictest]
    title = t("protected.others" if strictest else "place.areas")
    show_group(title, others, "area_id", view, t)


def _show_questions(words: Words, code: str | None) -> None:
    lines = list_questions(words, code)
    if code is None or lines:
        st.html(draw("screens/places/protected.questions", t=words.t, lines=lines))


def list_questions(words: Words, code: str | None) -> list[str]:
    """Where duties and registers do not fit, in words; of one district or of all."""
    model, t = words.model, words.t
    protected, measures = model.region.protected, model.plan.meta["protected_measures"]
    found = find_questions(protected, model.duties, measures)
    if code is not None:
        found = found[found["unit_code"] == code]
    lines = []
    for row in found.to_dict("records"):
        areas = select_in_district(protected.areas, row["unit_code"]).to_dict("records")
        lines.append(
            t(
                f"protected.question_{row['question']}",
                name=name_party(words, row["unit_code"]),
                official=row["official"],
                listed=row["listed"],
                measures=join_numbers(words, row["measure_ids"]),
                task=name_tasks(words),
                areas=t("list.comma").join(name_place(area, t) for area in areas),
            )
        )
    return lines


def _show_district(words: Words, view: View, code: str) -> None:
    model, t = words.model, words.t
    name, counts = name_party(words, code), count_registers(model.region.protected, code)
    duties = count_duties(model, model.plan.meta["protected_measures"]).get(code, 0)
    has_registers = bool(model.region.protected.year)
    spoken = "protected.announce" if has_registers else "protected.announce_duties"
    st.html(
        join(
            [
                write_panel_head(name, name_registers(words, code)),
                write_announcement(t(spoken, name=name, n=duties, **counts)),
                write_heading(t("protected.duties_of", name=name, n=duties)),
                write_duty_cards(words, code),
            ]
        )
    )
    if has_registers:
        _show_register(words, view, code)
    st.page_link("pages/district.py", label=t("profile.open"), query_params=write_view(view))


def _show_register(words: Words, view: View, code: str) -> None:
    """What does not fit, and the areas of our list in the district."""
    t = words.t
    name = name_party(words, code)
    _show_questions(words, code)
    here = select_in_district(filter_areas(words.model, view), code)
    show_heading(t("protected.list_title", n=len(here)))
    if here.empty:
        st.html(write_empty([t("protected.list_none", name=name)]))
    else:
        st.html(write_level_table(words, here))
        without = here[here.geometry.isna()].to_dict("records")
        _show_areas(words, here, view)
        show_group(t("protected.unlocated", n=len(without)), without, "area_id", view, t)


def show_area_map(words: Words, view: View, key: str) -> None:
    picture = draw_areas(words, view)
    show_place_map(words, picture, view, topic="protected", key=key)
