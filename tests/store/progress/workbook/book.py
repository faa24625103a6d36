"""Workbooks of the tiny plan, sent out and filled in as offices do."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import Table, func, select

from store.database import read
from store.progress.lines import Line
from store.progress.periods import Period, find_period
from store.progress.reports import Said
from store.progress.states import find_states
from store.progress.workbook.earlier import find_earlier
from store.progress.workbook.returned import Outcome, merge_file
from store.progress.workbook.sides import load_sides
from store.progress.workbook.template import HEAD_ROW, write_template
from store.progress.workbook.words import read_words
from tests.store.progress.month import list_kept_lines, look

HEAD = HEAD_ROW + 1
"""The row of the headings, as readers count."""
UNIT = "env"
WHO = "甲"


def send(period: Period, unit: str = UNIT, lang: str = "zh") -> bytes:
    """The unit's workbook as it would go out now."""
    with read() as connection:
        assert connection
        period = find_period(connection, period.plan, period.code)
        states = find_states(connection, period)
        sides = load_sides(connection, period, states, [])
        last = find_earlier(connection, period, [state.line for state in states])
        return write_template(states, unit, period, last, lang, comments=sides.comments)


class Desk:
    """A workbook open at a unit's desk; rows by the number of the measure."""

    def __init__(self, data: bytes, lang: str = "zh") -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet: Any = self.book.worksheets[0]
        words = read_words(lang)
        heads = {cell.value: cell.column for cell in self.sheet[HEAD]}
        self.columns = {
            key.removeprefix("head."): heads[word]
            for key, word in words.items()
            if key.startswith("head.") and word in heads
        }

    def find_row(self, measure: str) -> int:
        column = self.columns["measure"]
        rows = range(HEAD + 1, self.sheet.max_row + 1)
        return next(row for row in rows if self.sheet.cell(row, column).value == measure)

    def cell(self, measure: str, field: str) -> Any:
        return self.sheet.cell(self.find_row(measure), self.columns[field])

    def fill(self, measure: str, **texts: object) -> Desk:
        for field, text in texts.items():
            self.cell(measure, field).value = text
        return self

    def save(self) -> bytes:
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()


def give_back(
    period: Period,
    data: bytes,
    name: str = "回表.xlsx",
    choices: dict[str, str] | None = None,
    dry_run: bool = False,
) -> Outcome:
    return merge_file(period.plan, period.code, name, data, WHO, choices, dry_run)


def fill_in(period: Period, edit: Callable[[Desk], object], unit: str = UNIT) -> bytes:
    desk = Desk(send(period, unit))
    edit(desk)
    return desk.save()


def resave(data: bytes, folder: Path, *suffixes: str) -> dict[str, bytes]:
    """The workbook as LibreOffice saves it, by suffix; nothing where there is none."""
    soffice = shutil.which("soffice")
    saved: dict[str, bytes] = {}
    for suffix in suffixes if soffice else ():
        (folder / "sent.xlsx").write_bytes(data)
        target = folder / f"as_{suffix}"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        told = [str(soffice), profile, "--headless", "--convert-to", suffix, "--outdir"]
        told += [str(target), str(folder / "sent.xlsx")]
        subprocess.run(told, capture_output=True, check=True, timeout=120)
        saved[suffix] = (target / f"sent.{suffix}").read_bytes()
    return saved


def list_rules(outcome: Outcome) -> list[str]:
    return [problem.rule for problem in outcome.problems]


def find_line(period: Period, measure: str, unit: str = UNIT) -> Line:
    lines = list_kept_lines(period)
    return next(one for one in lines if (one.unit_code, one.measure_id) == (unit, measure))


def find_said(period: Period, measure: str, unit: str = UNIT) -> Said | None:
    """What stands now."""
    line = find_line(period, measure, unit)
    state = next(one for one in look(period) if one.line.id == line.id)
    return state.report.said if state.report else None


def count(table: Table) -> int:
    """Rows that are kept."""
    with read() as connection:
        assert connection
        return connection.execute(select(func.count()).select_from(table)).scalar_one()
