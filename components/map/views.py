"""The map page's map as a picture, and the line that says where its numbers come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from components.map.districts import get_load_picture
from components.map.layers import add_layers
from components.map.measures import get_measure_picture
from components.map.picture import Picture
from components.session.link import View
from components.texts import Texts
from components.words.duties import name_bases
from components.words.plan import name_annex, name_plan
from components.words.units import credit_map
from geo.model import Model


def write_source_line(model: Model, t: Texts, bases: Collection[str] | None = None) -> str:
    """Where a picture's numbers come from and how they count, by default as slides do."""
    return t(
        "present.source",
        plan=name_plan(model, t),
        annex=name_annex(model, t),
        credit=credit_map(model, t),
        bases=name_bases(model, model.counted_bases if bases is None else bases, t),
    )


def draw_load(model: Model, metric: str, t: Texts, focus: tuple[str, ...] = ()) -> Picture:
    """The districts by a metric of the task load, counted by the default bases."""
    view = View(lang=t.lang, plan=model.plan.code, metric=metric)
    return replace(draw_map(model, view, t), focus=focus)


def draw_map(model: Model, view: View, t: Texts) -> Picture:
    """A measure's roles, else the task load; the layers and the district that `view` has chosen."""
    if view.measure:
        picture = get_measure_picture(model, view.measure, t)
    else:
        picture = get_load_picture(model, view.metric, view.bases, t)
    return add_layers(model, picture, view, t).outline(view.district)
