"""What is read once for all tests: the real model, tables, the installed packages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, event
from streamlit.components.v2 import manifest_scanner

import geo.model
import geo.own_boundaries.apart as own_boundaries
from geo.intake import apart
from geo.model import Model, Region
from geo.packages import package
from geo.packages.package import Package
from store import schema
from store.database import read_revision
from tests.asked_texts import AskedTexts

# Frames are slow to make on a busy machine; time is measured in benchmarks/, not here.
settings.register_profile(
    "frames", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25
)
settings.load_profile("frames")


def pytest_configure(config: pytest.Config) -> None:
    asked = AskedTexts()
    asked.record()
    config.pluginmanager.register(asked)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest file first: begun near the end it would leave the other worker idle."""
    items.sort(key=lambda item: item.path.name != "test_unlike.py")


@pytest.fixture(scope="session")
def model() -> Model:
    from tests.real_model import MODEL

    return MODEL


@pytest.fixture(scope="session", autouse=True)
def checked_tables() -> Iterator[None]:
    """Damaged copies of a package differ in a file: the same text is read against a schema once."""
    read: dict[tuple[bytes, str], pd.DataFrame] = {}
    parse_table = package.parse_table

    def parse_once(path: Path, label: str, schema: dict[str, Any]) -> pd.DataFrame:
        try:
            key = path.read_bytes(), json.dumps(schema)
        except OSError:
            return parse_table(path, label, schema)
        if key not in read:
            read[key] = parse_table(path, label, schema)
        return read[key].copy()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "parse_table", parse_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def checked_regions() -> Iterator[None]:
    """Most damaged copies of a plan lie in the shipped region: the same files are read once."""
    read: dict[frozenset[tuple[str, bytes]], Region] = {}
    read_region = geo.model.read_region

    def read_once(package: Package) -> Region:
        paths = [path for path in package.folder.iterdir() if path.is_file()]
        files = frozenset((path.name, path.read_bytes()) for path in paths)
        if files not in read:
            read[files] = read_region(package)
        return replace(read[files], package=package)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geo.model, "read_region", read_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def read_files() -> Iterator[None]:
    """What a process of its own made of a file's bytes is the same the next time."""
    with pytest.MonkeyPatch.context() as patch:
        run_once = cache(apart.run_apart)
        for module in (apart, own_boundaries):
            patch.setattr(
                module, "run_apart", lambda name, given, data: run_once(name, tuple(given), data)
            )
        yield


@pytest.fixture(scope="session", autouse=True)
def known_packages() -> Iterator[None]:
    """Each `AppTest` would read of every installed package whether it holds components."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(scope="session", autouse=True)
def migrated_databases() -> Iterator[None]:
    """What the migrations said to the first empty database of a kind is said to the others."""
    said: dict[str, list[tuple[str, Any]]] = {}
    migrate = schema.migrate

    def migrate_once(connection: Connection, revision: str) -> None:
        kind = connection.dialect.name
        if revision != "head" or read_revision(connection) is not None:
            migrate(connection, revision)
        elif kind in said:
            for statement, values in join_statements(kind, said[kind]):
                connection.exec_driver_sql(statement, values)
        else:
            said[kind] = listen_to(connection, partial(migrate, connection, revision))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "migrate", migrate_once)
        yield


def join_statements(kind: str, said: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """In one journey, where the database is a server and takes several at once."""
    if kind != "postgresql" or any(values for _, values in said):
        return said
    return [(";\n".join(statement for statement, _ in said), ())]


def listen_to(connection: Connection, act: Callable[[], None]) -> list[tuple[str, Any]]:
    """The statements of an act that change something."""
    heard: list[tuple[str, Any]] = []

    def note(*said: Any) -> None:
        statement, values = said[2:4]
        if not statement.lstrip().startswith(("SELECT", "PRAGMA")):
            heard.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    act()
    event.remove(connection, "before_cursor_execute", note)
    return heard
