"""All that is known of a plan that is being read: its last reading, with the answers that hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from sqlalchemy import Connection

from geo.packages.problems import DataError, Problem
from store.answers import Settled, find_open, gather_answers, gather_facts, settle, settle_names
from store.asked import ask_of_names, hash_row, list_asked, list_corrections, list_facts
from store.decisions import Decision, list_decisions, match_decisions
from store.learnt import hold_names, list_of_region
from store.names import RegionNames, load_region_names
from store.readings import Reading, find_reading, load_reading
from store.targets import list_figures


@dataclass(frozen=True)
class State:
    """All that is known of a plan that is being read: its last reading, with the answers."""

    reading: Reading
    settled: Settled
    region: RegionNames


def load_state(connection: Connection, plan: str) -> State:
    reading = find_reading(connection, plan)
    if reading is None:
        raise DataError([Problem("not_imported", plan)])
    region = load_region_names(reading.region)
    decisions = list_decisions(connection, plan)

    @cache
    def list_rows_before(reading_id: int) -> set[str]:
        earlier = load_reading(connection, reading_id)
        return {hash_row(measure) for measure in earlier.draft.measures}

    list_given = partial(list_of_region, connection, reading.region)
    settled = settle_draft(reading, decisions, region, list_rows_before, list_given)
    return State(reading, settled, region)


def settle_draft(
    reading: Reading,
    decisions: Sequence[Decision],
    region: RegionNames,
    list_rows_before: Callable[[int], set[str]],
    list_given: Callable[[], Sequence[Decision]],
) -> Settled:
    """A draft with the answers that hold; names come last, as other answers bring new ones.
    `list_given`: what was answered of names in any plan of the region."""
    draft = reading.draft
    rows = {hash_row(measure) for measure in draft.measures}
    asked = [*list_facts(), *list_asked(draft), *list_corrections(draft)]
    holding = match_decisions(asked, decisions, rows, list_rows_before)
    printed = settle(draft, asked, gather_answers(holding), region.known)
    of_names = ask_of_names(printed, draft.questions)
    if of_names:
        own = match_decisions(of_names, decisions, rows, list_rows_before)
        holding |= hold_names(of_names, own, list_given())
    of_figures = [one.asked for one in list_figures(printed)]
    holding |= match_decisions(of_figures, decisions, rows, list_rows_before)
    asked += [*of_names, *of_figures]
    answers = gather_answers(holding)
    meanings = {one.value: answers[one] for one in of_names if one in answers}
    measures, names = settle_names(printed, meanings)
    facts = gather_facts(answers)
    still_open = find_open(asked, answers)
    return Settled(measures, printed, names, facts, tuple(asked), holding, still_open)
