"""Later dates, asked for before the date has passed, and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from geo.packages.problems import DataError, Problem
from store.audit import keep
from store.database import stamp
from store.progress.calendar import find_today
from store.progress.lines import Line, list_reviewers
from store.progress_tables import EXTENSIONS, LINES
from store.schema import write

ASKED, GRANTED, REFUSED = "asked", "granted", "refused"


@dataclass(frozen=True)
class Extension:
    """A row of `store.progress_tables.EXTENSIONS`."""

    id: int
    line_id: int
    kind: str
    until: date
    answers: int
    reason: str
    decided_by: str
    decided_at: str


def list_extensions(connection: Connection, plan: str) -> list[Extension]:
    """In the order kept."""
    rows = connection.execute(
        select(EXTENSIONS)
        .join(LINES, LINES.c.id == EXTENSIONS.c.line_id)
        .where(LINES.c.plan == plan)
        .order_by(EXTENSIONS.c.id)
    )
    return [
        Extension(**{**row, "until": date.fromisoformat(row["until"])}) for row in rows.mappings()
    ]


def ask(line: Line, until: date, reason: str, who: str, today: date | None = None) -> None:
    """Raises `DataError` where the line has no date, it has passed (with what was granted), or
    `until` is not later."""
    about = f"{line.plan} {line.label}"
    with write("ask_extension", about, [[line.unit_code]]) as connection:
        granted = find_granted(list_extensions(connection, line.plan))
        due = granted.get(line.id, line.due)
        if due is None or (today or find_today()) > due or until <= due:
            details = {"due": due.isoformat() if due else "—"}
            raise DataError(
                [Problem("no_extension", line.plan, None, "until", until.isoformat(), details)]
            )
        _insert(connection, line.id, ASKED, until, 0, reason, who)


def answer(asked: Extension, kind: str, reason: str, who: str) -> None:
    """`kind`: `GRANTED` or `REFUSED`; raises `DataError` where it was answered."""
    ((line, leads),) = list_reviewers([asked.line_id])
    with write("answer_extension", f"{line.plan} {line.label}", [leads]) as connection:
        given = select(EXTENSIONS.c.id).where(EXTENSIONS.c.answers == asked.id)
        if connection.execute(given).scalar() is not None:
            raise DataError([Problem("answered_already", asked.reason, None, "id", str(asked.id))])
        _insert(connection, asked.line_id, kind, asked.until, asked.id, reason, who)


def _insert(
    connection: Connection,
    line_id: int,
    kind: str,
    until: date,
    answers: int,
    reason: str,
    who: str,
) -> None:
    values = {
        "line_id": line_id,
        "kind": kind,
        "until": until.isoformat(),
        "answers": answers,
        "reason": reason.strip(),
        "decided_by": who,
        "decided_at": stamp(),
    }
    keep(connection, EXTENSIONS, values, who)


def find_granted(extensions: list[Extension]) -> dict[int, date]:
    """The date granted last, by the line's id."""
    return {one.line_id: one.until for one in extensions if one.kind == GRANTED}
