"""A month of the tiny plan, with something of everything."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from functools import cache

from geo.model import Model, load_model
from store.audit import keep
from store.database import read, stamp
from store.progress import extensions, periods, reviews
from store.progress.calendar import find_month
from store.progress.lines import Line, read_lines
from store.progress.periods import Period, find_period, open_period
from store.progress.reports import FORM, Report, Said, keep_report
from store.progress.states import State, find_states
from store.progress_tables import COMMENTS, EVIDENCE, NOTICES, RETURNED
from store.readings import keep_file
from store.schema import begin_writing

CODE = "2026-03"
WHO = "甲"


def load_tiny() -> Model:
    """The tiny plan, of a year."""
    return _load_tiny(os.environ.get("DUTYMAP_DATA", ""))


@cache
def _load_tiny(_: str) -> Model:
    """By the folder of its package, in which nothing is changed."""
    model = load_model("tiny-plan")
    return replace(model, plan=replace(model.plan, meta={**model.plan.meta, "year": "2026"}))


def open_month(code: str = CODE, model: Model | None = None) -> Period:
    return open_period(model or load_tiny(), find_month(code), WHO)


def look(period: Period, today: date | None = None) -> list[State]:
    with read() as connection:
        assert connection
        return find_states(connection, find_period(connection, period.plan, period.code), today)


def list_kept_lines(period: Period) -> list[Line]:
    with read() as connection:
        assert connection
        return read_lines(connection, period.plan, period.edition)


def tell(period: Period, line: Line, said: Said, base_rev: int = 0) -> Report:
    with begin_writing() as connection:
        return keep_report(connection, line, period, said, base_rev, WHO, FORM)


def fill_month() -> Period:
    """Rows in every table of the cycle."""
    period = open_month()
    line = next(one for one in list_kept_lines(period) if one.due)
    report = tell(period, line, Said("under_way", "在办。", filled_by="乙"))
    reviews.review(period, [report], reviews.ACCEPT, WHO)
    assert line.due
    extensions.ask(line, line.due.replace(year=line.due.year + 1), "来不及。", WHO, line.due)
    kept = {"kept_by": WHO, "kept_at": stamp()}
    said = {"unit_code": line.unit_code, "text": "同意。", **kept}
    with begin_writing() as connection:
        file_id = keep_file(connection, "回表.xlsx", b"PK", WHO)
        evidence = {"report_id": report.id, "document_no": "1号", "file_id": file_id, **kept}
        keep(connection, EVIDENCE, evidence, WHO)
        comment = {"line_id": line.id, "period_id": period.id, "source": FORM, **said}
        keep(connection, COMMENTS, comment, WHO)
        keep(connection, NOTICES, {"period_id": period.id, "kind": "reminder", **said}, WHO)
        returned = {"period_id": period.id, "unit_code": line.unit_code, "file_id": file_id, **kept}
        keep(connection, RETURNED, {**returned, "outcome": "merged", "counts": "{}"}, WHO)
    periods.close_period(period.plan, period.code, WHO)
    return period
