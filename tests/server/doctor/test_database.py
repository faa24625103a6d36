"""What an office keeps, on SQLite and PostgreSQL, where something is wrong with it."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from environment import ROOT
from server.doctor import database
from server.doctor.command import look
from server.doctor.database import (
    check_backup,
    check_chain,
    check_clock,
    check_database,
    check_role,
    check_writing,
)
from server.doctor.findings import Found
from store.backup import back_up
from store.database import begin_raw, find_url, open_engine
from store.schema import upgrade
from store.tables import REVISION
from tests.store.office import Office
from tests.store.progress.month import fill_month
from tests.store.server import find_free_port
from tests.store.test_audit import free

CHECKS = (check_database, check_writing, check_chain, check_role, check_backup, check_clock)


def list_rules(found: Found) -> list[str]:
    return [problem.rule for problem in (*found.problems, *found.notes)]


def is_sqlite() -> bool:
    return find_url().drivername == "sqlite"


def execute(*statements: str) -> None:
    with begin_raw(find_url(), is_writing=True) as connection:
        for statement in statements:
            connection.execute(text(statement))


def list_statements(user: str) -> list[str]:
    """Those of the manual, for another user."""
    text = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    told = text.partition("```sql\n")[2].partition("```")[0]
    return re.sub(r"\bdutymap\b", user, told).strip().split("\n")


def test_before_the_first_write_nothing_is_wrong_and_nothing_is_made(local: Path) -> None:
    assert [list_rules(check()) for check in CHECKS] == [[]] * len(CHECKS)
    assert not local.exists()


def test_what_is_kept_is_sound_and_its_user_is_named(office: Office) -> None:
    fill_month()
    assert [list_rules(check()) for check in (check_database, check_writing, check_chain)] == (
        [[]] * 3
    )
    assert list_rules(check_clock()) == []
    assert check_database().fact.endswith(f" {REVISION}")
    assert int(check_chain().fact) > 0
    assert check_role().fact == ("–" if is_sqlite() else "postgres")


def test_a_database_that_was_never_filled_is_no_fault(local: Path) -> None:
    if is_sqlite():
        local.mkdir()
        (local / "dutymap.db").touch()
    assert [list_rules(look(check)) for check in (check_database, check_writing)] == [[], []]


def test_another_schema_is_told(local: Path) -> None:
    upgrade()
    execute("UPDATE alembic_version SET version_num = '000'")
    assert list_rules(look(check_database)) == ["old_schema"]


def test_a_database_that_is_not_reached_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"postgresql://office:secret@127.0.0.1:{find_free_port()}/duty"
    monkeypatch.setenv("DUTYMAP_DATABASE", address)
    for check in (check_database, check_writing):
        (problem,) = look(check).problems
        assert problem.rule == "database_failed"
        assert "secret" not in problem.advise()


def test_a_broken_chain_is_told(office: Office) -> None:
    fill_month()
    with begin_raw(find_url(), is_writing=True) as connection:
        free(connection, "audit")
        connection.execute(text("UPDATE audit SET done_by = 'x' WHERE id = 1"))
    assert set(list_rules(check_chain())) == {"broken_chain"}


def test_a_database_that_takes_no_rows_is_told(
    local: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write to any file, so SQLite is asked to refuse."""
    upgrade()
    if is_sqlite():
        monkeypatch.setenv(
            "DUTYMAP_DATABASE", f"sqlite:///file:{local}/dutymap.db?mode=ro&uri=true"
        )
        assert list_rules(look(check_writing)) == ["database_failed"]
        return
    execute(f"ALTER DATABASE {find_url().database} SET default_transaction_read_only = on")
    open_engine(find_url()).dispose()
    assert list_rules(check_writing()) == ["database_read_only"]


def test_a_user_who_may_change_rows_is_told_and_one_who_may_not_add_them(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade()
    if is_sqlite():
        assert check_role() == database.NONE_YET
        return
    assert list_rules(check_role()) == ["role_may_change"]
    create, grant_all, *statements = list_statements(user := f"u{find_url().database}")
    execute(create, grant_all.replace(", INSERT", ""))
    owner = os.environ["DUTYMAP_DATABASE"]
    monkeypatch.setenv("DUTYMAP_DATABASE", owner.replace("//postgres@", f"//{user}@"))
    (problem,) = check_writing().problems
    assert (problem.rule, problem.details["user"]) == ("role_may_not_add", user)
    monkeypatch.setenv("DUTYMAP_DATABASE", owner)
    execute(grant_all, *statements)
    monkeypatch.setenv("DUTYMAP_DATABASE", owner.replace("//postgres@", f"//{user}@"))
    assert (list_rules(check_writing()), list_rules(check_role())) == ([], [])
    fill_month()
    monkeypatch.setenv("DUTYMAP_DATABASE", owner)
    execute(f"DROP OWNED BY {user}", f"DROP ROLE {user}")


def test_a_backup_that_is_missing_or_old_is_told(
    local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade()
    monkeypatch.setenv("DUTYMAP_BACKUPS", str(tmp_path / "backups"))
    assert list_rules(check_backup()) == ["no_backup_yet"]
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "notes.txt").write_text("no backup")
    assert list_rules(check_backup()) == ["no_backup_yet"]
    target = tmp_path / "backups" / "one.db"
    back_up(target)
    assert (list_rules(check_backup()), check_backup().fact) == ([], "0.0 d")
    long_ago = time.time() - 8.2 * 86_400
    os.utime(target, (long_ago, long_ago))
    (told,) = check_backup().notes
    assert (told.rule, told.details) == ("backup_old", {"days": "8", "most": "7"})


def test_a_clock_that_is_not_the_databases_is_told(
    local: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade()
    later = datetime.now(UTC) + timedelta(seconds=100)
    monkeypatch.setattr(database, "find_now", lambda connection: later)
    (problem,) = check_clock().problems
    assert problem.rule == "clock_differs"
    assert 95 <= int(problem.details["seconds"]) <= 100


def test_a_clock_before_what_was_kept_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_month()

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) - timedelta(hours=1)

    monkeypatch.setattr(database, "datetime", Earlier)
    monkeypatch.setattr(database, "find_now", lambda connection: Earlier.now())
    assert list_rules(check_clock()) == ["clock_behind"]
