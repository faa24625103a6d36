"""The districts by what changed between two editions: two counts on each. Pure values, no folium.

Colours tell apart what is new, dropped, or both; how much, the figures say: more is no better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.map.picture import FillKind, FillRow, Legend, Picture, Value
from components.map.tiles import list_drawn, note_tiles
from components.session.link import CHANGES, Shape
from components.session.remember import remember
from components.words.changes import Between
from components.words.editions import name_editions
from components.words.new_gone import (
    group_by_case,
    label_new_gone,
    say_left_out,
    say_new_gone,
)
from components.words.units import count_parties, join_parties, name_party

LOOKS: Mapping[str, tuple[FillKind, str]] = {
    "both": ("class", "seq-4"),
    "new": ("class", "seq-3"),
    "gone": ("class", "seq-1"),
    "none": ("zero", "zero"),
    "unlinked": ("none", "uncounted"),
}
"""How each of `new_gone.CASES` is drawn."""


@remember
def get_change_picture(between: Between, shape: Shape = "map") -> Picture:
    """New and dropped duties of every party of the later edition that a map of `shape` draws."""
    words, t = between.after, between.t
    drawn = list_drawn(words.model, shape)
    cases = group_by_case(between, drawn)
    fills = {code: LOOKS[case][1] for case, codes in cases.items() for code in codes}
    values = {
        code: Value(
            label=label_new_gone(between, code),
            fill=fills[code],
            hatched=False,
            alt=t("against.alt", name=name_party(words, code), said=say_new_gone(between, code)),
        )
        for code in drawn
    }
    notes = [t("against.legend_note"), say_left_out(between)]
    legend = Legend(
        t("against.legend_title"),
        t("against.legend_edition", edition=name_editions(*between.sides)[0]),
        [_build_row(between, case, codes) for case, codes in cases.items()],
        t.pick("", " ").join(filter(None, notes)),
    )
    picture = Picture(f"{CHANGES}:{between.before.model.reference}", values, legend)
    return note_tiles(words, picture) if shape == "tiles" else picture


def _build_row(between: Between, case: str, codes: Sequence[str]) -> FillRow:
    kind, fill = LOOKS[case]
    return FillRow(
        key=case,
        kind=kind,
        text=between.t(f"against.legend_{case}"),
        fill=fill,
        count=count_parties(between.after, codes),
        names=join_parties(between.after, codes, short=True),
        codes=codes,
    )
