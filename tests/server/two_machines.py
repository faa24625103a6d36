"""Two replicas behind HAProxy with one PostgreSQL, as an office runs them, each with a disk of its
own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from store.place import SETTING
from tests.browser.app_server import ROOT, AppServer, find_free_port
from tests.store.server import Cluster, run_sql

HAPROXY = ROOT / "deploy" / "haproxy.cfg"
NAME = "office"
WAIT_S = 90
"""A busy machine answers late; what never comes still fails."""


@dataclass(frozen=True)
class Machines:
    """`address`: of the proxy, as browsers know it; `replicas`: by the proxy's names for them."""

    address: str
    replicas: dict[str, AppServer]
    database: Cluster

    def find_home(self, cookie: str) -> str:
        """The name of the replica that a browser with this cookie is sent to."""
        return cookie.rpartition("=")[2]


@contextmanager
def run_machines(folder: Path) -> Iterator[Machines]:
    """All of it running, with an empty database; stopped at the end."""
    with ExitStack() as stack:
        # Not below pytest's own, which other runs close to whoever is not this user.
        kept = stack.enter_context(tempfile.TemporaryDirectory(prefix="postgresql-"))
        database = Cluster(Path(kept))
        database.start()
        stack.callback(database.stop)
        run_sql(database.address, f"CREATE DATABASE {NAME}")
        replicas = {
            name: AppServer(environment=name_database(database, folder / name)) for name in "ab"
        }
        for replica in replicas.values():
            stack.callback(replica.stop)
            replica.start()
        port = find_free_port()
        places = {
            f"DUTYMAP_REPLICA_{name.upper()}": f"127.0.0.1:{replica.port}"
            for name, replica in replicas.items()
        }
        environment = os.environ | places | {"DUTYMAP_BIND": f"127.0.0.1:{port}"}
        with (folder / "proxy.log").open("wb") as log:
            command = [find_haproxy(), "-db", "-f", HAPROXY]
            proxy = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        stack.callback(proxy.wait, 20)
        stack.callback(proxy.terminate)
        machines = Machines(f"http://127.0.0.1:{port}", replicas, database)
        for replica in replicas.values():
            wait_until(replica.address, "/readyz")
        wait_until(machines.address, "/_stcore/health")
        yield machines


def find_haproxy() -> str:
    found = shutil.which("haproxy", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    assert found, "no HAProxy: run `make test`, which finds or installs one"
    return found


def name_database(database: Cluster, local: Path) -> dict[str, str]:
    """The settings of a machine."""
    return {SETTING: f"{database.address}{NAME}", "DUTYMAP_LOCAL": str(local)}


def ask(address: str, path: str) -> int:
    """The status of an answer; 0 where there is none."""
    try:
        with urllib.request.urlopen(f"{address}{path}", timeout=30) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, HTTPException):
        return 0


def wait_until(address: str, path: str, status: int = 200) -> None:
    deadline = time.monotonic() + WAIT_S
    while (found := ask(address, path)) != status:
        assert time.monotonic() < deadline, f"{path} answers {found}"
        time.sleep(0.1)
