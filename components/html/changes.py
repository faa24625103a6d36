"""What changed for a unit as HTML: its groups by kind, each with its wordings as a redline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.html.links import write_address, write_measure_link
from components.html.template import draw
from components.html.tongue import mark_chinese
from components.session.remember import remember
from components.texts import Texts
from components.words.changes import (
    Between,
    Side,
    Told,
    name_kind,
    say_writing,
    tell_changes,
    write_changes,
)
from components.words.new_gone import say_all
from components.words.words import Words
from geo.plan.changes import SUMMARY
from geo.plan.redline import KEPT


@dataclass(frozen=True)
class Fact:
    name: str
    before: Markup
    after: Markup


@dataclass(frozen=True)
class Change:
    """A group. `group`: the numbers of its measures; `before`, `after`: links to their maps;
    `held`: roles and basis of what is new, gone or the same."""

    group: str
    title: Markup
    before: list[Markup]
    after: list[Markup]
    facts: list[Fact]
    held: Markup
    writing: str
    redline: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Kind:
    """The groups that are counted as one kind of change."""

    name: str
    title: str
    is_folded: bool
    changes: list[Change]


def write_groups(between: Between, code: str) -> Markup:
    """All groups of a unit; what the plan leaves open stands apart, at the end."""
    t, told = between.t, tell_changes(between, code)
    counted = [one for one in told if not one.group.is_open]
    still_open = [one for one in told if one.group.is_open]
    return draw(
        "html/changes.changes",
        t=t,
        kinds=_group(between, counted),
        open_kinds=_group(between, still_open),
        open_title=t("panel.open_section", n=len(still_open)),
        open_note=mark_chinese(t("rules.relevant"), t),
    )


def _group(between: Between, told: Sequence[Told]) -> list[Kind]:
    t = between.t
    kinds = []
    for kind in SUMMARY:
        found = [_describe(between, one) for one in told if one.group.counted_as == kind]
        if found:
            title = t("changes.count", kind=name_kind(kind, t), n=len(found))
            kinds.append(Kind(kind, title, kind == "same", found))
    return kinds


def _describe(between: Between, told: Told) -> Change:
    t, shown = between.t, told.after if told.after.text else told.before
    is_held = told.group.counted_as in ("new", "gone", "same")
    return Change(
        f"{';'.join(told.before.numbers)}→{';'.join(told.after.numbers)}",
        mark_chinese(told.title, t),
        _link(between.before, told.before),
        _link(between.after, told.after),
        [Fact(name, *(mark_chinese(side, t) for side in sides)) for name, *sides in told.facts],
        mark_chinese(say_held(shown, t) if is_held else "", t),
        say_writing(told, t),
        told.redline or ((KEPT, shown.text),),
    )


def say_held(side: Side, t: Texts) -> str:
    """Roles and way of listing in a few words."""
    return t("file.held", roles=side.roles, basis=side.basis)


def _link(words: Words, side: Side) -> list[Markup]:
    return [write_measure_link(number, words) for number in side.numbers]


@remember
def write_against(between: Between, code: str) -> Markup:
    """The sentence in a line, with the way to all of it."""
    return _write_line(between, write_changes(between, code), lead_to(between, code))


@remember
def write_against_all(between: Between) -> Markup:
    """What changed for all units together, with the way to all of it."""
    sentence = between.t.pick("", " ").join(say_all(between))
    return _write_line(between, sentence, lead_to(between))


def _write_line(between: Between, sentence: str, address: str) -> Markup:
    marked = mark_chinese(sentence, between.t)
    return draw("html/changes.line", t=between.t, sentence=marked, address=address)


def lead_to(between: Between, code: str = "", **more: str) -> str:
    """The page of two editions, of all units or of one."""
    return write_address("plans", {**name_pair(between, code), **more}, between.after)


def name_pair(between: Between, code: str = "") -> Mapping[str, str]:
    """Its parameters: a party is the district of a link, a department its unit."""
    before, after = (words.model.reference for words in between.sides)
    is_party = any(code in words.model.codes for words in between.sides)
    unit = {"district" if is_party else "unit": code} if code else {}
    return {"from": before, "to": after, **unit}
