"""Whatever writes asks a right: each function that does, against each right."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import store
from store import backup, defaults, editions, originals, publishing, resolutions
from store.access import accounts, grants, sessions
from store.database import read
from store.progress import comments, evidence, extensions, form, notices, periods, reviews
from store.progress.extensions import Extension
from store.progress.lines import Line
from store.progress.periods import Period
from store.progress.reports import Report, Said
from store.progress.workbook.returned import merge_file
from store.progress.workbook.sending import write_templates
from store.rights import ACTIONS, Grant
from store.shelf import load_plan
from tests.geo import tiny
from tests.store.acting import is_refused
from tests.store.office import PLAN, Office
from tests.store.progress.month import CODE, WHO, list_kept_lines, open_month, tell
from tests.store.progress.test_evidence import PDF

ROOT = Path(store.__file__).parent
HELD = (
    *("", "reader", "unit:100001", "unit:env", "lead:100001", "lead:env", "lead:water"),
    *("collector", "plan_desk", "administrator"),
)
DESK, COLLECTING, ADMIN = {"plan_desk"}, {"collector"}, {"administrator"}
OWN, LEADING = {"unit:100001", "collector"}, {"lead:env", "collector"}
WITHOUT_RIGHT = {
    "store.schema.write",
    "store.schema.note_refusal",
    *(f"store.access.sessions.{one}_session" for one in ("begin", "touch", "end")),
    "store.access.sessions.end_sessions_of",
    "store.access.events.note_event",
}
"""Functions that begin to write without a right being asked."""


class Desk:
    """A published plan beside the tiny one, and a month with a report of a unit whose lead is
    another: measure 3.1, led by the environment office, of the first district."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.import_tiny()
        publishing.publish(PLAN, WHO, "")
        self.file = office.desk / "plan 0.docx"
        self.period: Period = open_month()
        lines = {(one.measure_id, one.unit_code): one for one in list_kept_lines(self.period)}
        self.line: Line = lines["3.1", "100001"]
        self.report: Report = tell(self.period, self.line, Said("under_way", "在办。"))
        assert self.line.due
        self.later = self.line.due.replace(year=self.line.due.year + 1)
        extensions.ask(self.line, self.later, "来不及。", WHO, self.line.due)
        with read() as connection:
            assert connection
            self.asked: Extension = extensions.list_extensions(connection, tiny.PLAN)[0]
        (self.sent,) = write_templates(tiny.PLAN, CODE, ["100001"])
        self.copy = office.desk / "copy.db"
        backup.back_up(self.copy)
        self.editions = editions.open_editions(tiny.PLAN, PLAN)
        self.model = load_plan(tiny.PLAN)

    def review(self, kind: str) -> None:
        reviews.review(self.period, [self.report], kind, WHO, "理由。")

    def ask(self) -> None:
        extensions.ask(self.line, self.later, "来不及。", WHO, self.line.due)


