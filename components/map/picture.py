"""A map as a value, for slides and files, and the line that says where its numbers come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from components.map.districts import get_map_view
from components.map.layers import add_layers
from components.map.measures import get_measure_view
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
    """The map page's map as `view` shows it, layers and selected district included."""
    key = f"measure:{view.measure}" if view.measure else view.metric
    return Picture.from_view(key, draw_view(model, view, t), view.district)


def draw_view(model: Model, view: View, t: Texts) -> dict[str, Any]:
    """What `districtMap.update` draws on the map page: a measure's roles, else the task load."""
    if view.measure:
        shown = get_measure_view(model, view.measure, t)
    else:
        shown = get_map_view(model, view.metric, view.bases, t)
    return add_layers(model, shown, view, t)


@dataclass(frozen=True)
class Picture:
    """A map: `values` (label, fill, ink, hatched, alt by district), `legend`, `places`.

    See `build_map_view`. `focus`: districts outlined, to which the map glides; all where empty.
    `key` is equal for pictures that differ in focus only.
    """

    key: str
    values: dict[str, dict[str, Any]]
    legend: dict[str, Any]
    places: list[dict[str, Any]] = field(default_factory=list)
    focus: tuple[str, ...] = ()

    @classmethod
    def from_view(cls, key: str, shown: dict[str, Any], district: str | None = None) -> Picture:
        """The map that `districtMap.update` would draw; `district` is outlined."""
        focus = (district,) if district and district in shown["values"] else ()
        return cls(key, shown["values"], shown["legend"], shown["places"], focus)
