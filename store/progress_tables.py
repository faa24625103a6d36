"""The part of the schema that holds the monthly cycle: lines, periods, and what was said of them.

Late, near and missing are not here: they are computed, see `store.progress.states`.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from store.tables import METADATA, identity, reference, text

LINES = Table(
    "progress_lines",
    METADATA,
    identity(),
    text("plan"),
    text("edition"),
    text("key"),
    text("measure_id"),
    text("unit_code"),
    text("unit"),
    text("roles"),
    text("basis"),
    text("wording"),
    text("deadline"),
    text("due"),
    UniqueConstraint("plan", "edition", "measure_id", "unit_code"),
    UniqueConstraint("key"),
)
"""Duties as they stood when a period was opened first on them, one row per (unit, measure).
`edition`: the hash of all of them; `key`: what a workbook calls the line; `roles`: joined by ";";
`wording`, `deadline`: as printed; `due`: the date that the deadline means here, or ""."""

PERIODS = Table(
    "progress_periods",
    METADATA,
    identity(),
    text("plan"),
    text("code"),
    text("edition"),
    text("opens"),
    text("due"),
    text("closes"),
    text("year_end"),
    text("opened_by"),
    text("opened_at"),
    UniqueConstraint("plan", "code"),
)
"""Months: `code` as "2026-03"; `opens`, `due`, `closes`: dates of the office's calendar;
`year_end`: the day, as "12-31", that this office takes 年底前 for."""

REPORTS = Table(
    "progress_reports",
    METADATA,
    identity(),
    reference("line_id", "progress_lines.id"),
    reference("period_id", "progress_periods.id"),
    Column("rev", Integer, nullable=False),
    Column("base_rev", Integer, nullable=False),
    text("status"),
    text("text"),
    text("value"),
    text("obstacle"),
    text("waits_for"),
    text("expected"),
    text("document_no"),
    text("filled_by"),
    text("on_behalf"),
    text("source"),
    reference("file_id", "files.id", is_optional=True),
    text("kept_by"),
    text("kept_at"),
    UniqueConstraint("line_id", "period_id", "rev"),
)
"""What was reported. `rev` counts from 1 in a period; `base_rev`: the revision it was written upon,
0 for none; `status`: see `store.progress.reports.STATUSES`; `waits_for`: who must act; `expected`:
a date; `filled_by`: the person named in it; `on_behalf`: the unit; `source`: "workbook", "form" or
"command"; `file_id`: the workbook."""

REVIEWS = Table(
    "progress_reviews",
    METADATA,
    identity(),
    reference("report_id", "progress_reports.id"),
    text("kind"),
    text("reason"),
    Column("replaces", Integer, nullable=False),
    text("decided_by"),
    text("decided_at"),
    UniqueConstraint("report_id", "replaces"),
)
"""Decisions upon a report: `accept`, `return` (with a reason), `withdraw` (by who reported), or
`reopen`, which leaves it to be reviewed again; the last one counts."""

EXTENSIONS = Table(
    "progress_extensions",
    METADATA,
    identity(),
    reference("line_id", "progress_lines.id"),
    text("kind"),
    text("until"),
    Column("answers", Integer, nullable=False),
    text("reason"),
    text("decided_by"),
    text("decided_at"),
    UniqueConstraint("line_id", "kind", "answers", "until"),
)
"""`asked` for a later date, and its answer, `granted` or `refused`; `answers`: the id of what was
asked, 0 in a question."""

EVIDENCE = Table(
    "progress_evidence",
    METADATA,
    identity(),
    reference("report_id", "progress_reports.id"),
    text("document_no"),
    reference("file_id", "files.id", is_optional=True),
    text("kept_by"),
    text("kept_at"),
)

COMMENTS = Table(
    "progress_comments",
    METADATA,
    identity(),
    reference("line_id", "progress_lines.id"),
    reference("period_id", "progress_periods.id"),
    text("unit_code"),
    text("text"),
    text("source"),
    reference("file_id", "files.id", is_optional=True),
    text("kept_by"),
    text("kept_at"),
)
"""What supporting units (and anybody else) say: beside a line of their own, by a workbook, or of
that of another unit."""

CLOSINGS = Table(
    "progress_closings",
    METADATA,
    identity(),
    reference("period_id", "progress_periods.id"),
    text("kind"),
    text("reason"),
    Column("replaces", Integer, nullable=False),
    text("decided_by"),
    text("decided_at"),
    UniqueConstraint("period_id", "replaces"),
)
"""`close` a period, or `reopen` it with a reason; the last one counts."""

NOTICES = Table(
    "progress_notices",
    METADATA,
    identity(),
    reference("period_id", "progress_periods.id"),
    text("unit_code"),
    text("kind"),
    text("text"),
    text("kept_by"),
    text("kept_at"),
)
"""What a unit was sent: `reminder` (催报) or `order` (催办单)."""

RETURNED = Table(
    "progress_returned",
    METADATA,
    identity(),
    reference("period_id", "progress_periods.id"),
    text("unit_code"),
    reference("file_id", "files.id"),
    text("outcome"),
    Column("counts", Text, nullable=False),
    text("kept_by"),
    text("kept_at"),
)
"""Workbooks that came back: `outcome` is "merged", "merged_with_errors" or "refused"; `counts`: how
many cells or lines of each kind, as JSON, and as `settled` the names of the conflicts that were
settled against it."""

AUDIT = Table(
    "audit",
    METADATA,
    identity(),
    text("table_name"),
    Column("row_id", Integer, nullable=False),
    text("row_hash"),
    Column("previous", Text, nullable=False),
    text("hash"),
    text("done_by"),
    text("done_at"),
    UniqueConstraint("previous"),
)
"""A chain over everything kept of the cycle, of rights and of what was done: `row_hash` of the row,
`hash` of this entry and of the one before, whose hash is `previous`; so an entry that is gone or
changed is seen."""

PROGRESS_TABLES = (
    *(LINES, PERIODS, REPORTS, REVIEWS, EXTENSIONS, EVIDENCE, COMMENTS),
    *(CLOSINGS, NOTICES, RETURNED, AUDIT),
)
