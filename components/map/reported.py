"""The districts by what they have not reported in the month. Pure values, drawn anew in every run:
what was reported is in nothing that is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.map.districts import list_fill_rows
from components.map.picture import FillKind, Legend, Picture, Value
from components.map.tiles import list_drawn, note_tiles
from components.session.link import REPORTED, Shape
from components.session.progress import Progress
from components.theme import list_class_fills
from components.words.duty_states import find_missing, label_missing, say_missing
from components.words.progress import name_month
from components.words.units import name_party
from components.words.words import Words
from geo.plan.count import classify_load

if TYPE_CHECKING:
    from store.progress.states import Counts

CASES: tuple[FillKind, ...] = ("zero", "none")
"""Who has reported all, and who has nothing to report."""


def build_reported_picture(words: Words, progress: Progress, shape: Shape = "map") -> Picture:
    """How many of its duties every party that a map of `shape` draws has not reported."""
    # Whoever has states has asked a database.
    from store.progress.states import count_states

    drawn = list_drawn(words.model, shape)
    counts = {code: count_states(progress.of_unit(code).values()) for code in drawn}
    classes = classify_load([each.stages["missing"] for each in counts.values()])
    fills = {"zero": "zero", "none": "uncounted"}
    fills |= {f"class{n}": fill for n, fill in enumerate(list_class_fills(len(classes)))}
    cases = {code: _find_case(each, classes) for code, each in counts.items()}
    values = {
        code: _build_value(words, code, counts[code], fills[case]) for code, case in cases.items()
    }
    picture = Picture(REPORTED, values, _build_legend(words, progress, classes, fills, cases))
    return note_tiles(words, picture) if shape == "tiles" else picture


def _find_case(counts: Counts, classes: list[tuple[int, int]]) -> str:
    """A class by its number, or one of `CASES`."""
    case, missing = find_missing(counts), counts.stages["missing"]
    if case != "missing":
        return case
    return next(f"class{n}" for n, (low, high) in enumerate(classes) if low <= missing <= high)


def _build_value(words: Words, code: str, counts: Counts, fill: str) -> Value:
    t = words.t
    return Value(
        label=label_missing(counts, t),
        fill=fill,
        hatched=False,
        alt=t("map.value_alt", name=name_party(words, code), value=say_missing(counts, t)),
    )


def _build_legend(
    words: Words,
    progress: Progress,
    classes: list[tuple[int, int]],
    fills: dict[str, str],
    cases: dict[str, str],
) -> Legend:
    t = words.t
    told = {case: t(f"reported.legend_{case}") for case in CASES if case in cases.values()}
    rows = list_fill_rows(words, classes, fills, cases, told)
    months = dict.fromkeys(name_month(one.code, t) for one in progress.periods.values())
    title = t("reported.title", months=t("list.comma").join(months))
    return Legend(title, t("reported.note"), rows, t("legend.note_apart"))
