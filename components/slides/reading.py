"""Slides to be read: the parts of a party's set, line by line instead of in figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.map.measures import get_measure_picture
from components.map.picture import Picture
from components.map.sites import build_site_picture
from components.map.views import write_source_line
from components.session.link import View
from components.slides.highlight import draw_alone, draw_party
from components.slides.sets import join_part, select_part, select_unsettled
from components.slides.slide import Line, Slide
from components.words.comparison import build_comparison, write_comparison_counts
from components.words.duties import list_doubts, name_roles
from components.words.leads import list_leads
from components.words.plan import list_labels
from components.words.several import join_numbers, number_measure
from components.words.units import name_party, print_cell
from components.words.wording import list_wordings, mark_translation
from components.words.words import Words
from geo.places.sites import ROLE_OF_PLAN


@dataclass(frozen=True)
class Telling:
    """What a slide tells: its lines, the map beside them, the notes behind them, and the state of
    the map's page, where the map is one."""

    lines: list[Line]
    picture: Picture
    notes: list[str]
    view: View | None = None


def build_part_slide(words: Words, unit: str, part: str) -> Slide:
    t, name = words.t, name_party(words, unit, short=True)
    duties = select_part(words.model, unit, part).to_dict("records")
    tellers = {"leads": _tell_leads, "neighbours": _tell_neighbours}
    if part in tellers:
        lines = tellers[part](words, unit)
    else:
        lines = [_tell_duty(words, duty, part) for duty in duties]
    told = [duty["measure_id"] for duty in duties]
    unsettled = select_unsettled(words.model, told) if part == "own" else []
    key = "present.sub_own_open" if unsettled else f"present.sub_{part}"
    return build_reading_slide(
        words,
        join_part(unit, part),
        t(f"present.part_{part}", name=name),
        t(key, name=name, n=len(lines), open=len(unsettled)),
        Telling(lines, _draw(words, unit, part, duties), _write_notes(words, part, duties, lines)),
    )


def build_reading_slide(
    words: Words, code: str, title: str, subtitle: str, telling: Telling
) -> Slide:
    """A slide of lines; its notes begin with what it says in a sentence."""
    said = f"{title}{words.t('file.semicolon')}{subtitle}"
    return Slide(
        code,
        title,
        subtitle,
        (),
        telling.picture,
        write_source_line(words, telling.view.bases if telling.view else None),
        (said, *telling.notes),
        lines=tuple(telling.lines),
        view=telling.view,
    )


def _tell_duty(words: Words, duty: dict[str, Any], part: str) -> Line:
    t, measure_id = words.t, duty["measure_id"]
    if part == "open":
        return tell_open(words, measure_id)
    label = list_labels(words)[measure_id]
    number, roles = number_measure(words, measure_id), name_roles(duty, t)
    head = t("present.part_head", id=number, label=label, roles=roles)
    if part != "own":
        return Line(head)
    return quote_measure(words, measure_id, head)


def quote_measure(words: Words, measure_id: str, head: str, remark: str = "") -> Line:
    """A measure in the plan's words, or in our translation of them."""
    measure = words.model.plan.find_measure(measure_id)
    if words.t.lang == "zh" or not measure["text_en"]:
        return Line(head, measure["text"], is_quoted=True, remark=remark)
    return Line(head, mark_translation(measure, words.t), remark=remark)


def tell_open(words: Words, measure_id: str) -> Line:
    """A measure that the plan leaves open, and who leads it and can be asked."""
    label, leads = list_labels(words)[measure_id], words.model.plan.find_measure(measure_id)["lead"]
    number, asked = number_measure(words, measure_id), print_cell(words, leads)
    head = words.t("present.open_head", id=number, label=label, leads=asked)
    return Line(head)


def _tell_leads(words: Words, unit: str) -> list[Line]:
    """The departments that lead what the party has to do, and in which measures."""
    t = words.t
    return [
        Line(
            lead.name,
            t("present.led", n=len(lead.measure_ids), ids=join_numbers(words, lead.measure_ids)),
        )
        for lead in list_leads(words, (unit,))
    ]


def _tell_neighbours(words: Words, unit: str) -> list[Line]:
    model = words.model
    return [
        Line(
            name_party(words, other),
            write_comparison_counts(words, build_comparison(model, [unit, other])),
        )
        for other in model.region.neighbours.get(unit, [])
    ]


def _draw(words: Words, unit: str, part: str, duties: list[dict[str, Any]]) -> Picture:
    """Where it is: the places of what nobody else has, else the party alone."""
    if part == "own":
        return _draw_own(words, unit, duties)
    neighbours = words.model.region.neighbours.get(unit, []) if part == "neighbours" else []
    return draw_party(words, unit, neighbours)


def _draw_own(words: Words, unit: str, duties: list[dict[str, Any]]) -> Picture:
    """The places, where the plan names any; whom else a measure may reach, where that is open."""
    model, own = words.model, [duty["measure_id"] for duty in duties]
    focus = (unit,) if unit in set(model.region.districts["unit_code"]) else ()
    sites = model.sites[
        (model.sites["role"] == ROLE_OF_PLAN)
        & model.sites["measure_ids"].map(lambda ids: bool(set(own) & set(ids)))
    ]
    if len(sites):
        picture = build_site_picture(words, sites, View(lang=words.t.lang))
        values = draw_alone(words, {unit: "zero"}).values
        return replace(picture, key=f"sites:{unit}", values=values, focus=focus)
    if unsettled := select_unsettled(model, own):
        return replace(get_measure_picture(words, unsettled[0]), focus=focus)
    return draw_party(words, unit)


def _write_notes(
    words: Words, part: str, duties: list[dict[str, Any]], lines: list[Line]
) -> list[str]:
    """The words behind the slide, or the slide itself where it quotes none."""
    if part in ("leads", "neighbours"):
        return [words.t("present.spoken", head=line.head, text=line.text) for line in lines]
    return write_duty_notes(words, [duty["measure_id"] for duty in duties])


def write_duty_notes(words: Words, told: Sequence[str]) -> list[str]:
    """The wording of the measures `told`."""
    t, wordings = words.t, list_wordings(words)
    quoted = [
        t("present.wording_line", id=number_measure(words, m), text=wordings[m]) for m in told
    ]
    return [*quoted, *list_doubts(words, told), t("panel.ours_help")]
