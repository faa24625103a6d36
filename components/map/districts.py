"""What the map shows for a view: colours, labels, legend, cards. Pure values, no folium."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.session.link import View
from components.session.models import get_load
from components.session.remember import remember
from components.texts import Texts
from components.theme import (
    NOT_COUNTED_FILL,
    ZERO_FILL,
    choose_ink,
    list_class_fills,
)
from components.words.duties import name_bases
from components.words.plan import name_metric
from components.words.units import join_parties, list_zones, name_party
from geo.model import Model
from geo.plan.load import classify_load


@remember
def get_map_view(model: Model, metric: str, bases: tuple[str, ...], t: Texts) -> dict[str, Any]:
    """`build_map_view` of a metric and bases."""
    view = View(metric=metric, bases=bases)
    return build_map_view(model, get_load(model, metric, bases), view, t)


def build_map_view(model: Model, load: pd.DataFrame, view: View, t: Texts) -> dict[str, Any]:
    """`values` by district code and the `legend`, for `districtMap.update`.

    `load`: `counted, relevant` by `unit_code`, see `geo.plan.load.count_load`.
    """
    districts = load.loc[model.region.districts["unit_code"]]
    shown = districts["counted"]
    if "relevant" in view.bases:
        shown = shown + districts["relevant"]
    is_open = (districts["counted"] == 0) & (districts["relevant"] > 0)
    classes = classify_load(shown[~is_open].tolist())
    fills = list_class_fills(len(classes)) if classes else []
    values = {
        code: _build_value(model, code, districts.loc[code], view, classes, fills, t)
        for code in districts.index
    }
    kinds = {code: value.pop("kind") for code, value in values.items()}
    return {
        "values": values,
        "legend": _build_legend(model, view, classes, fills, kinds, t),
    }


def _build_value(
    model: Model,
    code: str,
    load: pd.Series,
    view: View,
    classes: list[tuple[int, int]],
    fills: list[str],
    t: Texts,
) -> dict[str, Any]:
    counted, relevant = int(load["counted"]), int(load["relevant"])
    with_open = "relevant" in view.bases and relevant > 0
    shown = counted + (relevant if with_open else 0)
    label = t("map.value_open", counted=counted, relevant=relevant) if with_open else str(counted)
    fill, kind = ZERO_FILL, "zero"
    if not view.bases:
        fill, kind, label = NOT_COUNTED_FILL, "none", t("map.not_counted")
    elif counted == 0 and relevant > 0:
        kind = "open"
    elif shown > 0:
        position = next(i for i, (low, high) in enumerate(classes) if low <= shown <= high)
        fill, kind = fills[position], f"class{position}"
    return {
        "label": label,
        "fill": fill,
        "ink": choose_ink(fill),
        "hatched": kind == "open",
        "alt": t("map.value_alt", name=name_party(model, code, t), value=label),
        "kind": kind,
    }


def _build_legend(
    model: Model,
    view: View,
    classes: list[tuple[int, int]],
    fills: list[str],
    kinds: dict[str, str],
    t: Texts,
) -> dict[str, Any]:
    def row(key: str, kind: str, text: str, fill: str = "") -> dict[str, Any]:
        members = [code for code, of_kind in kinds.items() if of_kind == key]
        names = join_parties(model, members, t, short=True)
        count = t("legend.districts", n=len(members))
        return {
            "key": key,
            "kind": kind,
            "text": text,
            "fill": fill,
            "count": count,
            "names": names,
            "codes": members,
        }

    rows = []
    for position, (low, high) in enumerate(classes):
        key = "legend.single" if low == high else "legend.classes"
        text = t(key, low=low, high=high)
        rows.append(row(f"class{position}", "class", text, fills[position]))
    special = (("zero", t("legend.zero")), ("open", t("legend.open")), ("none", t("legend.none")))
    rows += [row(kind, kind, text) for kind, text in special if kind in kinds.values()]
    bases = name_bases(model, view.bases, t)
    metric = name_metric(model, view.metric, t)
    extra = t("legend.note_open" if "relevant" in view.bases else "legend.note_apart")
    return {
        "title": t("legend.title"),
        "note": t("legend.metric", metric=metric, bases=bases) if view.bases else "",
        "rows": rows,
        "extra": extra if view.bases else "",
    }


def build_cards(model: Model, t: Texts) -> dict[str, dict[str, Any]]:
    """The card of each district: the same figures as the panel's headline."""
    zones = list_zones(model, t)
    cards = {}
    for code, counts in model.summary.to_dict("index").items():
        if code not in zones:
            continue
        lines = [t("card.counts", **counts), t("card.bases", **counts)]
        if counts["resolved"]:
            lines.append(t("card.resolved", **counts))
        if counts["relevant"]:
            lines.append(t("card.relevant", **counts))
        cards[code] = {"name": name_party(model, code, t), "zone": zones[code], "lines": lines}
    return cards
