"""What was said of the headings of the last file of a series, from which the next one is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from geo.intake.draft import Draft
from geo.intake.known import KnownNames
from geo.intake.read import draft_as_before, draft_file
from store.answers import REOPEN
from store.database import read
from store.tables import DECISIONS, READINGS


@dataclass(frozen=True)
class Remembered:
    """What was said of headings for `plan`, fields by heading."""

    plan: str
    columns: dict[str, str]


def recall_columns(
    connection: Connection, plan: str, series: str = "", before: int | None = None
) -> Remembered | None:
    """What was said last of the headings of this plan, or else of another of its series, which is
    `series` where the plan does not state it yet; `before`: by readings earlier than this id."""
    said = select(READINGS.c.plan, READINGS.c.columns).where(READINGS.c.columns != "")
    if before is not None:
        said = said.where(READINGS.c.id < before)
    last: dict[str, str] = {}
    for row in connection.execute(said.order_by(READINGS.c.id.desc())):
        last.setdefault(row.plan, row.columns)
    stated = list_series(connection)
    series = stated.get(plan, "") or series
    wanted = [plan, *(other for other in last if series and stated.get(other) == series)]
    found = next((other for other in wanted if other in last), None)
    return None if found is None else Remembered(found, json.loads(last[found]))


def list_series(connection: Connection) -> dict[str, str]:
    """The series that each plan states, by the last answer."""
    of_series = DECISIONS.c.question == "fact:series"
    rows = connection.execute(
        select(DECISIONS.c.plan, DECISIONS.c.answer).where(of_series).order_by(DECISIONS.c.id)
    )
    last = {row.plan: row.answer for row in rows}
    return {plan: series for plan, series in last.items() if series != REOPEN}


def draft_for(
    plan: str,
    contents: tuple[str, str, bytes],
    known: KnownNames,
    sheet: str | None,
    columns: Mapping[str, str] | None,
    series: str,
) -> tuple[Draft, dict[str, str]]:
    """What is read of a file for a plan, and what was said of its headings: `columns`, or without
    them what was said last in the series, as far as it fits."""
    if columns is not None:
        return draft_file(contents, known, sheet, columns), dict(columns)
    with read() as connection:
        last = recall_columns(connection, plan, series) if connection else None
    return draft_as_before(contents, known, sheet, last.columns if last else {})
