"""Two replicas behind HAProxy with PostgreSQL: what a room notices of one that dies, and what
cut connections leave behind."""

from __future__ import annotations

import asyncio
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from prometheus_client.parser import text_string_to_metric_families

from benchmarks.client import Session
from benchmarks.goals import Results
from benchmarks.servers import Server, read_memory_mib, serve
from benchmarks.sessions import measure_load
from store.progress.calendar import find_month
from store.progress.periods import open_period
from tests.real_model import MODEL
from tests.server.room import Room, Size, list_lines
from tests.server.two_machines import name_database, run_machines

SIZE = Size(views=100, writers=4, writes=2000, rest_s=3.0)
FEW, MANY = 200, 1200
"""Streamlit keeps the last 128 sessions whose connection was cut, should they come back."""
SESSIONS, LOAD_S = 100, 60
AT_ONCE = 10
SETTLED_S = 3


def measure_machines() -> Results:
    """What the rows of two machines are made of."""
    with tempfile.TemporaryDirectory() as folder:
        results = measure_room(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        results |= measure_double(Path(folder))
    with serve("ours") as server:
        results["machines.cut"] = MANY
        for count, found in measure_cut(server):
            results |= {f"machines.cut_{count}.{name}": value for name, value in found.items()}
    return results


def measure_room(folder: Path) -> Results:
    """Seconds that clicks wait by what happens, writes and requests with those that went wrong."""
    with run_machines(folder) as machines:
        desk = name_database(machines.database, folder / "desk")
        with patch.dict("os.environ", desk):
            period = open_period(MODEL, find_month("2025-11"), "甲")
            room = Room(machines, SIZE, list_lines(period)[: SIZE.writers])
            asyncio.run(room.run())
            wrong = room.count_wrong(period)
    results = Results()
    for when, waits in room.waits.items():
        ordered = sorted(waits)
        results |= {
            f"machines.{when}.clicks": len(ordered),
            f"machines.{when}.p50": ordered[len(ordered) // 2],
            f"machines.{when}.p95": ordered[int(len(ordered) * 0.95)],
            f"machines.{when}.longest": ordered[-1],
        }
    return results | {
        "machines.views": len(room.views),
        "machines.different": sum(len(found) - 1 for found in room.answers.values()),
        "machines.writes": sum(map(len, room.said.values())),
        "machines.wrong": wrong,
        "machines.requests": room.visits.total(),
        "machines.failed": room.count_failures(),
    }


def measure_double(folder: Path) -> Results:
    """Milliseconds that clicks wait: so many sessions on one replica, twice as many on two."""
    results = Results()
    with run_machines(folder) as machines:
        replica = machines.replicas["a"]
        for name, address, count in (
            ("one", replica.address, SESSIONS),
            ("two", machines.address, 2 * SESSIONS),
        ):
            found = measure_load(Server(address, replica.pid), count, LOAD_S)
            results |= {f"machines.{name}.{figure}": value for figure, value in found.items()}
    return results


def measure_cut(server: Server) -> Iterator[tuple[int, Results]]:
    """After so many connections that were cut without a word: MiB, and what the server counts."""
    for count, before in ((FEW, 0), (MANY, FEW)):
        asyncio.run(_cut(server, count - before))
        yield count, {"mib": read_memory_mib(server.pid), **_read_figures(server)}


async def _cut(server: Server, count: int) -> None:
    async def visit() -> None:
        session = await Session.open(server.address)
        await session.click()
        session.connection.transport.abort()

    for done in range(0, count, AT_ONCE):
        await asyncio.gather(*(visit() for _ in range(min(AT_ONCE, count - done))))
    await asyncio.sleep(SETTLED_S)


def _read_figures(server: Server) -> Results:
    wanted = {"dutymap_sessions_open": "open", "process_open_fds": "files"}
    with urllib.request.urlopen(f"{server.address}/metrics", timeout=30) as answer:
        told = answer.read().decode()
    return {
        wanted[sample.name]: sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
        if sample.name in wanted
    }
