"""A server told to stop: not ready at once, gone only when its pages are closed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from benchmarks.client import Session, open_stream
from server.sessions import RESTARTS
from tests.browser.app_server import AppServer, run_app
from tests.server.loop import run_apart
from tests.server.two_machines import ask, wait_until

STOPPED = -15


def test_pages_are_answered_until_they_are_closed(tmp_path: Path) -> None:
    async def run(server: AppServer) -> None:
        pages = [await Session.open(server.address) for _ in range(3)]
        server.drain()
        await asyncio.to_thread(wait_until, server.address, "/readyz", 503)
        found = [ask(server.address, path) for path in ("/readyz/reading", "/healthz", "/")]
        assert found == [503, 200, 200]
        late = await Session.open(server.address)  # no proxy has noticed yet
        for page in pages:
            await page.click()
        closed = [asyncio.create_task(wait_for_end(page)) for page in (*pages, late)]
        await asyncio.wait(closed, return_when=asyncio.FIRST_COMPLETED)
        assert ask(server.address, "/_stcore/health") == 503, "who lost its page asks another one"
        with pytest.raises(InvalidStatus, match="503"):
            await open_stream(server.address)
        assert await asyncio.gather(*closed) == [RESTARTS] * 4

    with run_app(environment={"DUTYMAP_LOCAL": str(tmp_path)}) as server:
        run_apart(run(server))
        assert server.wait() == STOPPED


async def wait_for_end(page: Session) -> int | None:
    """The code with which its connection is closed."""
    while True:
        try:
            await page.connection.recv()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None


def test_a_server_without_pages_stops_at_once(tmp_path: Path) -> None:
    with run_app(environment={"DUTYMAP_LOCAL": str(tmp_path)}) as server:
        server.drain()
        assert server.wait() == STOPPED
