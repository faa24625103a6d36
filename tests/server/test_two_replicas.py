"""One of two replicas dies, is drained, is started again, and nobody in the room notices."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from benchmarks.pages import DISTRICTS
from store.database import open_engine, read
from store.progress.calendar import find_month
from store.progress.periods import Period, open_period
from store.progress.reports import list_reports
from tests.real_model import MODEL
from tests.server.loop import run_apart
from tests.server.open_page import OpenPage
from tests.server.room import SAID, Room, Size, list_lines
from tests.server.two_machines import Machines, ask, name_database, run_machines, wait_until

SIZE = Size(views=12, writers=3, writes=60, rest_s=0.2)


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with run_machines(tmp_path_factory.mktemp("machines")) as running:
        yield running


@pytest.fixture(scope="module")
def period(machines: Machines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Period]:
    """A month that is reported on, in the replicas' database."""
    local = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in name_database(machines.database, local).items():
            patch.setenv(name, value)
        yield open_period(MODEL, find_month("2025-11"), "甲")
    open_engine.cache_clear()


def test_reading_goes_on_without_the_database_and_writing_says_so(
    machines: Machines, period: Period
) -> None:
    replica = machines.replicas["a"]
    line = list_lines(period)[SIZE.writers]
    query = f"plan={line.plan}&period=2025-11&line={line.key}"
    view, form = OpenPage([machines.address]), OpenPage([replica.address], "progress", query)

    async def report(text: str) -> str:
        await form.report(text)
        return "\n".join(form.texts)

    async def run() -> None:
        await asyncio.gather(view.connect(), form.connect())
        assert SAID in await report("以前")
        machines.database.stop()
        assert DISTRICTS[0] in await view.choose(DISTRICTS[0])
        assert "数据库不能使用" in await report("停了")
        for one in machines.replicas.values():
            wait_until(one.address, "/readyz", 503)
            assert ask(one.address, "/readyz/reading") == 200
        await asyncio.sleep(2)  # the proxy looks twice
        new = OpenPage([machines.address])
        await new.connect()
        assert DISTRICTS[1] in await new.choose(DISTRICTS[1])
        machines.database.start()
        for one in machines.replicas.values():
            wait_until(one.address, "/readyz")
        assert SAID in await report("以后")

    run_apart(run())
    with read() as connection:
        assert connection
        kept = list_reports(connection, period)
    assert [one.said.text for one in kept if one.line_id == line.id] == ["以前", "以后"]


def test_pages_outlive_their_replica_and_nothing_written_is_lost(
    machines: Machines, period: Period
) -> None:
    room = Room(machines, SIZE, list_lines(period)[: SIZE.writers])
    run_apart(room.run())
    assert {code: len(found) for code, found in room.answers.items()} == dict.fromkeys(DISTRICTS, 1)
    assert len({next(iter(found)) for found in room.answers.values()}) == len(DISTRICTS)
    assert all(view.connections > 1 for view in room.views), "each lost its replica once"
    assert room.count_failures() == 0, room.visits
    assert room.count_wrong(period) == 0
