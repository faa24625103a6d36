"""What guard and headers add to a click: a message comes, twenty go, a file is fetched.

In one process and without a network, with and without them in turns, for somebody whom a gateway
names and whose session a database keeps.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from benchmarks.goals import Results
from benchmarks.servers import name_local
from server.guard.guard import Guard
from server.guard.kept import Kept
from server.guard.people import People
from server.headers import HeadersMiddleware
from server.settings import read_settings

ROUNDS, CLICKS, ANSWERS = 7, 1000, 20
GATEWAY = "10.1.2.3"
SETTINGS = f"[sign_in]\nsource = 'proxy'\n[proxy]\naddresses = ['{GATEWAY}']"
BROWSER = {
    **{"host": "duty.example", "user-agent": "Mozilla/5.0 " * 8, "accept": "text/html,*/*;q=0.8"},
    **{"accept-language": "zh-CN,zh;q=0.9", "accept-encoding": "gzip, deflate, br, zstd"},
    **{"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
    **{"x-remote-user": "zhang", "x-forwarded-for": "192.168.7.7", "x-forwarded-proto": "https"},
}


def measure_guarding() -> Results:
    """Milliseconds, the median of the rounds."""
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, name_local(Path(folder))):
        return asyncio.run(_take_turns())


async def _take_turns() -> Results:
    settings = read_settings(SETTINGS)
    guarded = HeadersMiddleware(Guard(_answer, settings, People(Kept(settings))), settings)
    cookie = await _sign_in(guarded)
    ways: dict[str, ASGIApp] = {"with": guarded, "without": _answer}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS + 1):
        for name, way in ways.items():
            found = await _click(way, cookie)
            if number:  # the first round warms up
                times[name].append(found)
    both = {name: statistics.median(found) for name, found in times.items()}
    return {"guarding.click": both["with"] - both["without"]}


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    """In place of the product."""
    if scope["type"] == "http":
        return await Response(b"{}", media_type="application/json")(scope, receive, send)
    await send({"type": "websocket.accept", "headers": []})
    while (await receive())["type"] == "websocket.receive":
        for _ in range(ANSWERS):
            await send({"type": "websocket.send", "bytes": b""})


async def _sign_in(app: ASGIApp) -> str:
    """The cookie of a session that began."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await app(_write_scope("http"), _receive_nothing, send)
    headers: dict[bytes, bytes] = dict(sent[0]["headers"])
    return headers[b"set-cookie"].decode().partition(";")[0]


async def _click(app: ASGIApp, cookie: str) -> float:
    """Milliseconds of one of many clicks over one connection."""
    left = CLICKS

    async def receive() -> Message:
        nonlocal left
        if not left:
            return {"type": "websocket.disconnect", "code": 1000}
        left -= 1
        await app(_write_scope("http", cookie), _receive_nothing, _forget)
        return {"type": "websocket.receive", "bytes": b""}

    began = time.perf_counter()
    await app(_write_scope("websocket", cookie), receive, _forget)
    return (time.perf_counter() - began) / CLICKS * 1000


def _write_scope(kind: str, cookie: str = "") -> Scope:
    headers = {**BROWSER, "cookie": cookie} if cookie else BROWSER
    return {
        **{"type": kind, "method": "GET", "path": "/", "raw_path": b"/", "query_string": b""},
        **{"scheme": "http" if kind == "http" else "ws", "client": (GATEWAY, 40000)},
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }


async def _receive_nothing() -> Message:
    return {"type": "http.request", "body": b""}


async def _forget(message: Message) -> None:
    """Nobody reads it."""
