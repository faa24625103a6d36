"""What changed for every unit from one edition to the next.

Counted are the groups of linked measures in which a unit is listed, not rows: a row that was split
in two is one group, and whoever had the one and has both has nothing new. Open duties are listed
too, so for every unit: groups before + new − gone = groups after; and since a group that is open
wherever it lists the unit is marked so, this holds for what counts and for what is open alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import pandas as pd

from geo.plan.duties import OPEN_BASIS, index_duties
from geo.plan.editions import Edition, Link, Links
from geo.plan.plan import ROLES
from geo.plan.redline import differs_in_words, find_changed_figures

CHANGES = ("new", "gone", "role", "basis", "wording", "figure", "deadline", "same")
COLUMNS = ("unit_code", "kind", "measure_from", "measure_to", "before", "after")
SUMMARY = ("new", "gone", "role", "basis", "wording", "deadline_or_figure", "same")
"""What a group is counted as: the first that it has."""
COUNTED_AS = {"figure": "deadline_or_figure", "deadline": "deadline_or_figure"}

Change = tuple[str, str, str]
"""Kind, before, after."""


@dataclass(frozen=True)
class Held:
    """What a unit owes of one group in one edition. `measures`: those that list it, in printed
    order, each with its basis; `roles`: those it has in any of them."""

    measures: tuple[str, ...]
    bases: tuple[str, ...]
    roles: tuple[str, ...]

    def describe(self) -> str:
        """`lead+main:named`, or "" for nothing."""
        return f"{'+'.join(self.roles)}:{';'.join(self.bases)}" if self.measures else ""


NOTHING = Held((), (), ())


def list_changes(
    before: Edition, after: Edition, links: Links, codes: Sequence[str]
) -> pd.DataFrame:
    """`COLUMNS` and `is_open`: by unit in the order of `codes`, then by group in the order of the
    later edition; measures that are gone come last.

    `kind`: one of `CHANGES`, of which a group may have several, but `same` alone. `measure_from`,
    `measure_to`: all measures of the group, joined by ";". `before`, `after`: of `new`, `gone` and
    `same` roles and bases (`lead+main:named`), of `role` the roles, of `basis` the basis in every
    row of the group that lists the unit (so a row that was split reads `named`, `named;named`), of
    `wording` what these rows say, of `figure` the figures that differ, of `deadline` the deadlines,
    each as printed. `is_open`: whether every row that lists the unit, in either edition, leaves
    it open. Measures in no link are left out.
    """
    old, new = (index_duties(e.duties, e.measures, codes) for e in (before, after))
    comparison = _Comparison(before.measures, after.measures)
    rows: list[tuple[Any, ...]] = []
    for link in _order(links.all, before, after):
        held, held_now = list_held(link.before, old), list_held(link.after, new)
        sides = ";".join(link.before), ";".join(link.after)
        for code in held.keys() | held_now.keys():
            was, now = held.get(code, NOTHING), held_now.get(code, NOTHING)
            is_open = {*was.bases, *now.bases} == {OPEN_BASIS}
            for kind, *values in comparison.list_changes(was, now):
                rows.append((code, kind, *sides, *values, is_open))
    order = {code: at for at, code in enumerate(codes)}
    rows.sort(key=lambda row: order[row[0]])
    types = dict.fromkeys(COLUMNS, "str") | {"is_open": "bool"}
    return pd.DataFrame(rows, columns=[*types]).astype(types)


@dataclass(frozen=True)
class Group:
    """Linked measures that list a unit, and its changes in them. `before`, `after`: all measures of
    the link; `kinds`: of `CHANGES`."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    kinds: tuple[str, ...]
    is_open: bool

    @property
    def counted_as(self) -> str:
        """The first of `SUMMARY` that it has."""
        return min((COUNTED_AS.get(kind, kind) for kind in self.kinds), key=SUMMARY.index)


