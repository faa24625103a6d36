"""The districts by their task load: colours, labels, legend. Pure values, no folium."""

from __future__ import annotations

import pandas as pd

from components.map.picture import FillKind, FillRow, Legend, Picture, Value
from components.map.tiles import list_drawn, note_tiles
from components.session.link import Shape, View
from components.session.models import get_load
from components.session.remember import remember
from components.texts import Texts
from components.theme import list_class_fills
from components.words.bases import name_count
from components.words.units import count_parties, join_parties, name_party
from components.words.words import Words
from geo.model import Model
from geo.plan.count import classify_load

CASES: tuple[FillKind, ...] = ("zero", "open", "none")
"""What is drawn alike beside the classes, in the legend's order."""


@remember
def get_load_picture(
    words: Words, metric: str, bases: tuple[str, ...], shape: Shape = "map"
) -> Picture:
    """`build_load_picture` of a metric and bases."""
    view = View(metric=metric, bases=bases, shape=shape)
    return build_load_picture(words, get_load(words.model, metric, bases), view)


def build_load_picture(words: Words, load: pd.DataFrame, view: View) -> Picture:
    """`load`: `counted, relevant` by `unit_code`, see `geo.plan.count.count_load`."""
    drawn = load.loc[list_drawn(words.model, view.shape), ["counted", "relevant"]]
    classes = _classify(words.model, drawn, view)
    fills = {"zero": "zero", "open": "zero", "none": "uncounted"}
    fills |= {f"class{n}": fill for n, fill in enumerate(list_class_fills(len(classes)))}
    values, kinds = {}, {}
    for code, counted, relevant in drawn.itertuples():
        label, kinds[code] = _read_load(int(counted), int(relevant), view, classes, words.t)
        values[code] = _build_value(words, code, label, kinds[code], fills)
    picture = Picture(view.metric, values, _build_legend(words, view, classes, fills, kinds))
    return note_tiles(words, picture) if view.shape == "tiles" else picture


def _classify(model: Model, drawn: pd.DataFrame, view: View) -> list[tuple[int, int]]:
    """The classes of what is shown of each party, after the districts alone: a zone besides leaves
    them their colours and widens the outermost class where it lies beyond."""
    shown = drawn["counted"] + (drawn["relevant"] if "relevant" in view.bases else 0)
    settled = shown[(drawn["counted"] > 0) | (drawn["relevant"] == 0)]
    of_districts = settled.index.isin(model.region.districts["unit_code"])
    classes = classify_load(settled[of_districts].tolist())
    all_classes = classify_load(settled.tolist())
    if not classes or not all_classes:
        return all_classes
    classes[0] = (min(classes[0][0], all_classes[0][0]), classes[0][1])
    classes[-1] = (classes[-1][0], max(classes[-1][1], all_classes[-1][1]))
    return classes


def _read_load(
    counted: int, relevant: int, view: View, classes: list[tuple[int, int]], t: Texts
) -> tuple[str, str]:
    """The label, and what is drawn alike: a class by its number, or one of `CASES`."""
    if not view.bases:
        return t("map.not_counted"), "none"
    label, shown = str(counted), counted
    if "relevant" in view.bases and relevant > 0:
        label = t("map.value_open", counted=counted, relevant=relevant)
        shown += relevant
    if counted == 0 and relevant > 0:
        return label, "open"
    if shown == 0:
        return label, "zero"
    position = next(n for n, (low, high) in enumerate(classes) if low <= shown <= high)
    return label, f"class{position}"


def _build_value(words: Words, code: str, label: str, kind: str, fills: dict[str, str]) -> Value:
    fill = fills[kind]
    return Value(
        label=label,
        fill=fill,
        hatched=kind == "open",
        alt=words.t("map.value_alt", name=name_party(words, code), value=label),
    )


def _build_legend(
    words: Words,
    view: View,
    classes: list[tuple[int, int]],
    fills: dict[str, str],
    kinds: dict[str, str],
) -> Legend:
    t = words.t
    told = {kind: t(f"legend.{kind}") for kind in CASES if kind in kinds.values()}
    rows = list_fill_rows(words, classes, fills, kinds, told)
    if not view.bases:
        return Legend(t("legend.title"), "", rows)
    extra = t("legend.note_open" if "relevant" in view.bases else "legend.note_apart")
    note = name_count(words, view.metric, view.bases)
    return Legend(t("legend.title"), note, rows, extra)


def list_fill_rows(
    words: Words,
    classes: list[tuple[int, int]],
    fills: dict[str, str],
    kinds: dict[str, str],
    told: dict[FillKind, str],
) -> list[FillRow]:
    """A row for every class, then for each case of `told`, with its words. `kinds`: the class
    (`class0` …) or the case of every party."""
    t = words.t

    def row(key: str, kind: FillKind, text: str) -> FillRow:
        members = [code for code, of_kind in kinds.items() if of_kind == key]
        return FillRow(
            key=key,
            kind=kind,
            text=text,
            fill=fills[key],
            count=count_parties(words, members),
            names=join_parties(words, members, short=True),
            codes=members,
        )

    rows = []
    for position, (low, high) in enumerate(classes):
        key = "legend.single" if low == high else "legend.classes"
        rows.append(row(f"class{position}", "class", t(key, low=low, high=high)))
    return rows + [row(kind, kind, text) for kind, text in told.items()]
