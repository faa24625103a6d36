"""The view a link describes. The URL is its only home: codes, never labels.

Widgets start from the URL and write to it; nothing else remembers what is selected.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd
import streamlit as st

from components.session.models import get_load, get_model
from components.session.plans import (
    choose_plans,
    find_plans,
    is_readable,
    list_references,
    name_in_links,
    split_plans,
)
from components.session.progress import find_progress
from components.session.remember import remember
from components.texts import LANGUAGES
from geo.model import Model
from geo.places.protected import LEVELS
from geo.plan.duties import BASES, COUNTED_BASES
from geo.together import SEPARATOR

Shape = Literal["map", "tiles"]
SHARED_PARAMETERS = (
    *("lang", "plan", "against", "district", "compare"),
    *("metric", "basis", "layers", "shape"),
)
"""Parameters that stay when the reader moves to another page."""
FILTERS = ("place", "kind", "measure", "category", "level", "lead")
"""Parameters that filter a page, each a field of `View`; see `list_filter_values`."""
PARAMETERS = frozenset(
    [
        *SHARED_PARAMETERS,
        *FILTERS,
        *("show", "run", "slide", "q", "task", "deadline", "unit", "role"),
        *("state", "line"),
        *("draft", "file", "step", "at", "from", "to", "before", "after", "period", "stage"),
        *("who", "did", "since", "until"),
    ]
)
TRACKING_PREFIXES = ("utm_", "from", "isappinstalled")
"""What messengers append to links they pass on; no fault of the sender's. `from` is also a name of
ours: of the two plans of a link, see `read_pair`."""
MAX_ECHO = 40
DEFAULT_METRIC, CHANGES = "all", "changes"
"""What the map shows where a link names no metric: with `against`, what changed."""
REPORTED = "progress"
"""The metric of what was reported in the month; of a plan that has one."""
SHOWN = ("all", "shared", "different", "open", "heat", "tasks")
"""What the comparison page shows; `only:<code>` besides."""
LAYERS = ("sites", "areas")
"""What the map can show over the districts."""
SHAPES: tuple[Shape, ...] = ("map", "tiles")
"""How a map draws the districts: by their boundaries, or as equal tiles with every other party."""
MAX_TILES = 150
"""Tiles of more parties have no room for their names."""
UNSOURCED = "unsourced"
"""The level of protected areas for which no source gives one."""


@dataclass(frozen=True)
class View:
    """What a page shows. `bases` is in the order of `BASES` and may be empty.

    `plan`: see `name_in_links`. `against`: the edition that the plan is compared with, where it is.
    `compare`: parties compared, in the reader's order. `show`: one of `SHOWN`, or `only:<code>`.
    `metric`: of the model's, `CHANGES` or `REPORTED`. `layers`: of `LAYERS`. `shape`: of `SHAPES`.
    `place`: the id of a site or a protected area. `kind`, `measure`, `category`, `level`: filters
    of the pages of places. `lead`: the department of a profile.
    """

    lang: str = "zh"
    plan: str = ""
    against: str | None = None
    district: str | None = None
    metric: str = DEFAULT_METRIC
    bases: tuple[str, ...] = COUNTED_BASES
    compare: tuple[str, ...] = ()
    show: str = "all"
    layers: tuple[str, ...] = ()
    shape: Shape = "map"
    place: str | None = None
    kind: str | None = None
    measure: str | None = None
    category: str | None = None
    level: str | None = None
    lead: str | None = None

    @property
    def counted(self) -> str:
        """The metric by which duties are counted, whatever the map shows."""
        return DEFAULT_METRIC if self.metric in (CHANGES, REPORTED) else self.metric


@dataclass(frozen=True)
class Notice:
    """A text of the catalogue with its values, for a link that could not be followed whole."""

    key: str
    values: Mapping[str, str]


def read_lang(params: Mapping[str, str]) -> str:
    lang = params.get("lang", "zh")
    return lang if lang in LANGUAGES else "zh"


def read_plan_code(params: Mapping[str, str]) -> str:
    """The plan of a link, `CODE` or `CODE@2`, or several of one region joined by commas, asked anew
    at every look: one may be withdrawn. A plan under review, `CODE@draft`, is for those who may
    review it."""
    return SEPARATOR.join(find_plans(params.get("plan", "")))


def read_pair(params: Mapping[str, str], all_from: Sequence[str]) -> tuple[str, str] | None:
    """The two plans of a link, `from` and `to`; None where it names none. `all_from`: every `from`
    of it, as a messenger that passes the link on may add one of its own."""
    if not all_from or "to" not in params:
        return None
    return next(filter(is_readable, all_from), all_from[0]), params["to"]


def parse_view(params: Mapping[str, str], model: Model) -> tuple[View, list[Notice]]:
    """The view of a link, with a notice for everything in it that is not known."""
    notices = [
        Notice("notice.unknown_parameter", {"name": _shorten(name)})
        for name in params
        if name not in PARAMETERS and not name.startswith(TRACKING_PREFIXES)
    ]

    def take(name: str, known: Collection[str], default: str | None = None) -> str | None:
        value = params.get(name)
        if value is None or value in known:
            return value or default
        notices.append(Notice("notice.unknown_value", {"name": name, "value": _shorten(value)}))
        return default

    lang = take("lang", LANGUAGES)
    notices += _find_unfollowed(params.get("plan"), model)
    against = take("against", find_against(params, model))
    is_followed = params.get("metric") == REPORTED and find_progress(model)
    metric = take("metric", [*model.metrics, REPORTED] if is_followed else model.metrics)
    district = take("district", model.codes)
    filters = {name: take(name, known) for name, known in list_filter_values(model).items()}
    bases, unknown_bases = _parse_bases(params.get("basis"), model)
    layers, unknown_layers = _parse_layers(params.get("layers", ""))
    notices += [
        Notice("notice.unknown_value", {"name": name, "value": _shorten(value)})
        for name, values in (("basis", unknown_bases), ("layers", unknown_layers))
        for value in values
    ]
    compare, dropped = _parse_compare(params.get("compare"), model.codes)
    notices += dropped
    shape = take("shape", list_shapes(model))
    show = take("show", [*SHOWN, *(f"only:{code}" for code in compare)])
    view = View(
        lang=lang or "zh",
        plan=name_in_links(model),
        against=against,
        district=district,
        metric=metric or _choose_metric(against),
        bases=bases,
        compare=compare,
        show=show or "all",
        layers=layers,
        shape="tiles" if shape == "tiles" else "map",
        **filters,
    )
    return view, notices


def _choose_metric(against: str | None) -> str:
    """What the map shows where its link does not say."""
    return CHANGES if against else DEFAULT_METRIC


def find_against(params: Mapping[str, str], model: Model) -> list[str]:
    """The plan of the link that this one can be compared with, where it is one of its region; to
    several nothing is compared."""
    other = params.get("against")
    if other is None or len(model.parts) > 1 or not is_readable(other):
        return []
    is_near = get_model(other).plan.meta["region"] == model.plan.meta["region"]
    return [other] if is_near else []


def _find_unfollowed(asked: str | None, model: Model) -> list[Notice]:
    """Why the model is not of all the plans that a link asks for; nothing is looked up where it
    is."""
    if {*split_plans(asked or "")} <= {*list_references(model)}:
        return []
    return [
        Notice(key, {name: _shorten(value) for name, value in values.items()})
        for key, values in choose_plans(split_plans(asked or ""))[1]
    ]


def list_shapes(model: Model) -> tuple[Shape, ...]:
    """The `SHAPES` in which a region can be drawn."""
    return SHAPES if len(model.codes) <= MAX_TILES else SHAPES[:1]


def _parse_layers(value: str) -> tuple[tuple[str, ...], list[str]]:
    asked = [part for part in value.split(",") if part]
    known = tuple(layer for layer in LAYERS if layer in asked)
    return known, [part for part in asked if part not in LAYERS]


@remember
def list_filter_values(model: Model) -> dict[str, list[str]]:
    """What each of `FILTERS` may be."""
    areas, units = model.region.protected, model.region.units
    return {
        "place": [*model.sites["site_id"], *areas.areas["area_id"]],
        "kind": model.sites["kind"].unique().tolist(),
        "measure": model.plan.measures["measure_id"].tolist(),
        "category": areas.categories["category"].tolist(),
        "level": [*LEVELS, UNSOURCED],
        "lead": units.loc[units["kind"] == "department", "unit_code"].tolist(),
    }


def _parse_compare(value: str | None, codes: list[str]) -> tuple[tuple[str, ...], list[Notice]]:
    """Known codes in the order given, each once; a notice for every one dropped."""
    asked = [part for part in (value or "").split(",") if part]
    kept = tuple(dict.fromkeys(code for code in asked if code in codes))
    notices = [
        Notice("notice.unknown_value", {"name": "compare", "value": _shorten(code)})
        for code in dict.fromkeys(asked)
        if code not in codes
    ]
    repeated = [code for code in kept if asked.count(code) > 1]
    return kept, notices + [Notice("notice.repeated_value", {"value": code}) for code in repeated]


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_ECHO else text[:MAX_ECHO] + "…"


def _parse_bases(value: str | None, model: Model) -> tuple[tuple[str, ...], list[str]]:
    if value is None:
        return COUNTED_BASES, []
    asked = [] if value == "none" else value.split(",")
    unknown = [part for part in asked if part not in BASES]
    if unknown:
        return COUNTED_BASES, unknown
    if set(asked) == set(model.counted_bases):
        return COUNTED_BASES, []
    return tuple(basis for basis in BASES if basis in asked), []


def write_view(view: View) -> dict[str, str]:
    """The parameters of a view; defaults are left out. `parse_view` reads them back."""
    default = View(metric=_choose_metric(view.against))
    params = {}
    for name in ("lang", "plan", "against", "district", "metric"):
        value = getattr(view, name)
        if value != getattr(default, name):
            params[name] = str(value)
    if view.bases != default.bases:
        params["basis"] = ",".join(view.bases) or "none"
    if view.compare:
        params["compare"] = ",".join(view.compare)
    if view.show != default.show:
        params["show"] = view.show
    if view.layers:
        params["layers"] = ",".join(view.layers)
    if view.shape != default.shape:
        params["shape"] = view.shape
    for name in FILTERS:
        if getattr(view, name):
            params[name] = getattr(view, name)
    return params


def keep_shared(params: Mapping[str, str]) -> dict[str, str]:
    """The parameters that a link to another page carries along."""
    return {name: params[name] for name in SHARED_PARAMETERS if name in params}


def view_all_duties(model: Model, view: View) -> tuple[View, pd.DataFrame]:
    """The map of all duties by the bases of `view`, for pages without a metric, and its load."""
    shown = View(lang=view.lang, plan=view.plan, bases=view.bases, shape=view.shape)
    return shown, get_load(model, shown.metric, shown.bases)


def change_view(view: View, **changes: object) -> None:
    """Show another view: writes the URL, from which the next run reads it."""
    st.query_params.from_dict(write_view(replace(view, **changes)))  # type: ignore[arg-type]
