"""A month of the shipped plan with something of everything, and the month before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from geo.model import Model
from store.audit import keep
from store.database import read, stamp
from store.progress import extensions, periods, reviews
from store.progress.calendar import find_month
from store.progress.lines import Line
from store.progress.notices import list_owed
from store.progress.periods import Period, open_period
from store.progress.report import Bulletin, build_bulletin
from store.progress.reports import FORM, Report, Said, keep_report
from store.progress.states import State, find_states
from store.progress_tables import COMMENTS
from store.schema import begin_writing
from tests.pages.kept_plan import fill_once, own_database
from tests.real_model import MODEL

CODE, BEFORE = "2025-11", "2025-10"
TODAY = date(2025, 12, 2)
WHO = "甲"
REASON = "没有写明完成数量，请补充。"
FORMULA = "=1+1；<b>不改</b>"
LONG = "已完成现场踏勘和方案比选，" * 40 + "下一步报审。"
COMMENT = "已配合完成用地手续。"
OF_ASKED = "各区认定后再行配合。"
"""What is said beside a measure of which it is only asked whose it is."""
SAID = (
    Said("under_way", "已完成方案编制，正在组织专家评审。", filled_by="乙"),
    Said(
        "blocked",
        "施工已进场。",
        obstacle="临时用地手续未办结，\n两处地块不能开工。",
        waits_for="市规划自然资源委",
        expected="2025-12-15",
    ),
    Said("done", "已全部完成并通过验收。", value="12.5公里", document_no="〔2025〕18号"),
    Said("not_started", ""),
    Said("under_way", FORMULA),
    Said("under_way", LONG),
)
"""What is said, in turns, with every seventh line left unsaid."""


@contextmanager
def keep_month(folder: Path, model: Model = MODEL, *, has_before: bool = True) -> Iterator[Period]:
    """A database with both months, the earlier one closed."""
    with own_database(folder):
        if model is MODEL:
            fill_once(f"{CODE} {has_before}", lambda: fill_months(model, has_before))
        else:
            fill_months(model, has_before)
        with read() as connection:
            assert connection
            period = periods.find_period(connection, model.plan.code, CODE)
        yield period


def fill_months(model: Model, has_before: bool) -> None:
    if has_before:
        earlier = open_period(model, find_month(BEFORE), WHO)
        _report(earlier, list_states(earlier)[::2])
        periods.close_period(earlier.plan, BEFORE, WHO)
    fill(open_period(model, find_month(CODE), WHO))


def fill(period: Period) -> None:
    states = list_states(period)
    told = _report(period, states)
    reviews.review(period, told[::5], reviews.ACCEPT, WHO)
    reviews.review(period, told[3::11], reviews.RETURN, WHO, REASON)
    late = next(state.line for state in states if state.is_reporting and state.line.due)
    assert late.due
    extensions.ask(late, date(2026, 3, 31), "汛期不能施工。", WHO, TODAY)
    with read() as connection:
        assert connection
        (asked,) = extensions.list_extensions(connection, period.plan)
    extensions.answer(asked, extensions.GRANTED, "同意。", WHO)
    counted = {s.line.measure_id for s in states if s.is_reporting and not s.is_asked}
    silent = [state.line for state in states if not state.is_reporting]
    _comment(period, next(line for line in silent if line.measure_id in counted), COMMENT)
    _comment(period, next(line for line in silent if line.measure_id not in counted), OF_ASKED)


def _comment(period: Period, line: Line, text: str) -> None:
    with begin_writing() as connection:
        where = {"line_id": line.id, "period_id": period.id, "unit_code": line.unit_code}
        kept = {"text": text, "source": FORM, "kept_by": WHO, "kept_at": stamp()}
        keep(connection, COMMENTS, {**where, **kept}, WHO)


def _report(period: Period, states: list[State]) -> list[Report]:
    """On two of three 相关区 whether they are the unit's own; on the others what `SAID` says."""
    told = []
    reporting = [state for state in states if state.is_reporting]
    with begin_writing() as connection:
        for number, state in enumerate(reporting):
            said = SAID[number % 7 % len(SAID)]
            if state.is_asked:
                said = (
                    Said("not_ours", "本区没有这类地块。") if number % 2 else Said("under_way", "")
                )
            if number % (3 if state.is_asked else 7):
                told.append(keep_report(connection, state.line, period, said, 0, WHO, FORM))
    return told


def list_states(period: Period) -> list[State]:
    with read() as connection:
        assert connection
        return find_states(connection, period, TODAY)


def list_owed_now(period: Period) -> dict[str, dict[str, list[State]]]:
    return list_owed(list_states(period))


def look(period: Period, today: date = TODAY) -> Bulletin:
    with read() as connection:
        assert connection
        return build_bulletin(connection, period.plan, period.code, today)
