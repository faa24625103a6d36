"""Maps on which some parties stand out from a faded region, and no number and no legend does."""

from __future__ import annotations

from collections.abc import Iterable

from components.map.picture import Legend, Picture, Value
from components.words.units import name_party
from components.words.words import Words

FADED, CHOSEN, BESIDE = "unnamed", "selection", "seq-2"


def draw_alone(words: Words, fills: dict[str, str]) -> Picture:
    """Colours by unit code; what each colour says the slide says in words."""
    values = {
        code: Value(
            label="",
            fill=fills.get(code, FADED),
            hatched=False,
            alt=name_party(words, code),
        )
        for code in words.model.region.districts["unit_code"]
    }
    return Picture(f"alone:{'-'.join(fills)}", values, Legend("", "", ()))


def draw_party(words: Words, unit: str, beside: Iterable[str] = ()) -> Picture:
    """The party in the colour of a choice, others `beside` it; nothing where it is on no map."""
    fills = {**dict.fromkeys(beside, BESIDE), unit: CHOSEN}
    return draw_alone(words, fills).outline(unit)
