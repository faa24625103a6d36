"""Slides of all parties, to be read: what all have, who has how many, what is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from components.map.picture import Picture
from components.map.views import draw_map
from components.session.link import View
from components.session.plans import name_in_links
from components.slides.reading import (
    Telling,
    build_reading_slide,
    tell_open,
    write_duty_notes,
)
from components.slides.sets import ALL, find_fullest_zone, join_part, list_zone_shares
from components.slides.slide import Line, Slide
from components.words.plan import list_deadlines, name_measure
from components.words.reach import FEW, list_measure_groups, list_rare_measures, name_reached
from components.words.units import group_by_zone, list_zones, name_party, name_zone_note
from components.words.words import Words
from geo.plan.duties import EVERYONE_BASIS, OPEN_BASIS

VIEWS = {
    "everyone": View(bases=(EVERYONE_BASIS,)),
    "zones": View(),
    "why": View(metric="own"),
    "few": View(metric="own"),
    "open": View(bases=(OPEN_BASIS,)),
}
"""The state of the map that a part speaks of, and to which its slide leads."""
Lines = tuple[list[Line], list[str]]
"""Lines, and the measures whose wording stands in the notes."""


def build_city_slide(words: Words, part: str) -> Slide:
    tellers: dict[str, Callable[[Words], Lines]] = {
        "everyone": _tell_everyone,
        "zones": _tell_zones,
        "why": _tell_why,
        "few": _tell_few,
        "open": _tell_open,
    }
    lines, told = tellers[part](words)
    view = replace(VIEWS[part], lang=words.t.lang, plan=name_in_links(words.model))
    notes = [*write_duty_notes(words, told), *(_list_zone_notes(words) if part == "why" else [])]
    focus = tuple(find_fullest_zone(words.model)) if part == "why" else ()
    return build_reading_slide(
        words,
        join_part(ALL, part),
        title_city_part(words, part),
        words.t(f"present.city_sub_{part}", n=len(lines), most=FEW),
        Telling(lines, replace(_draw(words, view), focus=focus), notes, view),
    )


def _list_zone_notes(words: Words) -> list[str]:
    """Remarks on districts whose zone is not the whole truth."""
    said = {code: name_zone_note(words, code) for code in words.model.codes}
    return [
        words.t("present.spoken", head=name_party(words, code, short=True), text=note)
        for code, note in said.items()
        if note
    ]


def title_city_part(words: Words, part: str) -> str:
    if part != "why":
        return words.t(f"present.city_{part}")
    return words.t("present.city_why", zone=list_zones(words)[find_fullest_zone(words.model)[0]])


def _draw(words: Words, view: View) -> Picture:
    """Maps by other bases than the usual ones have keys of their own."""
    key = view.metric if view.bases == View().bases else "-".join([view.metric, *view.bases])
    return replace(draw_map(words, view), key=key)


def _tell_everyone(words: Words) -> Lines:
    told = list_measure_groups(words.model)["every"]
    deadlines, plan = list_deadlines(words), words.model.plan
    lines = [
        Line(name_measure(words, m), deadlines[plan.find_measure(m)["deadline"]]) for m in told
    ]
    return lines, told


def _tell_zones(words: Words) -> Lines:
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
    return lines, []


def _tell_why(words: Words) -> Lines:
    """What is written to most of the zone and to fewer of the others, with both numbers."""
    model, shares = words.model, list_zone_shares(words.model)
    zone, districts = find_fullest_zone(model), model.region.districts
    sizes = {"of": len(zone), "rest": len(districts) - len(zone)}
    lines = [
        Line(
            name_measure(words, m),
            words.t("present.why_line", n=share.inside, others=share.outside, **sizes),
        )
        for m, share in shares.items()
    ]
    return lines, list(shares)


def _tell_few(words: Words) -> Lines:
    found = list_rare_measures(words.model)
    lines = [Line(name_measure(words, m), name_reached(words, reach)) for m, reach in found.items()]
    return lines, list(found)


def _tell_open(words: Words) -> Lines:
    told = list_measure_groups(words.model)["open"]
    return [tell_open(words, m) for m in told], told
