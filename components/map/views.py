"""The map page's map as a picture, and the line that says where its numbers come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from components.map.changes import get_change_picture
from components.map.districts import get_load_picture
from components.map.layers import add_layers
from components.map.measures import get_measure_picture
from components.map.picture import Picture
from components.map.reported import build_reported_picture
from components.session.link import CHANGES, REPORTED, Shape, View
from components.session.plans import name_in_links
from components.session.progress import Progress
from components.words.bases import name_bases
from components.words.changes import Between
from components.words.plan import cite_briefly
from components.words.units import credit_map
from components.words.words import Words


def write_source_line(
    words: Words, bases: Collection[str] | None = None, shape: Shape = "map"
) -> str:
    """Where a picture's numbers come from and how they count, by default as slides do. Tiles owe
    nobody their boundaries."""
    return words.t(
        "present.source",
        plan=cite_briefly(words),
        credit=words.t("map.no_boundaries") if shape == "tiles" else credit_map(words),
        bases=name_bases(words, words.model.counted_bases if bases is None else bases),
    )


def draw_load(words: Words, metric: str, focus: tuple[str, ...] = ()) -> Picture:
    """The districts by a metric of the task load, counted by the default bases."""
    view = View(lang=words.t.lang, plan=name_in_links(words.model), metric=metric)
    return replace(draw_map(words, view), focus=focus)


def draw_map(
    words: Words,
    view: View,
    between: Between | None = None,
    progress: Progress | None = None,
) -> Picture:
    """A measure's roles, what changed `between` two editions, what was reported, else the task
    load; the layers and the district that `view` has chosen.

    Places have none among tiles, so no layer is drawn over them.
    """
    if view.measure:
        picture = get_measure_picture(words, view.measure, view.shape)
    elif between and view.metric == CHANGES:
        picture = get_change_picture(between, view.shape)
    elif progress and view.metric == REPORTED:
        picture = build_reported_picture(words, progress, view.shape)
    else:
        picture = get_load_picture(words, view.counted, view.bases, view.shape)
    if view.shape == "tiles":
        return picture.outline(view.district)
    return add_layers(words, picture, view).outline(view.district)
