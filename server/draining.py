"""A server that is told to stop sends its pages to the other replicas first.

It says at once that it is not ready, and answers as before until every proxy has noticed. Then it
takes no new pages, and closes those that are open one after the other, so that the replica that
gets them is not asked for all of them at the same moment; one that is being made may finish. What
was asked of it is answered to the end, and all of it is over in a bounded time. See
docs/decisions/043.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from geo.packages.problems import DataError, Problem
from server.answering import ALWAYS_NEW, UNREADY
from server.sessions import close, is_busy, list_sessions

NOTICE_S = 3.0
"""Longer than a proxy takes to notice, see `deploy/haproxy.cfg`."""
PAGES_S = 17.0
"""Within it every page is closed."""
APART_S = 0.2
"""Between two pages, where they are few: as long as the other replica needs for one."""
REQUESTS_S = 10
"""For what is still being answered at the end."""
LOOK_S = 0.05
SIGNALS = [signal.SIGTERM, *([signal.SIGBREAK] if hasattr(signal, "SIGBREAK") else [])]
"""What stops a service; Ctrl+C stops at once, as does the second of these."""
ASKED_BEFORE_CONNECTING = ("/_stcore/health", "/_stcore/host-config")
SOON = {**ALWAYS_NEW, "Retry-After": "1"}
Handler = Callable[[int, FrameType | None], Any]


class Draining:
    """`has_begun`: no proxy shall send new pages; `takes_none`: none is taken any more."""

    def __init__(self) -> None:
        self.has_begun = self.takes_none = False

    def check(self) -> None:
        """Raises `DataError` where the server is to stop."""
        if self.has_begun:
            raise DataError([Problem("draining", "SIGTERM")])

    async def run(self) -> None:
        """Returns when no page is left, or the time is over."""
        self.has_begun = True
        if list_sessions():
            await asyncio.sleep(NOTICE_S)
        self.takes_none = True
        end = time.monotonic() + PAGES_S
        while (left := list_sessions()) and time.monotonic() < end:
            quiet = [session for session in left if not is_busy(session)]
            if not quiet:
                await asyncio.sleep(LOOK_S)
                continue
            await close(quiet[0])
            await asyncio.sleep(min(APART_S, (end - time.monotonic()) / len(left) / 2))
        await asyncio.gather(*map(close, list_sessions()))


DRAINING = Draining()


def drain_when_stopped() -> None:
    """From now on, the first signal to stop drains, then stops. Called by the server's loop."""
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        stop = signal.getsignal(number)
        if callable(stop):
            _bound_requests(stop)
            signal.signal(number, _build_handler(loop, stop))


def _build_handler(loop: asyncio.AbstractEventLoop, stop: Handler) -> Handler:
    tasks: list[asyncio.Task[None]] = []

    async def drain(number: int) -> None:
        await DRAINING.run()
        stop(number, None)

    def begin(number: int, frame: FrameType | None) -> None:
        if DRAINING.has_begun:
            return stop(number, frame)
        loop.call_soon_threadsafe(lambda: tasks.append(loop.create_task(drain(number))))

    return begin


def _bound_requests(stop: Handler) -> None:
    """uvicorn waits for what is being answered, by default without an end."""
    server = getattr(stop, "__self__", None)
    if server is not None:
        server.config.timeout_graceful_shutdown = REQUESTS_S


class Door:
    """Around everything: a server that takes no new pages says so to who would connect."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if DRAINING.takes_none:
            refusal = PlainTextResponse("", UNREADY, headers=SOON)
            if scope["type"] == "websocket":
                return await WebSocket(scope, receive, send).send_denial_response(refusal)
            if scope["type"] == "http" and scope["path"].endswith(ASKED_BEFORE_CONNECTING):
                return await refusal(scope, receive, send)
        await self._app(scope, receive, send)
