"""What is kept of every line of a period: the revisions that a returned row may be upon, and what
stands now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select

from store.progress.lines import Line
from store.progress.periods import Period
from store.progress.reports import Said, list_reports
from store.progress.states import State
from store.progress.workbook.cells import read_cell
from store.progress.workbook.merge import COMMENT, read_conflict
from store.progress_tables import COMMENTS, RETURNED

SETTLED = "settled"
"""Among the counts of a returned workbook, names of conflicts that were settled against it."""


@dataclass(frozen=True)
class Sides:
    """`states`: of every line, in order; `said`: what each revision of a line said, by id of the
    line and number; `last`: the last number of each line; `comments`: of each line by its own unit,
    in order; `reported`, `commented`: ids of lines that a file of this content was taken for
    already, or against which the other side was chosen, so that it changes nothing a second time,
    whatever was said since; `outcomes`: of each time that a file of this content was merged."""

    period: Period
    states: tuple[State, ...]
    said: Mapping[tuple[int, int], Said]
    last: Mapping[int, int]
    comments: Mapping[int, list[str]]
    reported: frozenset[int]
    commented: frozenset[int]
    outcomes: tuple[str, ...]

    def knows(self, line: Line, rev: int, *, is_reporting: bool) -> bool:
        return rev <= (self.last.get(line.id, 0) if is_reporting else len(self.list_comments(line)))

    def find_sent(self, line: Line, rev: int | None) -> dict[str, str]:
        """Cells of a report as they went out; blank ones where a row does not say upon what."""
        return self.write(self.said.get((line.id, rev or 0), Said()))

    def list_comments(self, line: Line) -> list[str]:
        return self.comments.get(line.id, [])

    def find_comment(self, line: Line, rev: int | None) -> str:
        """As it went out, or, with -1, as it stands."""
        told = ["", *self.list_comments(line)]
        return read_cell(COMMENT, told[rev or 0], self.period)

    def write(self, said: Said) -> dict[str, str]:
        return {field: read_cell(field, text, self.period) for field, text in asdict(said).items()}


def load_sides(
    connection: Connection, period: Period, states: list[State], file_ids: list[int]
) -> Sides:
    """`file_ids`: under which a content is kept, one for each name it came by."""
    reports = list_reports(connection, period)
    last: dict[int, int] = {}
    for report in reports:
        last[report.line_id] = max(report.rev, last.get(report.line_id, 0))
    own = {state.line.id: state.line.unit_code for state in states}
    outcomes, settled = _read_returned(connection, period, file_ids)
    comments: dict[int, list[str]] = {}
    rows = connection.execute(
        select(COMMENTS).where(COMMENTS.c.period_id == period.id).order_by(COMMENTS.c.id)
    ).mappings()
    reported = {report.line_id for report in reports if report.file_id in file_ids}
    commented = set()
    for line in (state.line for state in states):
        fields = settled.get(line.key, ())
        commented |= {line.id} if COMMENT in fields else set()
        reported |= {line.id} if any(field != COMMENT for field in fields) else set()
    for row in rows:
        if own.get(row["line_id"]) == row["unit_code"]:
            comments.setdefault(row["line_id"], []).append(row["text"])
        if row["file_id"] in file_ids:
            commented.add(row["line_id"])
    said = {(report.line_id, report.rev): report.said for report in reports}
    taken = frozenset(reported), frozenset(commented)
    return Sides(period, tuple(states), said, last, comments, *taken, outcomes)


def _read_returned(
    connection: Connection, period: Period, file_ids: list[int]
) -> tuple[tuple[str, ...], dict[str, set[str]]]:
    """What came of a file each time, and the fields settled against it by the line's key."""
    came = (RETURNED.c.period_id == period.id) & RETURNED.c.file_id.in_(file_ids)
    rows = connection.execute(
        select(RETURNED.c.outcome, RETURNED.c.counts).where(came).order_by(RETURNED.c.id)
    ).all()
    settled: dict[str, set[str]] = {}
    for row in rows:
        for name in json.loads(row.counts).get(SETTLED, ()):
            key, field = read_conflict(name)
            settled.setdefault(key, set()).add(field)
    return tuple(row.outcome for row in rows), settled
