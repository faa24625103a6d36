"""Slides of all parties, to be read: what all have, who has how many, what is open."""

from __future__ import annotations

from collections.abc import Callable

from components.map.picture import Picture
from components.map.views import draw_load
from components.slides.highlight import draw_alone
from components.slides.reading import (
    Telling,
    build_reading_slide,
    tell_open,
    write_duty_notes,
)
from components.slides.sets import ALL, join_part
from components.slides.slide import Line, Slide
from components.words.plan import list_deadlines, name_measure
from components.words.reach import FEW, list_measure_groups, list_rare_measures, name_reached
from components.words.units import group_by_zone, name_party
from components.words.words import Words


def build_city_slide(words: Words, part: str) -> Slide:
    t = words.t
    tellers: dict[str, Callable[[Words], Telling]] = {
        "everyone": _tell_everyone,
        "zones": _tell_zones,
        "few": _tell_few,
        "open": _tell_open,
    }
    telling = tellers[part](words)
    return build_reading_slide(
        words,
        join_part(ALL, part),
        t(f"present.city_{part}"),
        t(f"present.city_sub_{part}", n=len(telling.lines), most=FEW),
        telling,
    )


def _tell(words: Words, lines: list[Line], told: list[str], picture: Picture) -> Telling:
    """Lines, with the wording of the measures `told` in the notes."""
    return Telling(lines, picture, write_duty_notes(words, told))


def _tell_everyone(words: Words) -> Telling:
    told = list_measure_groups(words.model)["every"]
    measures = words.model.plan.measures.set_index("measure_id")["deadline"]
    deadlines = list_deadlines(words)
    lines = [Line(name_measure(words, m), deadlines[measures[m]]) for m in told]
    return _tell(words, lines, told, draw_alone(words, dict.fromkeys(words.model.codes, "seq-2")))


def _tell_zones(words: Words) -> Telling:
    t, totals = words.t, words.model.summary["total"]
    lines = [
        Line(
            zone,
            t("list.comma").join(
                t("present.count_of", name=name_party(words, code, short=True), n=totals[code])
                for code in codes
            ),
        )
        for zone, codes in group_by_zone(words).items()
    ]
    return _tell(words, lines, [], draw_load(words, "all"))


def _tell_few(words: Words) -> Telling:
    found = list_rare_measures(words.model)
    lines = [Line(name_measure(words, m), name_reached(words, reach)) for m, reach in found.items()]
    return _tell(words, lines, list(found), draw_load(words, "own"))


def _tell_open(words: Words) -> Telling:
    told = list_measure_groups(words.model)["open"]
    return _tell(words, [tell_open(words, m) for m in told], told, draw_load(words, "all"))
