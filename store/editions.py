"""Two editions side by side: the links that hold for them, made and undone.

In another version of either edition a link is used again where its wordings are unchanged, and
asked again where one is not; and it holds in either direction. Where two hold for one measure, the
later one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from sqlalchemy import Connection

from geo.model import Model
from geo.packages.problems import DataError, Problem, raise_if_any
from geo.plan.editions import Edition, Link, Links, find_link_problems, link_editions
from store.database import read
from store.links import (
    UNDONE,
    Entry,
    Hashes,
    find_measures,
    hash_wordings,
    keep_entry,
    list_entries,
    sort_measures,
)
from store.schema import write
from store.shelf import load_plan


@dataclass(frozen=True)
class Editions:
    """Two plans of one region, the earlier one first."""

    before: Model
    after: Model

    @cached_property
    def names(self) -> tuple[str, str]:
        """What links know them by: their codes, with the version where both are of one plan."""
        metas = self.before.plan.meta, self.after.plan.meta
        codes = [str(meta["plan"]) for meta in metas]
        if codes[0] == codes[1]:
            codes = [f"{meta['plan']}@{meta['version']}" for meta in metas]
        return codes[0], codes[1]

    @cached_property
    def sides(self) -> tuple[Edition, Edition]:
        """What is compared of them."""
        models = self.before, self.after
        first, second = (
            Edition(name, model.plan.measures, model.duties)
            for name, model in zip(self.names, models, strict=True)
        )
        return first, second

    @cached_property
    def units(self) -> pd.DataFrame:
        """Units of the region and those that either plan adds, by `unit_code`; the later plan's
        order and names, then what the earlier one alone has."""
        both = [model.region.units for model in (self.after, self.before)]
        units = pd.concat(both, ignore_index=True).drop_duplicates("unit_code")
        return units.set_index("unit_code")

    @cached_property
    def hashes(self) -> tuple[Hashes, Hashes]:
        return hash_wordings(self.sides[0]), hash_wordings(self.sides[1])

    @property
    def label(self) -> str:
        """The two as problems name them."""
        return " → ".join(self.names)


@dataclass(frozen=True)
class Standing:
    """A link that holds for two editions, by the measures' numbers in them, and its entry."""

    link: Link
    entry: Entry


@dataclass(frozen=True)
class GivenLink:
    """A link somebody makes, or with the kind `open` undoes. `seen`: the id of the link of these
    measures that stood then, 0 where none did."""

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    who: str
    why: str = ""
    seen: int = 0


def open_editions(from_plan: str, to_plan: str) -> Editions:
    """Two shipped or published plans; raises `DataError`, also where they are of two regions."""
    return join_editions(load_plan(from_plan), load_plan(to_plan))


def join_editions(before: Model, after: Model) -> Editions:
    """The same of two models."""
    regions = [str(model.plan.meta["region"]) for model in (before, after)]
    if regions[0] != regions[1]:
        details = {"before": regions[0], "after": regions[1]}
        file = f"{before.reference} → {after.reference}"
        raise DataError([Problem("other_region", file, details=details)])
    return Editions(before, after)


def find_links(editions: Editions) -> Links:
    """Every link of two editions: those that people made, and those of equal wording."""
    with read() as connection:
        standing = load_links(connection, editions) if connection else []
    return link_editions(*editions.sides, [one.link for one in standing])


def load_links(connection: Connection, editions: Editions) -> list[Standing]:
    """The links that people made and that hold for these editions, in the order made."""
    entries = list_entries(connection, *editions.names)
    replaced = {entry.replaces for entry in entries}
    standing: list[Standing] = []
    taken: set[tuple[str, str]] = set()
    for entry in reversed(entries):
        if entry.id in replaced or entry.kind == UNDONE:
            continue
        link = _find_link(entry, editions)
        if link and not link.measures & taken:
            taken |= link.measures
            standing.append(Standing(link, entry))
    return standing[::-1]


def _find_link(entry: Entry, editions: Editions) -> Link | None:
    before = find_measures(entry.measures_from, editions.hashes[0])
    after = find_measures(entry.measures_to, editions.hashes[1])
    return None if before is None or after is None else Link(entry.kind, before, after)


def decide_links(editions: Editions, given: Sequence[GivenLink]) -> int:
    """Keep links and undo some, all of them or none; how many were new. Raises `DataError` with
    every one that cannot be taken: impossible, or given on a state that is no more."""
    problems: list[Problem] = []
    count = 0
    with write("link", editions.label) as connection:
        standing = load_links(connection, editions)
        for one in given:
            try:
                changed = _decide(connection, editions, standing, one)
            except DataError as error:
                problems += error.problems
                continue
            count += changed != standing
            standing = changed
        raise_if_any(problems)
    return count


def undo_link(editions: Editions, seen: int, who: str, why: str) -> None:
    """Undo the link with this id: its measures are open again."""
    with read() as connection:
        standing = load_links(connection, editions) if connection else []
    found = [one.link for one in standing if one.entry.id == seen]
    if not found:
        raise DataError([Problem("not_linked", editions.label, None, "seen", str(seen))])
    decide_links(editions, [GivenLink(UNDONE, found[0].before, found[0].after, who, why, seen)])


def _decide(
    connection: Connection, editions: Editions, standing: list[Standing], given: GivenLink
) -> list[Standing]:
    """The links that stand after it."""
    before, after = editions.hashes
    link = Link(given.kind, sort_measures(given.before, before), sort_measures(given.after, after))
    touched = [one for one in standing if one.link.measures & link.measures]
    if [one.link for one in touched] == [link]:
        return standing
    _refuse_impossible(editions, link, touched)
    refuse_outdated(editions, link, given.seen, touched[0] if touched else None)
    entry = keep_entry(
        connection,
        editions.names,
        link.kind,
        ({one: before[one] for one in link.before}, {one: after[one] for one in link.after}),
        touched[0].entry.id if touched else 0,
        given.who,
        given.why,
    )
    rest = [one for one in standing if one not in touched]
    return rest if link.kind == UNDONE else [*rest, Standing(link, entry)]


def _refuse_impossible(editions: Editions, link: Link, touched: Sequence[Standing]) -> None:
    """Raise `DataError` where a link cannot be, or would take measures from several that stand, or
    where there is none such to undo."""
    if link.kind == UNDONE:
        if [one.link.measures for one in touched] != [link.measures]:
            value = link.describe()
            raise DataError([Problem("not_linked", editions.label, None, "answer", value)])
        return
    raise_if_any(find_link_problems([link], *editions.sides))
    if len(touched) > 1:
        taken = {one for other in touched for one in other.link.measures & link.measures}
        raise_if_any(
            Problem("linked_twice", editions.label, None, side, one) for side, one in sorted(taken)
        )


def refuse_outdated(editions: Editions, link: Link, seen: int, standing: Standing | None) -> None:
    """As `store.decisions.refuse_outdated`, of a link."""
    if seen == (standing.entry.id if standing else 0):
        return
    details = {"answer": UNDONE, "who": "", "when": "", "id": "0"}
    if standing:
        details = {
            "answer": standing.link.describe(),
            "who": standing.entry.decided_by,
            "when": standing.entry.decided_at,
            "id": str(standing.entry.id),
        }
    raise DataError([Problem("outdated", editions.label, None, "answer", link.describe(), details)])
