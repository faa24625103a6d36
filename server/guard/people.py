"""From a request to a session that still holds.

A person is known by what the source says in every single request, and by a session of the store,
which begins at first sight and can be ended on any replica. Who comes with an ended session is
nobody until they sign in again by a click of their own: a gateway that knows them still does not
undo their signing out.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool

from geo.packages.problems import DataError, Problem
from server.guard.sources import Identity

RECHECK_S = 4.0
"""For so long a session that held holds without the store being asked again."""
TOUCH_S = 60.0
"""Between two notes that somebody is still there."""
MAX_KEPT = 10_000


class Keeping(Protocol):
    """What the store keeps of sessions; everything raises `DataError` where it cannot be asked."""

    def begin(self, identity: Identity, address: str) -> str | None:
        """The token of a new session; None where the account is closed."""

    def find(self, token: str) -> str | None:
        """The person of a session that holds."""

    def touch(self, token: str) -> None: ...

    def end(self, token: str, why: str) -> None: ...

    def note(self, kind: str, about: str, address: str) -> None:
        """An event of nobody known."""


@dataclass(frozen=True)
class Visit:
    """`token`: of a session that holds, with `identity`; `is_begun`: by this request; `is_ended`:
    the one that the browser names does not hold any more; `problems`: why nobody is known."""

    identity: Identity | None = None
    token: str = ""
    is_begun: bool = False
    is_ended: bool = False
    problems: tuple[Problem, ...] = ()


class Last(OrderedDict[Hashable, Any]):
    """The last `MAX_KEPT`."""

    def keep(self, key: Hashable, value: Any) -> None:
        self[key] = value
        self.move_to_end(key)
        while len(self) > MAX_KEPT:
            self.popitem(last=False)


class People:
    def __init__(self, keeping: Keeping, clock: Callable[[], float] = time.monotonic) -> None:
        self._keeping, self._clock = keeping, clock
        self._checked, self._touched, self._begun = Last(), Last(), Last()

    async def find(
        self,
        identity: Identity | None,
        cookie: str,
        address: str,
        *,
        is_page: bool,
        begins: bool = True,
    ) -> Visit:
        """`cookie`: the token that the browser names, or "". `is_page`: a browser is told its
        token; a program without cookies goes on with what it had. `begins`: at first sight, as what
        the source says is of this very moment; else at a sign-in alone."""
        if identity is None or not (cookie or begins):
            return Visit(is_ended=bool(cookie))
        try:
            if not cookie and not is_page:
                cookie = self._begun.get((identity.person, address), "")
            if not cookie:
                return await self.begin(identity, address)
            person = await self._find_person(cookie)
            if person is None or (person != identity.person and not begins):
                return Visit(is_ended=True)
            if person != identity.person:
                await self.end(cookie, "another person")
                return await self.begin(identity, address)
            await self.touch(cookie)
            return Visit(identity, cookie)
        except DataError as error:
            return Visit(problems=error.problems)

    async def begin(self, identity: Identity, address: str) -> Visit:
        """Raises `DataError` where the account is closed too."""
        token = await run_in_threadpool(self._keeping.begin, identity, address)
        if token is None:
            raise DataError([Problem("account_closed", identity.person)])
        self._checked.keep(token, (self._clock(), identity.person))
        self._touched.keep(token, self._clock())
        self._begun.keep((identity.person, address), token)
        return Visit(identity, token, is_begun=True)

    async def end(self, token: str, why: str) -> None:
        self._checked.pop(token, None)
        await run_in_threadpool(self._keeping.end, token, why)

    async def touch(self, token: str) -> None:
        """Somebody is there."""
        if self._clock() - self._touched.get(token, -TOUCH_S) >= TOUCH_S:
            self._touched.keep(token, self._clock())
            await run_in_threadpool(self._keeping.touch, token)

    async def _find_person(self, token: str) -> str | None:
        checked = self._checked.get(token)
        if checked and self._clock() - checked[0] < RECHECK_S:
            return str(checked[1])
        person = await run_in_threadpool(self._keeping.find, token)
        if person is None:
            self._checked.pop(token, None)
        else:
            self._checked.keep(token, (self._clock(), person))
        return person

    async def list_ended(self, tokens: list[str]) -> list[str]:
        """Those that do not hold any more; none where the store cannot be asked."""

        def ask() -> list[str]:
            return [token for token in tokens if self._keeping.find(token) is None]

        try:
            return await run_in_threadpool(ask)
        except DataError:
            return []

    def note(self, kind: str, about: str, address: str) -> None:
        """As far as it can be kept; nobody waits for it."""
        try:
            self._keeping.note(kind, about, address)
        except DataError:
            return
