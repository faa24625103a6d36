"""The map of a slide, and the line that says where its numbers come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from components.map_view import get_map_view
from components.names import credit_map, name_annex, name_bases, name_plan
from components.place_layers import add_layers
from components.present.slide import Picture
from components.state import View
from components.texts import Texts
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
    """The map page's map as `view` shows it, layers and selected district included."""
    shown = add_layers(model, get_map_view(model, view.metric, view.bases, t), view, t)
    return Picture.from_view(view.metric, shown, view.district)
