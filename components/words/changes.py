"""What changed from one edition to the next, in words: for one unit a sentence, and its groups.

Only linked measures are compared, see `geo.plan.changes`; what nobody linked yet is said apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components.session.remember import remember
from components.texts import Texts
from components.words.editions import name_editions
from components.words.held import name_held_bases, name_held_roles
from components.words.plan import list_deadlines, list_labels
from components.words.units import find_former, name_party, name_unit
from components.words.words import Words
from geo.plan.changes import (
    SUMMARY,
    Group,
    Held,
    list_changes,
    list_groups,
    list_held,
    summarise_changes,
)
from geo.plan.duties import index_duties
from geo.plan.editions import Edition, Links, list_unlinked
from geo.plan.plan import ROLES
from geo.plan.redline import diff_clauses, pair_figures


@dataclass(frozen=True)
class Between:
    """Two editions in one language, the earlier one first, and how they are linked; equal where
    all three are."""

    before: Words
    after: Words
    links: Links

    @property
    def t(self) -> Texts:
        return self.after.t

    @property
    def sides(self) -> tuple[Words, Words]:
        return self.before, self.after


@dataclass(frozen=True)
class Side:
    """What one edition says of a group. `numbers`: all its measures; the rest is of those that
    list the unit, "" where none does. `is_titled`: whether every title is one of ours, not the
    opening of the wording."""

    numbers: tuple[str, ...]
    title: str
    is_titled: bool
    text: str
    roles: str
    basis: str
    deadline: str
    former: str = ""
    """Names of former units by which its cells list the unit."""


@dataclass(frozen=True)
class Told:
    """A group in words. `facts`: what changed beside the words, each with its name, before and
    after; `redline`: as of `diff_clauses`, empty where both say the same."""

    group: Group
    before: Side
    after: Side
    facts: tuple[tuple[str, str, str], ...]
    redline: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """As the later edition is titled, unless only the earlier one is."""
        sides = [side for side in (self.after, self.before) if side.title]
        return next((side.title for side in sides if side.is_titled), sides[0].title)


def look_between(before: Words, after: Words) -> Between:
    """Two plans as they are linked now; raises `DataError` where they are of two regions."""
    from store.editions import find_links, join_editions  # asks a database, which takes a while

    return Between(before, after, find_links(join_editions(before.model, after.model)))


@remember
def list_units(between: Between) -> dict[str, str]:
    """Names by code: territorial parties, then departments, in the usual order; those that only
    the earlier edition has come last of their kind."""
    names: dict[str, str] = {}
    for words in reversed(between.sides):
        names |= {c: name_party(words, c) for c in words.model.codes if c not in names}
    for words in reversed(between.sides):
        codes = words.model.region.units["unit_code"]
        names |= {code: name_unit(words, code) for code in codes if code not in names}
    return names


def list_parties_between(between: Between) -> list[str]:
    """Those of `list_units` that are no departments."""
    parties = {code for words in between.sides for code in words.model.codes}
    return [code for code in list_units(between) if code in parties]


def build_editions(between: Between) -> tuple[Edition, Edition]:
    """What is compared of them."""
    before, after = (
        Edition(model.reference, model.plan.measures, model.duties)
        for model in (words.model for words in between.sides)
    )
    return before, after


@remember
def compare_units(between: Between) -> pd.DataFrame:
    """Every unit's changes, see `list_changes`."""
    codes = list(list_units(between))
    return list_changes(*build_editions(between), between.links, codes)


@remember
def find_unlinked(between: Between) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The measures of either edition that nobody linked yet."""
    before, after = list_unlinked(between.links, *build_editions(between))
    return tuple(before), tuple(after)


@remember
def count_changes(between: Between) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Groups by `SUMMARY` of every unit: those that count, and those that the plan leaves open."""
    changes, codes = compare_units(between), list(list_units(between))
    return (
        summarise_changes(changes[~changes["is_open"]], codes),
        summarise_changes(changes[changes["is_open"]], codes),
    )


def count_unlinked(between: Between, code: str) -> tuple[int, int]:
    """How many measures of either edition list a unit and are in no link."""
    old, new = (
        sum(code in _index_duties(words)[one] for one in ids)
        for words, ids in zip(between.sides, find_unlinked(between), strict=True)
    )
    return old, new


@remember
def _index_duties(words: Words) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    model = words.model
    codes = model.region.units["unit_code"].tolist()
    return index_duties(model.duties, model.plan.measures, codes)


@remember
def write_changes(between: Between, code: str) -> str:
    """The sentence about one unit: how many of what, what stays open, and what is in no link."""
    return "".join((write_counted(between, code), *list_apart(between, code)))


def write_counted(between: Between, code: str) -> str:
    """What counts alone."""
    counted = _write_counts(count_changes(between)[0].loc[code], between.t)
    name, edition = list_units(between)[code], name_editions(*between.sides)[0]
    key = "changes.sentence" if counted else "changes.sentence_none"
    return between.t(key, name=name, edition=edition, counts=counted)


