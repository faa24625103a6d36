"""What collecting reports costs where two years of months lie in the database."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from sqlalchemy import insert

from benchmarks.goals import Results
from benchmarks.servers import name_local
from benchmarks.synthetic import PLAN, write_packages
from components.html.sentence import write_copied
from components.screens.progress.board import say_month, write_units
from components.screens.progress.desk import load_desk
from components.screens.progress.link import ProgressLink
from components.texts import Texts
from components.words.words import Words
from geo.model import load_model
from geo.packages.package import DEFAULT_PLAN
from store.database import read, stamp
from store.progress.calendar import find_month
from store.progress.periods import Period, open_period
from store.progress.reports import WORKBOOK, Said, list_reports
from store.progress.reviews import ACCEPT, review
from store.progress.states import find_states
from store.progress.workbook.returned import merge_file
from store.progress.workbook.sending import write_templates
from store.progress_tables import REPORTS, REVIEWS
from store.schema import begin_writing, upgrade
from tests.store.progress.workbook.book import HEAD, Desk

Result = TypeVar("Result")
MEASURES = 75
"""Of the synthetic plan: 1,012 lines of 32 units."""
CODES = tuple(f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13))
WHO = "甲"
SAID = Said("under_way", "已完成阶段性任务，正在按计划推进。" * 3, filled_by="乙")
BOARDS = 5


def measure_months() -> Results:
    """In a process and with a database of its own, see `measure_in`."""
    with tempfile.TemporaryDirectory() as folder:
        return _call_alone(measure_in, Path(folder))


def write_databases(folders: dict[str, Path]) -> None:
    """In the folders of two offices: "without" a month, and "with" one, all of it reported."""
    _call_alone(make_database, folders["without"])
    _call_alone(fill_month, folders["with"])


def _call_alone(act: Callable[[Path], Result], folder: Path) -> Result:
    with get_context("spawn").Pool(1) as alone:
        return alone.apply(act, (folder,))


def measure_in(folder: Path) -> Results:
    """Seconds for all workbooks of the last month to be written, and to be merged filled in;
    milliseconds for its board, read from the database and drawn, the best of `BOARDS`."""
    os.environ |= name_local(folder)
    write_packages(folder, 16, MEASURES)
    model = load_model(PLAN, folder)
    for code in CODES:
        period = open_period(model, find_month(code), WHO)
        if code != CODES[-1]:
            report_all(period)
    began = time.perf_counter()
    sent = write_templates(PLAN, CODES[-1])
    written = time.perf_counter() - began
    returned = [(one.name, fill_in(one.data)) for one in sent]
    began = time.perf_counter()
    outcomes = [merge_file(PLAN, CODES[-1], name, data, WHO) for name, data in returned]
    merged = time.perf_counter() - began
    assert not any(one.problems or one.conflicts for one in outcomes)
    accept_half(period)
    return {
        "months.lines": float(len(model.duties)),
        "months.workbooks": float(len(sent)),
        "months.reports": float(sum(len(one.revisions) for one in outcomes)),
        "months.written": written,
        "months.merged": merged,
        "months.board": min(measure_board(Words(model, Texts("zh"))) for _ in range(BOARDS)),
    }


def make_database(folder: Path) -> None:
    os.environ |= name_local(folder)
    upgrade()


def fill_month(folder: Path) -> None:
    os.environ |= name_local(folder)
    report_all(open_period(load_model(DEFAULT_PLAN), find_month(CODES[0]), WHO))


def report_all(period: Period) -> None:
    """Every line reported and accepted; in one go, without the chain, which nothing here reads."""
    kept = {"kept_by": WHO, "kept_at": stamp()}
    about = {"period_id": period.id, "rev": 1, "base_rev": 0, "source": WORKBOOK, **kept}
    decided = {"kind": ACCEPT, "reason": "", "replaces": 0}
    decided |= {"decided_by": WHO, "decided_at": stamp()}
    with begin_writing() as connection:
        lines = [one.line for one in find_states(connection, period) if one.is_reporting]
        reports = [
            {**about, **asdict(SAID), "line_id": line.id, "on_behalf": line.unit_code}
            for line in lines
        ]
        connection.execute(insert(REPORTS), reports)
        reviews = [{**decided, "report_id": one.id} for one in list_reports(connection, period)]
        connection.execute(insert(REVIEWS), reviews)


def fill_in(data: bytes) -> bytes:
    """Every row of a workbook said something on: what is reported, or a comment."""
    desk = Desk(data)
    for row in range(HEAD + 1, desk.sheet.max_row + 1):
        is_reported = not desk.sheet.cell(row, desk.columns["status"]).protection.locked
        told = {"status": "在办", "text": SAID.text} if is_reported else {"comment": "同意。"}
        for field, text in {**told, "filled_by": SAID.filled_by}.items():
            desk.sheet.cell(row, desk.columns[field]).value = text
    return desk.save()


def accept_half(period: Period) -> None:
    with read() as connection:
        assert connection
        reports = list_reports(connection, period)
    review(period, reports[::2], ACCEPT, WHO)


def measure_board(words: Words) -> float:
    began = time.perf_counter()
    desk = load_desk(words, ProgressLink())
    write_copied(say_month(desk), words.t)
    write_units(desk)
    return (time.perf_counter() - began) * 1000
