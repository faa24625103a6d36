"""What the later edition may have made of the measures that nobody linked yet.

A measure whose clauses are found in several of the other edition is proposed as split or merged.
Of the others wording, task, chapter and units together say how alike two measures are; proposed are
the one-to-one pairs that are most alike in sum. Likeness only orders what a person is asked, no
value of it decides: different measures of one plan can be more alike than one a year later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.plan.editions import Edition, Links, list_unlinked
from geo.plan.plan import ROLES
from geo.plan.proof import normalise
from geo.plan.regroupings import find_regroupings

WEIGHTS: Mapping[str, float] = {"text": 0.6, "task": 0.2, "units": 0.15, "chapter": 0.05}


@dataclass(frozen=True)
class Proposal:
    """Measures that may be one and the same, one of them on one side at least. `likeness`: from
    0 to 1."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    likeness: float


def propose_links(links: Links, before: Edition, after: Edition) -> list[Proposal]:
    """What may have been split or merged of what is in no link, and one-to-one pairs of the rest,
    most alike first; each measure once. What is over on one side is in none."""
    old, new = list_unlinked(links, before, after)
    proposals = _propose_regroupings(_select(before, old), _select(after, new))
    old = [one for one in old if not any(one in found.before for found in proposals)]
    new = [one for one in new if not any(one in found.after for found in proposals)]
    likeness = measure_likeness(_select(before, old), _select(after, new))
    proposals += [
        Proposal((old[row],), (new[column],), round(float(likeness[row, column]), 3))
        for row, column in assign(likeness)
    ]
    return sorted(proposals, key=lambda one: -one.likeness)


def _propose_regroupings(before: pd.DataFrame, after: pd.DataFrame) -> list[Proposal]:
    """Where a measure could be in two of them, it is in the one of which more is found."""
    old, new = before["text"].to_dict(), after["text"].to_dict()
    found = [
        Proposal((one.whole,), one.parts, round(one.found, 3)) for one in find_regroupings(old, new)
    ]
    found += [
        Proposal(one.parts, (one.whole,), round(one.found, 3)) for one in find_regroupings(new, old)
    ]
    taken: set[tuple[str, str]] = set()
    kept = []
    for one in sorted(found, key=lambda one: -one.likeness):
        measures = {("before", m) for m in one.before} | {("after", m) for m in one.after}
        if not measures & taken:
            kept.append(one)
            taken |= measures
    return kept


def _select(edition: Edition, measure_ids: Sequence[str]) -> pd.DataFrame:
    return edition.measures.set_index("measure_id").loc[list(measure_ids)]


def measure_likeness(before: pd.DataFrame, after: pd.DataFrame) -> np.ndarray:
    """A value from 0 to 1 for every pair of rows of `before` and `after`, the same whichever comes
    first."""
    likeness = np.zeros((len(before), len(after)))
    for name, weight in WEIGHTS.items():
        if name == "units":
            old, new = (_list_units(measures) for measures in (before, after))
        else:
            old, new = (_list_bigrams(measures[name]) for measures in (before, after))
        likeness += weight * _compare_sets(old, new)
    return likeness


def _list_bigrams(texts: Iterable[str]) -> list[set[str]]:
    """Neighbouring letters; words would have to be known."""
    plain = [normalise(text) for text in texts]
    return [{text[at : at + 2] for at in range(max(len(text) - 1, 1))} - {""} for text in plain]


def _list_units(measures: pd.DataFrame) -> list[set[str]]:
    cells = zip(*(measures[role] for role in ROLES), strict=True)
    return [
        {
            f"{role}:{name}"
            for role, cell in zip(ROLES, row, strict=True)
            for name in cell.split(";")
            if name
        }
        for row in cells
    ]


def _compare_sets(old: Sequence[set[str]], new: Sequence[set[str]]) -> np.ndarray:
    """Dice's coefficient: what two sets share, of what both have; two empty ones are alike."""
    known = {one: at for at, one in enumerate(sorted(set().union(*old, *new)))}
    has_old, has_new = (_mark(sets, known) for sets in (old, new))
    sizes = has_old.sum(axis=1)[:, None] + has_new.sum(axis=1)[None, :]
    shared = has_old @ has_new.T
    return np.where(sizes > 0, 2 * shared / np.maximum(sizes, 1), 1.0)


def _mark(sets: Sequence[set[str]], known: Mapping[str, int]) -> np.ndarray:
    marks = np.zeros((len(sets), len(known)), dtype=np.float32)
    for row, members in enumerate(sets):
        marks[row, [known[one] for one in members]] = 1
    return marks


def assign(values: np.ndarray) -> list[tuple[int, int]]:
    """One-to-one pairs of rows and columns with the greatest sum, as many as there can be, by row.

    The Hungarian method with potentials, in the time of the number of rows cubed.
    """
    if values.shape[0] > values.shape[1]:
        return sorted((row, column) for column, row in assign(values.T))
    rows, columns = values.shape
    costs = -values
    row_potential, potential = np.zeros(rows), np.zeros(columns + 1)
    owner = np.full(columns + 1, -1)  # the row of every column; the last column is where rows wait
    for row in range(rows):
        owner[-1] = row
        _make_room(costs, row_potential, potential, owner)
    return sorted((int(owner[column]), column) for column in range(columns) if owner[column] >= 0)


def _make_room(
    costs: np.ndarray, row_potential: np.ndarray, potential: np.ndarray, owner: np.ndarray
) -> None:
    """Give the row that waits a column, moving others along the cheapest way to a free one."""
    columns = costs.shape[1]
    least, came_from = np.full(columns, np.inf), np.full(columns, -1)
    is_used = np.zeros(columns + 1, dtype=bool)
    column = columns
    while owner[column] >= 0:
        is_used[column] = True
        row = owner[column]
        reduced = costs[row] - row_potential[row] - potential[:-1]
        is_better = ~is_used[:-1] & (reduced < least)
        least[is_better], came_from[is_better] = reduced[is_better], column
        following = int(np.where(is_used[:-1], np.inf, least).argmin())
        step = least[following]
        row_potential[owner[is_used]] += step
        potential[is_used] -= step
        least[~is_used[:-1]] -= step
        column = following
    while column != columns:
        before = came_from[column]
        owner[column] = owner[before]
        column = before
    owner[-1] = -1