def list_apart(between: Between, code: str) -> list[str]:
    """What is said besides, where there is any: what stays open, what is in no link."""
    t, still_open = between.t, _write_counts(count_changes(between)[1].loc[code], between.t)
    unlinked = write_sides(count_unlinked(between, code), t)
    said = (("sentence_open", still_open), ("sentence_unlinked", unlinked))
    return [t(f"changes.{key}", counts=counts) for key, counts in said if counts]


def write_sides(counts: Sequence[int], t: Texts) -> str:
    """How many measures of either edition: `前一版1条、后一版2条`; zeros are left out."""
    sides = zip(("before", "after"), counts, strict=True)
    parts = [t("changes.side_count", side=t(f"changes.{side}"), n=n) for side, n in sides if n]
    return t("list.comma").join(parts)


def say_unlinked(between: Between) -> str:
    """That nobody linked some measures yet, and how many; "" where all are."""
    counts = write_sides([len(ids) for ids in find_unlinked(between)], between.t)
    return between.t("changes.unlinked", counts=counts) if counts else ""


def _write_counts(counts: pd.Series, t: Texts) -> str:
    """`新增3条、角色变化2条`; zeros are left out."""
    parts = [t("changes.count", kind=name_kind(k, t), n=counts[k]) for k in SUMMARY if counts[k]]
    return t("list.comma").join(parts)


def name_kind(kind: str, t: Texts) -> str:
    return t(f"changes.kind_{kind}")


@remember
def tell_changes(between: Between, code: str) -> tuple[Told, ...]:
    """The groups of one unit, in the order of the later edition, those that are gone last."""
    changes = compare_units(between)
    groups = list_groups(changes[changes["unit_code"] == code])
    return tuple(_tell(between, code, group) for group in groups)


def _tell(between: Between, code: str, group: Group) -> Told:
    held = [
        list_held(ids, _index_duties(words)).get(code)
        for words, ids in zip(between.sides, (group.before, group.after), strict=True)
    ]
    before, after = (
        _describe(words, ids, one, code)
        for words, ids, one in zip(between.sides, (group.before, group.after), held, strict=True)
    )
    redline: tuple[tuple[str, str], ...] = ()
    if {"wording", "figure"} & {*group.kinds}:
        redline = tuple(diff_clauses(before.text, after.text))
    return Told(group, before, after, tuple(list_facts(group, before, after, between.t)), redline)


def _describe(words: Words, ids: Sequence[str], held: Held | None, code: str) -> Side:
    if held is None:
        return Side(tuple(ids), "", False, "", "", "", "")
    t, plan = words.t, words.model.plan
    measures = [plan.find_measure(one) for one in held.measures]
    deadlines = dict.fromkeys(list_deadlines(words)[m["deadline"]] for m in measures)
    return Side(
        tuple(ids),
        t("list.comma").join(list_labels(words)[one] for one in held.measures),
        all(measure["has_label"] for measure in measures),
        "".join(str(m["text"]) for m in measures),
        name_held_roles(held.roles, t),
        name_held_bases(held.bases, t),
        t("list.comma").join(deadlines),
        t("list.comma").join(_list_former(words, held.measures, code)),
    )


def _list_former(words: Words, ids: Sequence[str], code: str) -> list[str]:
    """What cells print where they list a unit by the name of a former one that it came of."""
    former, plan = find_former(words.model), words.model.plan
    printed = [
        name for one in ids for role in ROLES for name in plan.find_measure(one)[role].split(";")
    ]
    return [name for name in dict.fromkeys(printed) if former.get(name) == code]


def list_facts(group: Group, before: Side, after: Side, t: Texts) -> list[tuple[str, str, str]]:
    """What changed of a group beside its words: a name, before and after, each in words."""
    facts = []
    if "role" in group.kinds:
        facts.append((t("changes.fact_role"), before.roles, after.roles))
    if "basis" in group.kinds:
        facts.append((t("changes.fact_basis"), before.basis, after.basis))
    if "figure" in group.kinds:
        nothing = t("changes.no_figure")
        pairs = pair_figures(before.text, after.text)
        facts += [(t("changes.fact_figure"), old or nothing, new or nothing) for old, new in pairs]
    if "deadline" in group.kinds:
        facts.append((t("changes.fact_deadline"), before.deadline, after.deadline))
    if is_renamed(before, after):
        today = t("former.today")
        facts.append((t("former.fact"), before.former or today, after.former or today))
    return facts


def is_renamed(before: Side, after: Side) -> bool:
    """Whether one edition lists the unit by a former name and the other does otherwise."""
    return bool(before.text and after.text) and before.former != after.former


def say_fact(fact: tuple[str, str, str], t: Texts) -> str:
    """`角色：协办→主责`."""
    return t("changes.fact", name=fact[0], before=fact[1], after=fact[2])


def say_writing(told: Told, t: Texts) -> str:
    """That another way of listing or another name is no more and no less work, where that is what
    changed."""
    if "basis" in told.group.kinds:
        return t("changes.writing")
    return t("former.writing") if is_renamed(told.before, told.after) else ""
