"""A guard with a product behind it that says what reached it, asked without a network."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from starlette.types import Message, Receive, Scope, Send

from geo.packages.problems import DataError, Problem
from server.guard.guard import Guard
from server.guard.people import People
from server.guard.sources import Identity
from server.settings import Settings, read_settings
from tests.server.loop import run_apart

GATEWAY, ELSEWHERE, READER = "10.1.2.3", "10.9.9.9", "192.168.7.7"
PAGE = {"accept": "text/html,application/xhtml+xml", "host": "duty.example"}
PROXY = f"""
[sign_in]
source = "proxy"
contact = "信息中心"
[proxy]
addresses = ["{GATEWAY}"]
[groups]
desk = ["plan_desk", "unit:haidian"]
"""
CLOSED = f"{PROXY}[reading]\nopen = false\n"
LASTS = {"lasts": "30;12"}
"""What the product is told of sessions, where somebody can sign in."""
OF_ZHANG = {"x-remote-user": "zhang", "x-remote-name": "张三", "x-forwarded-for": READER}


class Memory:
    """What a store keeps of sessions, for one test."""

    def __init__(self) -> None:
        self.sessions: dict[str, str] = {}
        self.begun = 0
        self.addresses: list[str] = []
        self.touched: list[str] = []
        self.ended: list[tuple[str, str]] = []
        self.events: list[tuple[str, str, str]] = []
        self.closed: set[str] = set()
        self.is_away = False

    def _ask(self) -> None:
        if self.is_away:
            raise DataError([Problem("database_failed", "db", details={"reason": "away"})])

    def begin(self, identity: Identity, address: str) -> str | None:
        self._ask()
        if identity.person in self.closed:
            return None
        self.begun += 1
        token = f"token{self.begun}"
        self.sessions[token] = identity.person
        self.addresses.append(address)
        return token

    def find(self, token: str) -> str | None:
        self._ask()
        return self.sessions.get(token)

    def touch(self, token: str) -> None:
        self._ask()
        self.touched.append(token)

    def end(self, token: str, why: str) -> None:
        self._ask()
        self.sessions.pop(token, None)
        self.ended.append((token, why))

    def note(self, kind: str, about: str, address: str) -> None:
        self._ask()
        self.events.append((kind, about, address))


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Site:
    """`reached`: the scopes that came through."""

    guard: Guard
    memory: Memory
    now: list[float]
    reached: list[Scope] = field(default_factory=list)

    def told(self) -> dict[str, str]:
        """What the guard said to the product, by header without its beginning, of the last."""
        return {
            name.decode().removeprefix("x-dutymap-"): unquote(value.decode())
            for name, value in self.reached[-1]["headers"]
            if name.startswith(b"x-dutymap-")
        }

    def ask(self, path: str, peer: str = ELSEWHERE, method: str = "GET", **more: Any) -> Answer:
        return run_apart(ask(self.guard, path, peer, method, **more))


def build_site(text: str = "", base: str = "", listens: str = "", **more: Any) -> Site:
    """`text`: of the settings."""
    memory, now = Memory(), [0.0]
    reached: list[Scope] = []

    async def product(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope)
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"the product"})
            return
        await receive()
        await send({"type": "websocket.accept", "headers": []})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": message["bytes"]})

    settings: Settings = read_settings(text)
    people = People(memory, lambda: now[0])
    guard = Guard(product, settings, people, base, listens, **more)
    return Site(guard, memory, now, reached)


def build_scope(path: str, peer: str, method: str, headers: dict[str, Any], kind: str) -> Scope:
    """A header's value may be bytes, and a list of several."""
    pairs: list[tuple[bytes, bytes]] = []
    for name, told in headers.items():
        for value in told if isinstance(told, list) else [told]:
            pairs.append((name.encode(), value if isinstance(value, bytes) else value.encode()))
    path, _, query = path.partition("?")
    scheme = "ws" if kind == "websocket" else "http"
    return {
        "type": kind,
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "scheme": scheme,
        "headers": pairs,
        "client": (peer, 5000),
        "server": ("0.0.0.0", 8501),
        "extensions": {"websocket.http.response": {}},
    }


async def ask(
    app: Any,
    path: str,
    peer: str = ELSEWHERE,
    method: str = "GET",
    headers: dict[str, Any] | None = None,
    kind: str = "http",
) -> Answer:
    """`headers`: besides the host's name and, where none is said, a browser's wish for a page."""
    scope = build_scope(path, peer, method, PAGE | (headers or {}), kind)
    answer = Answer(0, {}, "")

    async def receive() -> Message:
        if kind == "websocket":
            return {"type": "websocket.connect"}
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if "status" in message:
            answer.status = message["status"]
            answer.headers = {k.decode(): v.decode() for k, v in message.get("headers", ())}
        answer.body += message.get("body", b"").decode()

    await app(scope, receive, send)
    await asyncio.sleep(0)
    return answer


def read_cookie(answer: Answer) -> dict[str, str]:
    """As a browser sends it back."""
    return {"cookie": answer.headers["set-cookie"].partition(";")[0]}
