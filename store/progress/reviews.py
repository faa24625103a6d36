"""Reports accepted, returned with a reason, and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from geo.packages.problems import DataError, Problem
from store.audit import keep
from store.database import stamp
from store.progress.lines import list_reviewers
from store.progress.periods import Period, require_open
from store.progress.reports import Report, find_last, list_reports
from store.progress_tables import REPORTS, REVIEWS
from store.schema import write

ACCEPT, RETURN, WITHDRAW, REOPEN = "accept", "return", "withdraw", "reopen"
KINDS = (ACCEPT, RETURN, WITHDRAW, REOPEN)
NEED_REASON = (RETURN, WITHDRAW)


@dataclass(frozen=True)
class Review:
    """A row of `store.progress_tables.REVIEWS`."""

    id: int
    report_id: int
    kind: str
    reason: str
    replaces: int
    decided_by: str
    decided_at: str


def list_reviews(connection: Connection, period: Period) -> dict[int, Review]:
    """The review that holds, by the report's id; one that was opened again is among them."""
    rows = connection.execute(
        select(REVIEWS)
        .join(REPORTS, REPORTS.c.id == REVIEWS.c.report_id)
        .where(REPORTS.c.period_id == period.id)
        .order_by(REVIEWS.c.id)
    )
    return {row["report_id"]: Review(**row) for row in rows.mappings()}


def review(
    period: Period,
    reports: list[Report],
    kind: str,
    who: str,
    reason: str = "",
    seen: Mapping[int, int] | None = None,
) -> None:
    """Decide upon reports, all of them or none. `seen`: the ids of the reviews that whoever decides
    saw standing, by the report's, 0 or none where there was none; without, any may stand. Raises
    `DataError` where a reason is missing, the period is closed, one of them is not the last word on
    its line any more, or was decided upon since."""
    if kind in NEED_REASON and not reason.strip():
        raise DataError([Problem("no_reason", period.plan, None, "reason", kind)])
    require_open(period)
    with write(*_name_act(period, reports, kind)) as connection:
        last = find_last(list_reports(connection, period))
        standing = list_reviews(connection, period)
        for report in reports:
            if last[report.line_id].id != report.id:
                details = {"who": last[report.line_id].kept_by}
                raise DataError(
                    [Problem("reported_since", period.plan, None, "rev", str(report.rev), details)]
                )
            before = standing.get(report.id)
            if before and seen is not None and seen.get(report.id, 0) != before.id:
                details = {"who": before.decided_by}
                raise DataError(
                    [Problem("reviewed_since", period.plan, None, "id", str(before.id), details)]
                )
            values = {
                "report_id": report.id,
                "kind": kind,
                "reason": reason.strip(),
                "replaces": before.id if before else 0,
                "decided_by": who,
                "decided_at": stamp(),
            }
            keep(connection, REVIEWS, values, who)


def _name_act(
    period: Period, reports: Sequence[Report], kind: str
) -> tuple[str, str, list[list[str]]]:
    """What `write` asks: who reported withdraws, the measure's leads do all else."""
    reviewed = list_reviewers([report.line_id for report in reports])
    is_withdrawn = kind == WITHDRAW
    labels = ", ".join(line.label for line, _ in reviewed)
    return (
        "withdraw_report" if is_withdrawn else "review",
        f"{period.plan} {period.code} {kind} {labels}",
        [[line.unit_code] if is_withdrawn else leads for line, leads in reviewed],
    )
