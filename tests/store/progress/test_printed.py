"""The 通报 from a terminal: every line with what was reported, and the one count."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geo.__main__ import main
from store.progress.calendar import find_today
from store.progress.printed import REPORT_COLUMNS
from store.progress.reports import FIELDS, Said
from tests.kept_month import COMMENT, OF_ASKED, REASON, keep_month, look


def read_rows(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, str]]:
    assert main(["progress", "report", *options]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))


def test_the_rows_say_what_was_reported_and_count_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with keep_month(tmp_path) as period:
        rows = read_rows(capsys, "--plan", period.plan, "--period", period.code, "--format", "csv")
        bulletin = look(period, find_today())
    assert list(rows[0]) == list(REPORT_COLUMNS)
    said = [e.state.report.said if e.state.report else Said() for e in bulletin.entries]
    assert [[row[name] for name in FIELDS] for row in rows] == [
        [getattr(one, name) for name in FIELDS] for one in said
    ]
    before = [
        e.before.report.said if e.before and e.before.report else Said() for e in bulletin.entries
    ]
    assert [row["text_before"] for row in rows] == [one.text for one in before]
    assert [row["wording"] for row in rows] == [e.state.line.wording for e in bulletin.entries]
    counted = [row for row in rows if row["is_counted"] == "true"]
    counts = bulletin.counts
    assert len(counted) == counts.lines
    assert {s: sum(r["stage"] == s for r in counted) for s in counts.stages} == counts.stages
    assert {s: sum(r["status"] == s for r in counted) for s in counts.statuses} == counts.statuses
    assert sum(row["is_late"] == "true" for row in counted) == counts.late > 0
    assert len(rows) - len(counted) == counts.asked
    assert {row["reason"] for row in rows if row["stage"] == "returned"} == {REASON}
    comments = [row["comments"].split(": ")[1] for row in rows if row["comments"]]
    assert comments == [COMMENT, OF_ASKED]
    assert {row["as_of"] for row in rows} == {find_today().isoformat()}


def test_without_a_period_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with keep_month(tmp_path) as period:
        assert main(["progress", "report", "--plan", period.plan, "--period", "2025-01"]) == 1
    assert "2025-01" in capsys.readouterr().err
