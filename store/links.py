"""What people said of the measures of two editions: links between them, and links undone.

A link hangs on the wordings of its measures. A measure is found where its wording stands under its
number, or, where rows have moved, under the only number that has this wording now.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, RowMapping, insert, or_, select

from geo.plan.editions import MIRRORED, Edition
from geo.plan.proof import normalise
from store.asked import hash_parts
from store.database import stamp
from store.tables import LINKS

UNDONE = "open"
"""The kind of an entry that undoes a link."""

Hashes = dict[str, str]
"""Hashes of wordings by measure."""


@dataclass(frozen=True)
class Entry:
    """A row of `links`, seen in the direction asked for."""

    id: int
    from_plan: str
    to_plan: str
    kind: str
    measures_from: Hashes
    measures_to: Hashes
    replaces: int
    decided_by: str
    decided_at: str
    why: str

    def reverse(self) -> Entry:
        return replace(
            self,
            from_plan=self.to_plan,
            to_plan=self.from_plan,
            kind=MIRRORED.get(self.kind, self.kind),
            measures_from=self.measures_to,
            measures_to=self.measures_from,
        )


def list_entries(connection: Connection, from_plan: str, to_plan: str) -> list[Entry]:
    """Everything ever said of two editions, in the order said, in whichever direction."""
    forward = (LINKS.c.from_plan == from_plan) & (LINKS.c.to_plan == to_plan)
    backward = (LINKS.c.from_plan == to_plan) & (LINKS.c.to_plan == from_plan)
    rows = connection.execute(select(LINKS).where(or_(forward, backward)).order_by(LINKS.c.id))
    entries = [_read_entry(row) for row in rows.mappings()]
    return [one if one.from_plan == from_plan else one.reverse() for one in entries]


def _read_entry(row: RowMapping) -> Entry:
    sides = {name: json.loads(str(row[name])) for name in ("measures_from", "measures_to")}
    return Entry(**{**row, **sides})


def keep_entry(
    connection: Connection,
    plans: tuple[str, str],
    kind: str,
    measures: tuple[Hashes, Hashes],
    replaces: int,
    who: str,
    why: str,
) -> Entry:
    """Add an entry upon the one that stands, or, where none does, upon the last of the same
    measures, which undid them."""
    values: dict[str, object] = {
        "from_plan": plans[0],
        "to_plan": plans[1],
        "measures_from": json.dumps(measures[0]),
        "measures_to": json.dumps(measures[1]),
    }
    same = [LINKS.c[name] == value for name, value in values.items()]
    undone = select(LINKS.c.id).where(*same).order_by(LINKS.c.id.desc()).limit(1)
    values |= {
        "kind": kind,
        "replaces": replaces or connection.execute(undone).scalar() or 0,
        "decided_by": who,
        "decided_at": stamp(),
        "why": why,
    }
    return _read_entry(
        connection.execute(insert(LINKS).values(values).returning(LINKS)).mappings().one()
    )


def hash_wordings(edition: Edition) -> Hashes:
    """Of every measure, in printed order."""
    texts = edition.measures["text"]
    pairs = zip(edition.measure_ids, texts, strict=True)
    return {one: hash_parts(normalise(text)) for one, text in pairs}


def find_measures(linked: Hashes, today: Hashes) -> tuple[str, ...] | None:
    """Where linked measures are today, in printed order; None where one is not found."""
    numbers: dict[str, list[str]] = defaultdict(list)
    for one, wording in today.items():
        numbers[wording].append(one)
    found = []
    for one, wording in linked.items():
        if today.get(one) == wording:
            found.append(one)
        elif len(numbers[wording]) == 1:
            found += numbers[wording]
        else:
            return None
    return sort_measures(found, today) if len({*found}) == len(found) else None


def sort_measures(measures: Sequence[str], printed: Iterable[str]) -> tuple[str, ...]:
    """In printed order; what is not printed comes last."""
    order = {one: at for at, one in enumerate(printed)}
    return tuple(sorted(measures, key=lambda one: order.get(one, len(order))))
