"""Slides of what changed between two editions: for one unit, or for all of them on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from components.map.changes import get_change_picture
from components.map.picture import Picture
from components.map.views import write_source_line
from components.session.link import CHANGES, View
from components.slides.highlight import draw_party, draw_reach
from components.slides.sets import ALL
from components.slides.since import join_since
from components.slides.slide import Fact, Line, Slide
from components.words.changes import (
    Between,
    Side,
    Told,
    find_unlinked,
    list_apart,
    list_parties_between,
    list_units,
    name_kind,
    say_writing,
    tell_changes,
    write_changes,
    write_counted,
)
from components.words.editions import name_editions
from components.words.new_gone import list_new_gone, say_all
from components.words.units import name_parties
from geo.plan.changes import SUMMARY

MOST = 6
"""Groups of a kind that a slide lists; the others are counted there and stand in its notes."""


def build_change_slide(between: Between, unit: str) -> Slide:
    """`unit`: a party or a department, or `ALL`."""
    if unit == ALL:
        return _build_all(between)
    told = tell_changes(between, unit)
    return Slide(
        join_since(unit, between.before.model.reference),
        title_changes(between, unit),
        write_counted(between, unit).strip(),
        (),
        _draw(between, unit, told),
        write_source_line(between.after),
        (write_changes(between, unit), *_list_notes(between, told), between.t("changes.rule")),
        lines=tuple(_list_lines(between, unit, told)),
        view=_find_view(between, unit),
    )


def title_changes(between: Between, unit: str) -> str:
    if unit == ALL:
        return between.t("against.slide_title")
    return between.t("changes.memo_title", name=list_units(between)[unit])


def _find_view(between: Between, unit: str = "") -> View:
    """The map of changes, with a party chosen."""
    before, after = (words.model.reference for words in between.sides)
    district = unit if unit in between.after.model.codes else None
    return View(between.t.lang, after, before, district, CHANGES)


def _build_all(between: Between) -> Slide:
    t, counts = between.t, list_new_gone(between)
    codes, parties = between.after.model.codes, name_parties(between.after)
    unlinked = sum(map(len, find_unlinked(between)))
    facts = [
        Fact(
            str(sum(bool(getattr(counts[code], kind)) for code in codes)),
            t(f"against.fact_{kind}", parties=parties),
        )
        for kind in ("new", "gone")
    ]
    if unlinked:
        facts.append(Fact(str(unlinked), t("against.fact_unlinked")))
    before, after = name_editions(*between.sides)
    spoken = [write_changes(between, code) for code in list_parties_between(between)]
    return Slide(
        join_since(ALL, between.before.model.reference),
        title_changes(between, ALL),
        t("changes.memo_basis", before=before, after=after),
        tuple(facts),
        _draw_all(between),
        write_source_line(between.after),
        (*say_all(between), *spoken, t("changes.rule")),
        view=_find_view(between),
    )


def _draw_all(between: Between) -> Picture:
    """The map of changes; what its legend says of editions and links the slide says in large."""
    picture = get_change_picture(between)
    note = between.t("against.legend_note")
    return replace(picture, legend=replace(picture.legend, note="", extra=note))


def _draw(between: Between, unit: str, told: Sequence[Told]) -> Picture:
    """Where a party lies; of a department whom its changed measures reach."""
    if unit in list_parties_between(between):
        return draw_party(between.after, unit)
    changed = [one for one in told if one.group.counted_as != "same"]
    return draw_reach(between.after, [m for one in changed for m in one.after.numbers])


def _list_lines(between: Between, unit: str, told: Sequence[Told]) -> list[Line]:
    """A line for each kind of change, in the order of the sentence; what is not counted last."""
    counted = [one for one in told if not one.group.is_open]
    groups = [(kind, [one for one in counted if one.group.counted_as == kind]) for kind in SUMMARY]
    lines = [_tell_kind(between, kind, found) for kind, found in groups if found]
    return lines + [Line("", remark=said.strip()) for said in list_apart(between, unit)]


def _tell_kind(between: Between, kind: str, found: Sequence[Told]) -> Line:
    """What did not change is counted and not listed."""
    t = between.t
    head = t("changes.count", kind=name_kind(kind, t), n=len(found))
    head = head[:1].upper() + head[1:]
    if kind == "same":
        return Line(head)
    named = [_name_group(between, one) for one in found[:MOST]]
    if len(found) > MOST:
        named.append(t("against.further", n=len(found) - MOST))
    return Line(head, t("file.semicolon").join(named))


def _name_group(between: Between, told: Told) -> str:
    """Its numbers as the later edition has them, its title, and what changed beside the words."""
    t = between.t
    side = told.after if told.after.numbers else told.before
    name = t("against.named", ids=t("list.comma").join(side.numbers), title=told.title)
    facts = t("list.comma").join(
        t("against.turned", before=before, after=after) for _, before, after in told.facts
    )
    return t("against.with_facts", name=name, facts=facts) if facts else name


def _list_notes(between: Between, told: Sequence[Told]) -> list[str]:
    """Both wordings of whatever changed; what is left open says so."""
    t = between.t
    lines = []
    for one in told:
        if one.group.counted_as == "same":
            continue
        kind = name_kind(one.group.counted_as, t)
        kind = t("against.left_open", kind=kind) if one.group.is_open else kind
        lines.append(t("present.spoken", head=kind, text=_name_group(between, one)))
        lines += filter(None, [say_writing(one, t)])
        is_alike = one.before.text == one.after.text
        sides = (("after", one.after),) if is_alike else _list_sides(one)
        lines += [
            t("present.spoken", head=t(f"changes.{name}"), text=side.text)
            for name, side in sides
            if side.text
        ]
    return lines


def _list_sides(told: Told) -> tuple[tuple[str, Side], ...]:
    return (("before", told.before), ("after", told.after))
