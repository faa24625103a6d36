"""A plan whose file was read and kept, in a database of the test's own."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from store import database, folders, publishing
from store.database import read
from store.publishing import State
from tests.geo.intake.typeset import write_docx

CODE = "next-year"
DUTIES = (
    ("督办事项", "承办", "会办", "时间"),
    ("巡查河道。", "市水务局", "市生态环境局", "年底前"),
    ("种树。", "市园林绿化局", "———", "6月底前"),
)
SAID = {"督办事项": "text", "承办": "main"}


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """From now on an empty database below `folder`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUTYMAP_LOCAL", str(folder / "local"))
        patch.delenv("DUTYMAP_DATABASE", raising=False)
        yield
        database.open_engine.cache_clear()
        folders._looked_through.clear()


_FILLED: dict[str, bytes] = {}


def fill_once(name: str, fill: Callable[[], object]) -> None:
    """Into the database of `own_database`, which is empty, what `fill` keeps there; after the first
    time of a name as a copy of what that came to."""
    path = Path(str(database.find_url().database))
    if name in _FILLED:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_FILLED[name])
        return
    fill()
    copy = path.with_name("copy.db")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    _FILLED[name] = copy.read_bytes()
    copy.unlink()


def keep_plan(
    folder: Path,
    rows: Sequence[Sequence[str]] = DUTIES,
    columns: Mapping[str, str] | None = SAID,
    code: str = CODE,
    series: str = "",
) -> None:
    """A Word file of this table, read for a plan."""
    path = folder / "督办事项.docx"
    write_docx(path, rows)
    publishing.import_file(path, code, "beijing", None, "甲", columns, series)


def look(code: str = CODE) -> State:
    with read() as connection:
        assert connection
        return publishing.load_state(connection, code)
