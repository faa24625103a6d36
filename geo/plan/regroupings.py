"""Measures that may have been split or merged: one whose clauses are found in several of the other
edition.

Clauses are compared as they stand; how much of both is found orders what a person is asked, and
no amount of it decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.plan.redline import list_bare_clauses


@dataclass(frozen=True)
class Regrouping:
    """`parts`: those in which clauses of `whole` are found that none of the others has, in printed
    order. `found`: the letters found, of all that both have, from 0 to 1."""

    whole: str
    parts: tuple[str, ...]
    found: float


def find_regroupings(wholes: Mapping[str, str], parts: Mapping[str, str]) -> list[Regrouping]:
    """Each of `wholes` that is found in two or more of `parts`, wordings by measure; a part goes
    with the whole that has most of it, so it is in one regrouping at most. The most found first."""
    clauses = {one: set(list_bare_clauses(text)) for one, text in wholes.items()}
    of_parts = {one: set(list_bare_clauses(text)) for one, text in parts.items()}
    members: dict[str, dict[str, set[str]]] = {}
    for part, mine in of_parts.items():
        shared = {whole: theirs & mine for whole, theirs in clauses.items() if theirs & mine}
        if shared:
            nearest = max(shared, key=lambda whole: _count(shared[whole]))
            members.setdefault(nearest, {})[part] = shared[nearest]
    found = [
        Regrouping(whole, chosen, _weigh(clauses[whole], [of_parts[one] for one in chosen]))
        for whole, shares in members.items()
        if len(chosen := _cover(shares)) > 1
    ]
    return sorted(found, key=lambda one: -one.found)


def _cover(shares: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Those that hold something which those with more do not."""
    covered: set[str] = set()
    chosen = []
    for part in sorted(shares, key=lambda one: -_count(shares[one])):
        if shares[part] - covered:
            chosen.append(part)
            covered |= shares[part]
    return tuple(part for part in shares if part in chosen)


def _weigh(whole: set[str], parts: list[set[str]]) -> float:
    """As `measure_likeness` weighs two sets: what is shared, of what both have."""
    joined = set().union(*parts)
    return 2 * _count(whole & joined) / (_count(whole) + _count(joined))


def _count(clauses: set[str]) -> int:
    return sum(map(len, clauses))
