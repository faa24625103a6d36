"""The months that the benchmark collects: all of one reported, workbooks that are taken whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.months import CODES, WHO, fill_in, report_all
from benchmarks.servers import name_local
from store.database import read
from store.progress.calendar import find_month
from store.progress.periods import open_period
from store.progress.states import find_states
from store.progress.workbook.returned import merge_file
from store.progress.workbook.sending import write_templates
from tests.real_model import MODEL


def test_a_month_is_reported_whole_and_the_next_one_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in name_local(tmp_path).items():
        monkeypatch.setenv(name, value)
    plan, unit = MODEL.plan.code, MODEL.codes[0]
    first, second = (open_period(MODEL, find_month(code), WHO) for code in CODES[:2])
    report_all(first)
    with read() as connection:
        assert connection
        states = find_states(connection, first)
    assert {one.stage for one in states if one.is_reporting} == {"accepted"}
    (sent,) = write_templates(plan, second.code, [unit])
    outcome = merge_file(plan, second.code, sent.name, fill_in(sent.data), WHO)
    lines = [one for one in states if one.line.unit_code == unit]
    assert len(outcome.revisions) + len(outcome.comments) == len(lines) > 0
    assert (outcome.problems, outcome.conflicts) == ((), ())
