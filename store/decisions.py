"""Answers, who gave them, when and why; and which of them hold for a draft.

A corrected file is read anew, and its rows may have moved. An answer holds where the cell it was
given on stands unchanged in a row with the same wording; or, where that wording is gone, in a row
with the same number whose wording is new. Where neither is so, it is asked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from geo.packages.problems import DataError, Problem
from store.asked import Asked
from store.database import stamp
from store.tables import DECISIONS


@dataclass(frozen=True)
class Decision:
    id: int
    plan: str
    reading_id: int
    key: str
    question: str
    cell_hash: str
    row_hash: str
    answer: str
    replaces: int
    decided_by: str
    decided_at: str
    why: str


def list_decisions(connection: Connection, plan: str) -> list[Decision]:
    """Every answer ever given for a plan, in the order given."""
    rows = connection.execute(
        select(DECISIONS).where(DECISIONS.c.plan == plan).order_by(DECISIONS.c.id)
    )
    return [Decision(**row) for row in rows.mappings()]


def match_decisions(
    asked: Sequence[Asked],
    decisions: Iterable[Decision],
    rows: set[str],
    list_rows_before: Callable[[int], set[str]],
) -> dict[Asked, Decision]:
    """The answer that holds for each of `asked`, the last given.

    `rows`: hashes of the draft's rows; `list_rows_before`: those of an earlier reading, by its id.
    """
    by_cell: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for one in asked:
        by_cell[one.tag, one.cell_hash].append(one)
    holding: dict[Asked, Decision] = {}
    for decision in decisions:
        same_cell = by_cell[decision.question, decision.cell_hash]
        same_row = [one for one in same_cell if one.row_hash == decision.row_hash]
        same_key = [one for one in same_row if one.key == decision.key]
        found = same_key or same_row
        if not found and decision.row_hash not in rows:
            found = [
                one
                for one in same_cell
                if one.key == decision.key
                and one.row_hash not in list_rows_before(decision.reading_id)
            ]
        if len(found) == 1:
            holding[found[0]] = decision
    return holding


def keep_decision(
    connection: Connection,
    plan: str,
    reading_id: int,
    asked: Asked,
    answer: str,
    standing: Decision | None,
    who: str,
    why: str,
) -> Decision:
    """Add an answer to one question, upon the one that stands."""
    values = {
        "plan": plan,
        "reading_id": reading_id,
        "key": asked.key,
        "question": asked.tag,
        "cell_hash": asked.cell_hash,
        "row_hash": asked.row_hash,
        "answer": answer,
        "replaces": standing.id if standing else 0,
        "decided_by": who,
        "decided_at": stamp(),
        "why": why,
    }
    statement = insert(DECISIONS).values(values).returning(DECISIONS)
    return Decision(**connection.execute(statement).mappings().one())


def refuse_outdated(
    plan: str, asked: Asked, answer: str, seen: int, standing: Decision | None
) -> None:
    """Raise `DataError` with the newer answer where `seen`, the id of the decision that somebody
    saw (0: none), stands no more."""
    if seen == (standing.id if standing else 0):
        return
    details = {"answer": "", "who": "", "when": "", "id": "0"}
    if standing:
        details = {
            "answer": standing.answer,
            "who": standing.decided_by,
            "when": standing.decided_at,
            "id": str(standing.id),
        }
    value = f"{asked.key} {asked.tag} {answer}"
    raise DataError([Problem("outdated", plan, None, "answer", value, details)])
