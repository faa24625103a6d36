"""Two wordings of one measure: clause by clause, and their figures apart from the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from geo.plan.figures import take_out_figures
from geo.plan.proof import normalise

KEPT, TAKEN, ADDED = "kept", "taken", "added"
CLAUSE = re.compile(r"(?:[^。；，;,]|(?<=\d),(?=\d{3}))*(?:[。；，;,]|$)")
"""Up to a mark that ends a clause; a comma within a figure ends none."""
ENDS = "。；，;,"


def diff_clauses(before: str, after: str) -> list[tuple[str, str]]:
    """`(KEPT | TAKEN | ADDED, text)` in reading order; neighbours of one kind stand together.

    What is kept is printed as `after` prints it. What was taken stands before what came instead,
    clause by clause where they are as many.
    """
    old, new = _split_clauses(before), _split_clauses(after)
    matcher = SequenceMatcher(
        None, [normalise(clause) for clause in old], [normalise(clause) for clause in new], False
    )
    parts: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        taken, added = old[i1:i2], new[j1:j2]
        if kind == "equal":
            parts += [(KEPT, clause) for clause in added]
        elif len(taken) == len(added):
            for pair in zip(taken, added, strict=True):
                parts += zip((TAKEN, ADDED), pair, strict=True)
        else:
            parts += [(TAKEN, clause) for clause in taken] + [(ADDED, clause) for clause in added]
    return _join_neighbours(parts)


def _split_clauses(text: str) -> list[str]:
    return [clause for clause in CLAUSE.findall(text) if clause]


def list_bare_clauses(text: str) -> list[str]:
    """The clauses of a wording without spaces and the marks that end them."""
    bare = [normalise(clause).rstrip(ENDS) for clause in _split_clauses(text)]
    return [clause for clause in bare if clause]


def mark_clauses(text: str, others: Iterable[str], kind: str) -> list[tuple[str, str]]:
    """The clauses of a wording that none of `others` has as `kind`, the rest as `KEPT`."""
    known = {clause for other in others for clause in list_bare_clauses(other)}
    return _join_neighbours(
        (KEPT if known.issuperset(list_bare_clauses(clause)) else kind, clause)
        for clause in _split_clauses(text)
    )


def _join_neighbours(parts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    joined: list[tuple[str, str]] = []
    for kind, text in parts:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        else:
            joined.append((kind, text))
    return joined


def differs_in_words(before: str, after: str) -> bool:
    """Whether anything but figures, spaces and the width of letters and marks differs."""
    return _read(before)[0] != _read(after)[0]


def find_changed_figures(before: str, after: str) -> tuple[list[str], list[str]]:
    """The figures, with units, that only one of the wordings gives, each in its order.

    Where the words are the same, figures are compared place by place, so two that changed places
    are found; else one by one wherever they stand, so a sentence that moved changes none.
    """
    (words, old), (other_words, new) = _read(before), _read(after)
    if words == other_words:
        changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
        return [one for one, _ in changed], [other for _, other in changed]
    return _take_away(old, new), _take_away(new, old)


def _read(text: str) -> tuple[str, list[str]]:
    return take_out_figures(normalise(text))


def _take_away(figures: Sequence[str], others: Sequence[str]) -> list[str]:
    """`figures` without those that `others` has too, the first ones first."""
    rest, left = Counter(others), []
    for figure in figures:
        if rest[figure]:
            rest[figure] -= 1
        else:
            left.append(figure)
    return left


def pair_figures(before: str, after: str) -> list[tuple[str, str]]:
    """What `find_changed_figures` finds as pairs of old and new with the same unit; "" where a
    figure has no counterpart."""
    old, new = find_changed_figures(before, after)
    if not differs_in_words(before, after):
        return [*zip(old, new, strict=True)]
    pairs = []
    for figure in old:
        twin = next((other for other in new if _find_unit(other) == _find_unit(figure)), "")
        if twin:
            new.remove(twin)
        pairs.append((figure, twin))
    return pairs + [("", figure) for figure in new]


def _find_unit(figure: str) -> str:
    return figure.lstrip("0123456789.")
