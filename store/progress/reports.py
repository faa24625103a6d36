"""What was reported on a line, upon which revision, and what a report must say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from geo.packages.problems import Problem
from store.audit import keep
from store.database import stamp
from store.progress.lines import Line
from store.progress.periods import Period, require_open
from store.progress_tables import REPORTS

STATUSES = ("not_started", "under_way", "done", "blocked", "not_ours")
MUST_TELL = ("done", "blocked", "not_ours")
"""What needs a text: how it was done, what stands in the way, why it is not the unit's own."""
FORM, WORKBOOK, COMMAND = "form", "workbook", "command"


@dataclass(frozen=True)
class Said:
    """What a unit says of a line: the cells of a workbook, the fields of the form. All are texts;
    `status`: one of `STATUSES`, or "" where nothing was said; `expected`: an ISO date or ""."""

    status: str = ""
    text: str = ""
    value: str = ""
    obstacle: str = ""
    waits_for: str = ""
    expected: str = ""
    document_no: str = ""
    filled_by: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said; a name alone says nothing."""
        return not any(value for name, value in asdict(self).items() if name != "filled_by")


FIELDS = tuple(field.name for field in fields(Said))


@dataclass(frozen=True)
class Report:
    """A row of `store.progress_tables.REPORTS`."""

    id: int
    line_id: int
    period_id: int
    rev: int
    base_rev: int
    said: Said
    on_behalf: str
    source: str
    file_id: int | None
    kept_by: str
    kept_at: str


def list_reports(connection: Connection, period: Period) -> list[Report]:
    """Every revision of a period, in the order kept."""
    rows = connection.execute(
        select(REPORTS).where(REPORTS.c.period_id == period.id).order_by(REPORTS.c.id)
    )
    return [_read_report(row) for row in rows.mappings()]


def _read_report(row: RowMapping) -> Report:
    said = Said(**{name: row[name] for name in FIELDS})
    return Report(**{name: row[name] for name in row if name not in FIELDS}, said=said)


def find_last(reports: Iterable[Report]) -> dict[int, Report]:
    """The last revision of every line, by the line's id."""
    return {report.line_id: report for report in reports}


def find_last_report(connection: Connection, line: Line, period: Period) -> Report | None:
    """The last revision of one line, a withdrawn one too: upon it the next one is written."""
    of_line = (REPORTS.c.line_id == line.id) & (REPORTS.c.period_id == period.id)
    last = select(REPORTS).where(of_line).order_by(REPORTS.c.rev.desc()).limit(1)
    row = connection.execute(last).mappings().first()
    return _read_report(row) if row else None


def find_said_problems(said: Said, line: Line, period: Period, where: str) -> list[Problem]:
    """What keeps it from being a report, for the form and a workbook alike. `where`: the file that
    the problems name; its rows and columns are filled in by who reads one."""
    problems = []
    told = {"measure": line.measure_id, "unit": line.unit}
    if not said.status:
        problems.append(Problem("no_status", where, None, "status", "", told))
    elif said.status not in STATUSES:
        problems.append(Problem("bad_status", where, None, "status", said.status, told))
    tells = said.text or (said.status == "blocked" and said.obstacle)
    if said.status in MUST_TELL and not tells:
        problems.append(Problem("no_text", where, None, "text", "", told))
    if said.expected and not _is_date(said.expected):
        problems.append(Problem("bad_date", where, None, "expected", said.expected, told))
    if period.is_closed:
        problems.append(Problem("period_closed", where, None, "period", period.code))
    return problems


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def keep_report(
    connection: Connection,
    line: Line,
    period: Period,
    said: Said,
    base_rev: int,
    who: str,
    source: str,
    file_id: int | None = None,
) -> Report:
    """Add a revision upon `base_rev`, the last one that whoever reports has seen. Its number is one
    more, so the database refuses a second revision upon the same one (`IntegrityError`): who calls
    looks for a newer one first, in the same transaction. What it says was checked before."""
    require_open(period)
    values = {
        "line_id": line.id,
        "period_id": period.id,
        "rev": base_rev + 1,
        "base_rev": base_rev,
        **asdict(said),
        "on_behalf": line.unit_code,
        "source": source,
        "file_id": file_id,
        "kept_by": who,
        "kept_at": stamp(),
    }
    return _read_report(keep(connection, REPORTS, values, who))