Act = Callable[[Desk], object]
WRITERS: dict[str, list[tuple[Act, set[str]]]] = {
    "store.access.accounts._switch": [
        (lambda _: accounts.close_account("zhang", ""), ADMIN),
        (lambda _: accounts.open_account("zhang", ""), ADMIN),
    ],
    "store.access.grants.break_glass": [(lambda _: grants.break_glass("li", 1, "急"), ADMIN)],
    "store.access.grants.end_right": [
        (lambda _: grants.end_right("zhang", Grant("reader"), ""), ADMIN),
    ],
    "store.access.grants.give_right": [
        (lambda _: grants.give_right("zhang", Grant("reader"), ""), ADMIN),
    ],
    "store.access.sessions.end_sessions_of": [
        (lambda _: sessions.end_sessions_of("zhang", ""), ADMIN),
    ],
    "store.backup.restore": [(lambda desk: backup.restore(desk.copy), ADMIN)],
    "store.defaults.set_default": [(lambda _: defaults.set_default([], WHO, ""), DESK)],
    "store.editions.decide_links": [
        (lambda desk: editions.decide_links(desk.editions, []), DESK),
    ],
    "store.originals.keep_original": [
        (lambda desk: originals.keep_original("b.docx", desk.file.read_bytes(), WHO), DESK),
    ],
    "store.progress.comments.comment_line": [
        (lambda desk: comments.comment_line(desk.period, desk.line, "好。", WHO), OWN),
    ],
    "store.progress.evidence.keep_evidence": [
        (lambda desk: evidence.keep_evidence(desk.period, desk.line, "a.pdf", PDF, WHO), OWN),
    ],
    "store.progress.extensions.answer": [
        (lambda desk: extensions.answer(desk.asked, "granted", "", WHO), LEADING),
    ],
    "store.progress.extensions.ask": [(Desk.ask, OWN)],
    "store.progress.form.report_line": [
        (lambda desk: form.report_line(desk.period, desk.line, Said("done", "成。"), 9, WHO), OWN),
    ],
    "store.progress.notices.keep_notice": [
        (lambda _: notices.keep_notice(tiny.PLAN, CODE, "env", "order", "", WHO), COLLECTING),
    ],
    "store.progress.periods._switch": [
        (lambda _: periods.close_period(tiny.PLAN, CODE, WHO), COLLECTING),
        (lambda _: periods.reopen_period(tiny.PLAN, CODE, WHO, "补报"), COLLECTING),
    ],
    "store.progress.periods.open_period": [(lambda _: open_month("2026-04"), COLLECTING)],
    "store.progress.reviews.review": [
        (lambda desk: desk.review(reviews.ACCEPT), LEADING),
        (lambda desk: desk.review(reviews.RETURN), LEADING),
        (lambda desk: desk.review(reviews.REOPEN), LEADING),
        (lambda desk: desk.review(reviews.WITHDRAW), OWN),
    ],
    "store.progress.workbook.returned.merge_file": [
        (lambda desk: merge_file(tiny.PLAN, CODE, "a.xlsx", desk.sent.data, WHO), COLLECTING),
    ],
    "store.publishing.decide": [(lambda _: publishing.decide(PLAN, []), DESK)],
    "store.publishing.import_file": [(lambda desk: desk.office.import_tiny("new"), DESK)],
    "store.publishing.publish": [(lambda _: publishing.publish(PLAN, WHO, ""), DESK)],
    "store.publishing.show_version": [
        (lambda _: publishing.show_version(PLAN, 1, WHO, ""), DESK),
    ],
    "store.publishing.state_facts": [
        (lambda _: publishing.state_facts(PLAN, {"annex": "2"}, WHO), DESK),
    ],
    "store.publishing.withdraw": [(lambda _: publishing.withdraw(PLAN, WHO, ""), DESK)],
    "store.resolutions.lift": [(lambda _: resolutions.lift(tiny.PLAN, "2", 0, WHO), DESK)],
    "store.resolutions.resolve": [(lambda desk: resolutions.resolve(desk.model, [], WHO), DESK)],
}
"""Every function that writes, with who is not refused it."""


def list_writers(name: str) -> dict[str, list[ast.Call]]:
    """Functions of the store that call `name`, with their calls."""
    found: dict[str, list[ast.Call]] = {}
    for path in ROOT.rglob("*.py"):
        module = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                calls = [
                    node
                    for node in ast.walk(function)
                    if isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id == name
                ]
                if calls:
                    found[f"{module}.{function.name}"] = calls
    return found


def test_every_function_that_writes_is_asked_here() -> None:
    assert sorted(list_writers("write")) == sorted(WRITERS)
    assert {*list_writers("begin_writing")} == WITHOUT_RIGHT


def test_every_action_is_of_something_that_writes() -> None:
    folder = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    assert [action for action in ACTIONS if folder.count(f'"{action}"') < 2] == []


def test_only_the_database_itself_is_opened_to_write_elsewhere() -> None:
    raw = {
        name
        for name, calls in list_writers("begin_raw").items()
        for call in calls
        for word in call.keywords
        if word.arg == "is_writing" and ast.literal_eval(word.value)
    }
    assert raw == {"store.schema.begin_writing", "store.schema.upgrade", "store.backup.back_up"}


def test_each_right_against_everything_that_writes(office: Office) -> None:
    desk = Desk(office)
    told = {
        f"{name} {at}": {held for held in HELD if not is_refused(held, lambda act=act: act(desk))}
        for name, acts in WRITERS.items()
        for at, (act, _) in enumerate(acts)
    }
    expected = {
        f"{name} {at}": allowed
        for name, acts in WRITERS.items()
        for at, (_, allowed) in enumerate(acts)
    }
    assert told == expected


def test_who_is_refused_keeps_nothing_but_that_they_were(office: Office) -> None:
    desk = Desk(office)
    before = count_rows()
    acts = [act for acts in WRITERS.values() for act, _ in acts]
    assert all(is_refused("reader", lambda act=act: act(desk)) for act in acts)
    now = count_rows()
    noted = now["access_events"] - before["access_events"]
    assert 0 < noted <= len(acts)
    assert {name for name in now if now[name] != before[name]} == {"access_events", "audit"}
    assert now["audit"] - before["audit"] == noted


def count_rows() -> dict[str, int]:
    with read() as connection:
        assert connection
        return dict(backup.count_rows(connection))


@pytest.mark.parametrize("measure", ["4", "1"])
def test_no_lead_reviews_its_own_nor_another_lead(measure: str, office: Office) -> None:
    period = open_month()
    line = next(
        one
        for one in list_kept_lines(period)
        if (one.measure_id, one.unit_code) == (measure, "env")
    )
    report = tell(period, line, Said("under_way", "在办。"))
    review = lambda: reviews.review(period, [report], reviews.ACCEPT, WHO)  # noqa: E731
    assert [held for held in HELD if not is_refused(held, review)] == ["collector"]
