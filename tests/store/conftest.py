"""Tests of the store run on SQLite and on a real PostgreSQL, each with a database of its own."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from store import database, folders
from tests.geo import tiny
from tests.store.office import Office
from tests.store.server import give_back_database, run_server, take_database


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with (
        tempfile.TemporaryDirectory(prefix="postgresql-") as folder,
        run_server(Path(folder)) as address,
    ):
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def use_database(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[], Path]]:
    """From now on an empty database, with a folder `local` of its own, which is given back; called
    again, another one."""
    with give_databases(request, monkeypatch, tmp_path) as use:
        yield use


@contextmanager
def give_databases(
    request: pytest.FixtureRequest, patch: pytest.MonkeyPatch, folder: Path
) -> Iterator[Callable[[], Path]]:
    """See `use_database`; for a fixture of any scope that has the kinds as its parameters."""
    taken: list[str] = []

    def use() -> Path:
        name = f"t{uuid.uuid4().hex}"
        local = folder / name
        patch.setenv("DUTYMAP_LOCAL", str(local))
        patch.delenv("DUTYMAP_DATABASE", raising=False)
        if request.param == "postgresql":
            address = request.getfixturevalue("server")
            take_database(address, name)
            taken.append(name)
            patch.setenv("DUTYMAP_DATABASE", f"{address}{name}")
        return local

    yield use
    for name in taken:
        address = request.getfixturevalue("server")
        url = make_url(f"{address}{name}").set(drivername="postgresql+psycopg")
        database.open_engine(url).dispose()
        give_back_database(address, name)
    database.open_engine.cache_clear()
    folders._looked_through.clear()


@pytest.fixture
def local(use_database: Callable[[], Path]) -> Path:
    """The folder `local` of an empty database that is in use."""
    return use_database()


@pytest.fixture
def office(
    local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_folder: Path
) -> Office:
    """An office in the tiny region, with an empty database."""
    monkeypatch.setenv("DUTYMAP_DATA", str(tiny_folder))
    return Office(tmp_path / "desk")


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of `tests.geo.tiny`, registered, not to be changed."""
    from data.build.register import register_files

    folder = tmp_path_factory.mktemp("tiny")
    tiny.write_packages(folder)
    for descriptor in sorted(folder.glob("*/*/datapackage.json")):
        register_files(descriptor)
    return folder
