"""Slides of one department: what it holds and leads, whom that reaches, whom it works with."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.map.views import write_source_line
from components.slides.highlight import draw_reach
from components.slides.reading import Telling, build_reading_slide, quote_measure, write_duty_notes
from components.slides.sets import (
    LED,
    LED_ON_A_PAGE,
    PARTNERS,
    SUMMARY,
    count_led_pages,
    join_part,
    select_unsettled,
)
from components.slides.slide import Fact, Line, Slide
from components.words.duties import list_doubts, name_roles
from components.words.plan import name_measure
from components.words.reach import write_joint_reach, write_short_reach
from components.words.several import count_by_plan, join_numbers
from components.words.units import name_unit
from components.words.words import Words
from geo.plan.ledger import count_departments, list_led, select_partner_duties
from geo.plan.plan import ROLES


def build_department_slide(words: Words, unit: str, part: str) -> Slide:
    """`part`: of `list_department_parts`."""
    led = list_led(words.model.duties, words.model.region.units).get(unit, [])
    if part == SUMMARY:
        return _build_summary(words, unit, led)
    title = title_department_part(words, unit, part)
    name, code = name_unit(words, unit), join_part(unit, part)
    told = led
    if part == PARTNERS:
        telling = _tell_partners(words, unit, led)
    elif part == "open":
        told = select_unsettled(words.model, led)
        telling = _tell_open(words, told)
    else:
        telling = _tell_led(words, led, int(part.removeprefix(LED)))
    kind = part.rstrip("0123456789")
    n = len(telling.lines) if part == PARTNERS else len(told)
    subtitle = words.t(f"present.department_sub_{kind}", name=name, n=n)
    return build_reading_slide(words, code, title, subtitle, telling)


def title_department_part(words: Words, unit: str, part: str) -> str:
    """A slide's title; of several pages of one kind each with its number."""
    if part == SUMMARY:
        return name_unit(words, unit)
    if not part.startswith(LED):
        return words.t(f"present.department_{part}")
    pages = count_led_pages(list_led(words.model.duties, words.model.region.units)[unit])
    title = words.t("present.department_led")
    page = part.removeprefix(LED)
    return title if pages == 1 else words.t("present.paged", title=title, n=page, all=pages)


def _build_summary(words: Words, unit: str, led: Sequence[str]) -> Slide:
    """How many measures it holds in which role, and whom those that it leads reach."""
    model, t = words.model, words.t
    held = model.duties[model.duties["unit_code"] == unit]
    counts = count_departments(model.duties, model.region.units).loc[unit]
    facts = tuple(
        Fact(str(counts[role]), t(f"present.department_{role}")) for role in ROLES if counts[role]
    )
    key = "present.department_sentence" if led else "present.department_sentence_none"
    subtitle = t(
        key,
        total=len(model.plan.measures),
        n=held["measure_id"].nunique(),
        led=len(led),
        reach=write_joint_reach(words, led) if led else "",
    )
    if by_plan := count_by_plan(words, [*dict.fromkeys(held["measure_id"])]):
        subtitle = t("several.by_plan", text=subtitle, plans=by_plan)
    lines = [
        t("present.spoken", head=name_roles(duty, t), text=name_measure(words, duty["measure_id"]))
        for duty in held.to_dict("records")
    ]
    notes = (*lines, *list_doubts(words, held["measure_id"].tolist()), t("panel.ours_help"))
    return Slide(
        join_part(unit, SUMMARY),
        name_unit(words, unit),
        subtitle,
        facts,
        draw_reach(words, led),
        write_source_line(words),
        notes,
    )


def _tell_led(words: Words, led: Sequence[str], page: int) -> Telling:
    """A page of the measures it leads, in the plan's words, and whom each reaches."""
    told = list(led[(page - 1) * LED_ON_A_PAGE : page * LED_ON_A_PAGE])
    lines = [
        quote_measure(words, m, name_measure(words, m), write_short_reach(words, m)) for m in told
    ]
    spoken = [words.t("present.spoken", head=line.head, text=line.remark) for line in lines]
    return Telling(lines, draw_reach(words, told), [*spoken, *write_duty_notes(words, told)])


def _tell_open(words: Words, told: Sequence[str]) -> Telling:
    """What of it says 相关区: to whom it is written all the same, and how many it may reach."""
    lines = [Line(name_measure(words, m), write_short_reach(words, m)) for m in told]
    return Telling(lines, draw_reach(words, told), write_duty_notes(words, told))


def _tell_partners(words: Words, unit: str, led: Sequence[str]) -> Telling:
    """The other departments in its measures, those with the most first, by what they do there."""
    model = words.model
    duties = select_partner_duties(model.duties, model.region.units, unit)
    found = [(str(code), group) for code, group in duties.groupby("unit_code", sort=False)]
    found.sort(key=lambda item: -len(item[1]))
    lines = [Line(name_unit(words, code), _name_parts(words, group)) for code, group in found]
    spoken = [words.t("present.spoken", head=line.head, text=line.text) for line in lines]
    return Telling(lines, draw_reach(words, led), spoken)


def _name_parts(words: Words, duties: pd.DataFrame) -> str:
    """In which measures a unit has which roles."""
    t = words.t
    by_roles: dict[str, list[str]] = {}
    for duty in duties.to_dict("records"):
        by_roles.setdefault(name_roles(duty, t), []).append(duty["measure_id"])
    return t("file.semicolon").join(
        t("present.partner", roles=roles, n=len(ids), ids=join_numbers(words, ids))
        for roles, ids in by_roles.items()
    )
