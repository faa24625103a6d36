"""The 通报 of a month as rows for programs: codes, and texts as they were written."""

from __future__ import annotations

from datetime import date

from store.progress.lines import SEPARATOR
from store.progress.report import Bulletin, Entry
from store.progress.reports import FIELDS, Said
from store.progress.states import State

REPORT_COLUMNS = (
    *("plan", "period", "as_of", "unit_code", "unit", "measure_id", "roles", "basis", "wording"),
    *("deadline", "due", "is_counted", "stage", "is_late", "is_near", *FIELDS, "reason", "rev"),
    *("kept_at", "stage_before", *(f"{name}_before" for name in FIELDS), "comments"),
)
"""`as_of`: the day by which it is counted what is late or near; `due`: with what was granted;
`is_counted`: false for a 相关区, which is in no count; `reason`: why it was returned; `…_before`: a
month before, empty where the line was none of that month's; `comments`: of the measure, each with
its unit's code, a line each, beside the measure's first line."""


def list_rows(bulletin: Bulletin) -> list[list[str]]:
    """`REPORT_COLUMNS` of every line, in the bulletin's order."""
    told: set[str] = set()
    rows = []
    for entry in bulletin.entries:
        measure = entry.state.line.measure_id
        comments = () if measure in told else bulletin.comments.get(measure, ())
        told.add(measure)
        said = "\n".join(f"{one.unit_code}: {one.text}" for one in comments)
        rows.append([*_list_cells(bulletin, entry), said])
    return rows


def _list_cells(bulletin: Bulletin, entry: Entry) -> list[str]:
    state, before, period = entry.state, entry.before, bulletin.period
    line, report = state.line, state.report
    reason = state.review.reason if state.review and state.stage == "returned" else ""
    return [
        *(period.plan, period.code, bulletin.today.isoformat(), line.unit_code, line.unit),
        *(line.measure_id, SEPARATOR.join(line.roles), line.basis, line.wording, line.deadline),
        *(write_day(state.due), write_flag(not state.is_asked), state.stage),
        *(write_flag(state.is_late), write_flag(state.is_near), *list_said(state), reason),
        *((str(report.rev), report.kept_at) if report else ("", "")),
        *((before.stage, *list_said(before)) if before else ("", *list_fields(Said()))),
    ]


def list_said(state: State) -> list[str]:
    """`FIELDS` of what was reported, empty where nothing was."""
    return list_fields(state.report.said if state.report else Said())


def list_fields(said: Said) -> list[str]:
    return [getattr(said, name) for name in FIELDS]


def write_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def write_flag(holds: bool) -> str:
    return "true" if holds else "false"
