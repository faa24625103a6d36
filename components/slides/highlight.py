"""Maps on which some parties stand out from a faded region, and no number and no legend does."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from components.map.picture import FillRow, Legend, Picture, Value
from components.words.units import join_parties, name_party
from components.words.words import Words
from geo.plan.duties import split_open

FADED, CHOSEN, BESIDE, REACHED = "unnamed", "selection", "seq-2", "seq-3"


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


def draw_reach(words: Words, measure_ids: Collection[str]) -> Picture:
    """Whom the measures reach taken together; hatched whom they may reach, which needs a legend."""
    model, t = words.model, words.t
    counted, still_open = split_open(model.duties[model.duties["measure_id"].isin(measure_ids)])
    held, unsettled = set(counted["unit_code"]), set(still_open["unit_code"])
    codes = model.region.districts["unit_code"].tolist()
    by_kind = {
        "held": [code for code in codes if code in held],
        "still_open": [code for code in codes if code in unsettled - held],
    }
    picture = draw_alone(words, dict.fromkeys(by_kind["held"], REACHED))
    values = dict(picture.values) | {
        code: Value(label="", fill="zero", hatched=True, alt=name_party(words, code))
        for code in by_kind["still_open"]
    }
    rows = [
        FillRow(
            key=kind,
            kind="open" if kind == "still_open" else "class",
            text=t(f"present.reach_{kind}"),
            fill=REACHED if kind == "held" else "zero",
            count=t("legend.districts", n=len(members)),
            names=join_parties(words, members, short=True),
            codes=members,
        )
        for kind, members in by_kind.items()
        if members
    ]
    legend = Legend(t("present.reach"), "", rows if by_kind["still_open"] else ())
    return Picture(f"reach:{'-'.join(measure_ids)}", values, legend)