def list_groups(changes: pd.DataFrame) -> list[Group]:
    """The groups of one unit's changes, as of `list_changes`, in their order."""
    rows = changes[["measure_from", "measure_to", "is_open", "kind"]]
    grouped = groupby(rows.itertuples(index=False, name=None), lambda row: row[:3])
    return [
        Group(_split(before), _split(after), tuple(row[3] for row in found), is_open)
        for (before, after, is_open), found in grouped
    ]


def _split(measures: str) -> tuple[str, ...]:
    return tuple(measures.split(";")) if measures else ()


def _order(links: Sequence[Link], before: Edition, after: Edition) -> list[Link]:
    old, new = before.measure_ids, after.measure_ids

    def find_place(link: Link) -> tuple[bool, int]:
        return (
            (False, new.index(link.after[0])) if link.after else (True, old.index(link.before[0]))
        )

    return sorted(links, key=find_place)


def list_held(
    measures: Sequence[str], duties: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> dict[str, Held]:
    """What every unit holds of these measures, whose `duties` are as of `index_duties`."""
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for one in measures:
        for code, duty in duties[one].items():
            found.setdefault(code, []).append((one, duty))
    return {
        code: Held(
            tuple(one for one, _ in held),
            tuple(duty["basis"] for _, duty in held),
            tuple(role for role in ROLES if any(duty[role] for _, duty in held)),
        )
        for code, held in found.items()
    }


class _Comparison:
    """Compares what a unit holds; most units hold the same rows, whose texts are compared once."""

    def __init__(self, before: pd.DataFrame, after: pd.DataFrame) -> None:
        self._before = before.set_index("measure_id")[["text", "deadline"]].to_dict("index")
        self._after = after.set_index("measure_id")[["text", "deadline"]].to_dict("index")
        self._compare_rows = cache(self._list_row_changes)

    def list_changes(self, before: Held, after: Held) -> list[Change]:
        described = before.describe(), after.describe()
        if NOTHING in (before, after):
            return [("new" if before == NOTHING else "gone", *described)]
        changes: list[Change] = []
        if before.roles != after.roles:
            changes.append(("role", "+".join(before.roles), "+".join(after.roles)))
        if before.bases != after.bases:
            changes.append(("basis", ";".join(before.bases), ";".join(after.bases)))
        changes += self._compare_rows(before.measures, after.measures)
        return changes or [("same", *described)]

    def _list_row_changes(self, before: Sequence[str], after: Sequence[str]) -> list[Change]:
        old, new = [self._before[one] for one in before], [self._after[one] for one in after]
        changes: list[Change] = []
        text, text_now = ("".join(row["text"] for row in rows) for rows in (old, new))
        if differs_in_words(text, text_now):
            changes.append(("wording", text, text_now))
        figures, figures_now = find_changed_figures(text, text_now)
        if figures or figures_now:
            changes.append(("figure", ";".join(figures), ";".join(figures_now)))
        due, due_now = (";".join(dict.fromkeys(r["deadline"] for r in rows)) for rows in (old, new))
        if due != due_now:
            changes.append(("deadline", due, due_now))
        return changes


def summarise_changes(changes: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """How many groups of any selection of changes are counted as what: `SUMMARY` by `unit_code`,
    for every code, zeros included.

    Each group is counted once, as the first of `SUMMARY` that it has, so they add up: without
    `new` to what the unit had before, without `gone` to what it has now.
    """
    counted_as = pd.Categorical(changes["kind"].replace(COUNTED_AS), SUMMARY, ordered=True)
    groups = changes.assign(counted_as=counted_as).sort_values("counted_as", kind="stable")
    first = groups.drop_duplicates(["unit_code", "measure_from", "measure_to"])
    counts = pd.crosstab(first["unit_code"], first["counted_as"].astype(str))
    counts = counts.reindex(index=pd.Index(codes, name="unit_code"), columns=list(SUMMARY))
    return counts.fillna(0).astype("int64")
