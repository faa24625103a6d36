"""Figures of the wordings: which of them a person said are targets of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.intake.draft import Measure
from geo.intake.targets import Figure, propose_targets
from store.answers import FIRST
from store.asked import BARE_FIGURE, FIGURE, Asked, hash_parts, hash_row, name_rows, tell_apart


@dataclass(frozen=True)
class Proposed:
    """A figure of a wording, with what is asked of it."""

    asked: Asked
    figure: Figure
    measure_id: str


@dataclass(frozen=True)
class Targets:
    """`rows`: `measure_id, quantity, unit, phrase` of every target; `others`: words whose digits
    are none."""

    rows: tuple[tuple[str, str, str, str], ...] = ()
    others: tuple[str, ...] = ()


def list_figures(measures: Sequence[Measure]) -> list[Proposed]:
    """Every figure of the wordings, in printed order; one without a unit can be no target."""
    asked, found = [], []
    for at, (row, measure) in enumerate(zip(name_rows(measures), measures, strict=True)):
        for figure in propose_targets(measure.text):
            code = FIGURE if figure.unit else BARE_FIGURE
            cell = hash_parts(figure.phrase, figure.around)
            key, tag = f"{row}/{figure.around}", code
            asked.append(Asked(key, tag, cell, hash_row(measure), figure.phrase, at))
            found.append((figure, measure.measure_id))
    return [Proposed(one, *pair) for one, pair in zip(tell_apart(asked), found, strict=True)]


def settle_targets(proposed: Sequence[Proposed], answers: Mapping[Asked, str]) -> Targets:
    """What the answers come to. A table of targets holds every one of the plan: until all figures
    are answered there is none."""
    if any(one.asked not in answers for one in proposed):
        return Targets()
    taken = [one for one in proposed if answers[one.asked] == FIRST]
    rows = [(x.measure_id, x.figure.quantity, x.figure.unit, x.figure.phrase) for x in taken]
    kept = {row[:3]: row for row in reversed(rows)}
    others = [x.figure.around for x in proposed if x not in taken]
    return Targets(tuple(row for row in rows if kept[row[:3]] is row), tuple(dict.fromkeys(others)))
