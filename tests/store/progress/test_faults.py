"""No report is lost or doubled: by a kill at any moment, two that write at once, a clock set back,
a database that is busy or full."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError

from geo.packages.problems import DataError
from store import backup, database
from store.database import begin_raw, find_url, read
from store.progress import reports as reports_module
from store.progress.periods import Period, find_period
from store.progress.reports import Report, Said, list_reports
from store.progress.states import count_states
from tests.store.office import Office
from tests.store.progress.month import CODE, list_kept_lines, look, open_month, tell
from tests.store.server import run_sql

ROOT = Path(__file__).parents[3]
PLAN = "tiny-plan"
WRITES, AT_ONCE = 1_000, 3


def list_now(period: Period) -> list[Report]:
    with read() as connection:
        assert connection
        return list_reports(connection, period)


@contextmanager
def run_nursery(folder: Path) -> Iterator[Callable[[str], list[int]]]:
    """Begins children of the names it is given, see `tests.store.progress.reporting`; their ids.
    Those of the call before are waited for: who began them ends them."""
    command = [sys.executable, "-m", "tests.store.progress.reporting", PLAN, str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nursery:

        def begin(names: str) -> list[int]:
            assert nursery.stdin
            assert nursery.stdout
            nursery.stdin.write(f"{names}\n")
            nursery.stdin.flush()
            line = nursery.stdout.readline()
            if line == "gone\n":
                line = nursery.stdout.readline()
            return [int(child) for child in line.split()]

        yield begin
        nursery.communicate()


def list_told(folder: Path) -> list[str]:
    """What children wrote, as far as it was kept when they said so."""
    return [line for path in folder.iterdir() for line in path.read_text("utf-8").splitlines()]


def wait_until_told(folder: Path, count: int) -> None:
    while len(list_told(folder)) < count:
        time.sleep(0.01)


def kill(children: list[int]) -> None:
    for child in children:
        os.kill(child, signal.SIGKILL)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork to begin so many quickly")
def test_killed_while_others_write_nothing_is_lost_or_doubled(
    office: Office, tmp_path: Path
) -> None:
    period, chance, rounds = open_month(), random.Random(0), 0
    folder = tmp_path / "told"
    folder.mkdir()
    with run_nursery(folder) as begin:
        while len(list_told(folder)) < WRITES:
            children = begin(" ".join(f"{rounds}-{at}" for at in range(AT_ONCE)))
            wait_until_told(folder, len(list_told(folder)) + chance.randrange(50, 250))
            kill(children)
            rounds += 1
    told, kept = list_told(folder), list_now(period)
    texts = Counter(report.said.text for report in kept)
    assert [text for text in told if texts[text] != 1] == [], "told as kept, and it is, once"
    assert {*texts.values()} == {1}
    assert len(texts) - len(told) <= rounds * AT_ONCE, "at most one each was kept but not told"
    for line in list_kept_lines(period):
        revisions = [one.rev for one in kept if one.line_id == line.id]
        assert revisions == [*range(1, len(revisions) + 1)]
    assert backup.verify() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork to begin so many quickly")
def test_a_backup_while_others_write_is_whole(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    period, folder = open_month(), tmp_path / "told"
    folder.mkdir()
    with run_nursery(folder) as begin:
        children = begin("a b")
        wait_until_told(folder, 20)
        backup.back_up(tmp_path / "office.backup")
        wait_until_told(folder, len(list_told(folder)) + 5)
        kill(children)
    before = {report.said.text for report in list_now(period)}
    monkeypatch.setenv("DUTYMAP_DATABASE", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    backup.restore(tmp_path / "office.backup")
    assert backup.verify() == []
    with read() as connection:
        assert connection
        restored = list_reports(connection, find_period(connection, PLAN, CODE))
    assert {report.said.text for report in restored} < before
    assert len(restored) >= 20


def test_two_who_report_upon_the_same_revision_are_not_both_taken(office: Office) -> None:
    period = open_month()
    line = list_kept_lines(period)[0]
    tell(period, line, Said("under_way", "先"))
    with pytest.raises(IntegrityError):
        tell(period, line, Said("under_way", "后"))
    assert [one.said.text for one in list_now(period)] == ["先"]
    assert backup.verify() == []


def test_a_clock_set_back_changes_no_order(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    period = open_month()
    line = list_kept_lines(period)[0]
    tell(period, line, Said("under_way", "先"))
    monkeypatch.setattr(reports_module, "stamp", lambda: "1999-01-01T00:00:00Z")
    tell(period, line, Said("done", "后"), base_rev=1)
    state = next(one for one in look(period) if one.line.id == line.id)
    assert state.report
    assert (state.report.said.text, state.report.rev) == ("后", 2)


def test_while_somebody_writes_reading_goes_on_and_writing_says_so(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYMAP_DATABASE", f"sqlite:///{tmp_path / 'busy.db'}")
    monkeypatch.setattr(database, "BUSY_S", 0.1)
    period = open_month()
    line = list_kept_lines(period)[0]
    other = sqlite3.connect(tmp_path / "busy.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DataError) as error:
        tell(period, line, Said("under_way", "在办"))
    assert [one.rule for one in error.value.problems] == ["database_busy"]
    assert count_states(look(period)).stages["to_review"] == 0
    other.execute("ROLLBACK")
    other.close()
    tell(period, line, Said("under_way", "在办"))
    assert [one.said.text for one in list_now(period)] == ["在办"]


def test_a_full_disk_keeps_what_was_kept(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYMAP_DATABASE", f"sqlite:///{tmp_path / 'full.db'}")
    period = open_month()
    first, second = list_kept_lines(period)[:2]
    tell(period, first, Said("under_way", "在办"))
    set_up = database._set_up_sqlite

    def leave_no_room(connection: object, record: object) -> None:
        set_up(connection, record)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

    monkeypatch.setattr(database, "_set_up_sqlite", leave_no_room)
    database.open_engine.cache_clear()
    with pytest.raises(DataError) as error:
        tell(period, second, Said("under_way", "甲" * 100_000))
    assert [one.rule for one in error.value.problems] == ["database_full"]
    monkeypatch.setattr(database, "_set_up_sqlite", set_up)
    database.open_engine.cache_clear()
    assert [one.said.text for one in list_now(period)] == ["在办"]
    assert backup.verify() == []


@pytest.fixture
def writer_role(server: str, monkeypatch: pytest.MonkeyPatch, office: Office) -> str:
    """A PostgreSQL role that may read and add, nothing else, set as the one in use."""
    if find_url().drivername == "sqlite":
        return ""
    open_month()
    name = str(find_url().database)
    for statement in (
        f"DROP ROLE IF EXISTS adds_{name}",
        f"CREATE ROLE adds_{name} LOGIN",
        f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO adds_{name}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO adds_{name}",
    ):
        run_sql(server, statement, name)
    address = make_url(f"{server}{name}").set(username=f"adds_{name}", password=None)
    monkeypatch.setenv("DUTYMAP_DATABASE", address.render_as_string(hide_password=False))
    return name


def test_a_role_that_may_only_add_runs_a_month_and_can_change_nothing(writer_role: str) -> None:
    if not writer_role:
        return  # SQLite has no roles; its triggers are tested in test_database
    with read() as connection:
        assert connection
        period = find_period(connection, PLAN, CODE)
    tell(period, list_kept_lines(period)[0], Said("under_way", "在办"))
    assert len(list_now(period)) == 1
    for statement in ("UPDATE progress_reports SET text = ''", "DELETE FROM audit"):
        with (
            pytest.raises((DataError, DBAPIError)) as error,
            begin_raw(find_url(), is_writing=True) as connection,
        ):
            connection.exec_driver_sql(statement)
        assert "permission denied" in str(error.value)
