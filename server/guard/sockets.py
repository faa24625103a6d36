"""Open connections of known people, closed when their session ends.

A page is one connection that stays for hours: signing out elsewhere, a closed account, the end of
the time, all of that has to reach it.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.packages.problems import DataError
from server.guard.people import People

LOOK_S = 4.0
ENDED = 4401
"""The code of a connection whose session has ended, of those that are free to use."""
REASON = "the session has ended"


class Socket:
    """Passes on what is said; once ended, its page hears of nothing but the end."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self.is_ended = self.was_used = False

    async def receive(self) -> Message:
        message = await self._receive()
        if self.is_ended:
            return {"type": "websocket.disconnect", "code": ENDED, "reason": REASON}
        self.was_used |= message["type"] == "websocket.receive"
        return message

    async def send(self, message: Message) -> None:
        if not self.is_ended:
            await self._send(message)

    async def end(self) -> None:
        self.is_ended = True
        with suppress(RuntimeError, OSError):  # gone in the meantime
            await self._send({"type": "websocket.close", "code": ENDED, "reason": REASON})


class Sockets:
    def __init__(self, people: People) -> None:
        self._people = people
        self._open: dict[str, set[Socket]] = defaultdict(set)
        self._watch: asyncio.Task[None] | None = None

    async def follow(
        self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, token: str
    ) -> None:
        """Run `app` for a connection until it, or the session, ends."""
        socket = Socket(receive, send)
        self._open[token].add(socket)
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look(), name="sessions of open pages")
        try:
            await app(scope, socket.receive, socket.send)
        finally:
            self._open[token].discard(socket)
            if not self._open[token]:
                del self._open[token]

    async def _look(self) -> None:
        """As long as there is anything to look after."""
        while self._open:
            await asyncio.sleep(LOOK_S)
            await self.look()

    async def look(self) -> None:
        """Ask for every session once, and close what has none any more."""
        for token, sockets in list(self._open.items()):
            if any(socket.was_used for socket in sockets):
                for socket in sockets:
                    socket.was_used = False
                with suppress(DataError):  # where it cannot be kept, the end comes early
                    await self._people.touch(token)
        for token in await self._people.list_ended(list(self._open)):
            await self.end(token)

    async def end(self, token: str) -> None:
        for socket in list(self._open.get(token, ())):
            await socket.end()
