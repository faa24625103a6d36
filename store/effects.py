"""What an answer would do to a plan as it is settled now: which cells it changes, and who gets or
loses a role by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.intake.draft import Measure
from geo.plan.duties import COUNTED_BASES
from store.answers import settle, settle_names
from store.asked import FIELDS, Asked, print_cell
from store.names import RegionNames, find_units
from store.state import State


@dataclass(frozen=True)
class Effect:
    """A cell that changes. `measure`: its position; `field`: one of `FIELDS`; `before`, `after`: as
    `print_cell` writes a cell; `gained`, `lost`: codes of the region's units that get or lose this
    role, sorted."""

    measure: int
    field: str
    before: str
    after: str
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def find_effects(state: State, given: Mapping[Asked, str]) -> list[Effect]:
    """What changes if all of `given` were answered so, in printed order."""
    # What is opened again says nothing of a cell or name, as if it were not answered.
    answers = {**state.settled.answers, **given}
    draft, region = state.reading.draft, state.region
    measures = settle(draft, state.settled.asked, answers, region.known)
    meanings = {one.value: told for one, told in answers.items() if one.code == "unknown"}
    measures, names = settle_names(measures, meanings)
    now = state.settled
    return [
        effect
        for at, (before, after) in enumerate(zip(now.measures, measures, strict=True))
        if (before, now.names) != (after, names)
        for effect in _compare(at, (before, now.names), (after, names), region)
    ]


def _compare(
    at: int,
    was: tuple[Measure, Mapping[str, str]],
    will: tuple[Measure, Mapping[str, str]],
    region: RegionNames,
) -> Iterable[Effect]:
    for field in FIELDS:
        before, after = print_cell(was[0], field), print_cell(will[0], field)
        held, holds = list_holders(*was, field, region), list_holders(*will, field, region)
        if before != after or held != holds:
            gained, lost = tuple(sorted(holds - held)), tuple(sorted(held - holds))
            yield Effect(at, field, before, after, gained, lost)


def list_holders(
    measure: Measure, answers: Mapping[str, str], role: str, region: RegionNames
) -> set[str]:
    """Codes of the units that have a role in a measure, without those that are only relevant;
    `answers`: what unknown names stand for."""
    return {
        code
        for name in measure.names.get(role, ())
        for code, basis in find_units(name, answers.get(name.printed, ""), region)
        if basis in COUNTED_BASES
    }
