"""What is asked of this process, counted and timed as it goes by; read in `server/metrics.py`.

Nothing is kept of who asked, nor of the address beyond its kind.
"""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PAGE = "page"
KINDS = {
    "api": "program",
    "drawn": "map",
    "component": "map",
    "media": "download",
    "static": "script",
    "_stcore": "connection",
    "healthz": "check",
    "readyz": "check",
    "metrics": "check",
}
"""By the first part of the address; what ends in .csv or .json is a program's too."""
OF_PROGRAMS = (".csv", ".json")
CONNECTED = 101
SMALL = 256
"""Bytes; that a script has finished is said in fewer, and longer messages are not looked into."""
BOUNDS_S = (0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10)

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "dutymap_requests", "Answers by kind and status.", ["kind", "status"], registry=REGISTRY
)
CLICKS = Histogram(
    "dutymap_click_seconds",
    "From a click, or the opening of a page, to the end of its script.",
    ["part"],
    buckets=BOUNDS_S,
    registry=REGISTRY,
)


class Counting:
    """Around everything. `base`: the sub-path that pages stand below, "" for none."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app, self._base = app, base.strip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        kind, clicks = find_kind(scope["path"], self._base), Clicks()

        async def listen() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                clicks.begin(message.get("bytes") or b"")
            return message

        async def say(message: Message) -> None:
            status = find_status(message)
            if status:
                REQUESTS.labels(kind, status).inc()
            elif message["type"] == "websocket.send":
                clicks.end(message.get("bytes") or b"")
            await send(message)

        await self._app(scope, listen, say)


def find_kind(path: str, base: str) -> str:
    parts = path.strip("/").split("/")
    first, *below = parts[1:] or [""] if base and parts[0] == base else parts
    if not below and first.endswith(OF_PROGRAMS):
        return "program"
    return KINDS.get(first, PAGE)


def find_status(message: Message) -> int:
    """The status that an answer begins with; 0 where none begins."""
    if message["type"] == "websocket.accept":
        return CONNECTED
    begins = message["type"] in ("http.response.start", "websocket.http.response.start")
    return int(message["status"]) if begins else 0


class Clicks:
    """Those of one connection: one at a time is answered, and the last of several answers all."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._part = PAGE

    def begin(self, data: bytes) -> None:
        """A message of the browser's."""
        message = BackMsg()
        message.ParseFromString(data)
        if message.HasField("rerun_script") and self._began is None:
            self._began = time.perf_counter()
            self._part = "part" if message.rerun_script.fragment_id else PAGE

    def end(self, data: bytes) -> None:
        """A message to the browser."""
        if self._began is None or len(data) > SMALL:
            return
        message = ForwardMsg()
        message.ParseFromString(data)
        early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
        if message.HasField("script_finished") and message.script_finished != early:
            CLICKS.labels(self._part).observe(time.perf_counter() - self._began)
            self._began = None
