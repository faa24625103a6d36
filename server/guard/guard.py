"""The layer around everything: nothing is answered before it is known to whom.

What it says to the script stands in headers of its own, percent-encoded, see
`components/session/reader.py`; whatever came with such a name was forged and is dropped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from components.session.reader import OURS, hear
from geo.packages.problems import DataError, Problem
from server.guard.entrance import Answers
from server.guard.headers import find_cookies, find_plain, write_header
from server.guard.machine import is_at_the_machine
from server.guard.paths import BEGIN, LOG_OUT, SIGN_IN, SIGN_OUT, STYLE, Paths
from server.guard.people import Last, People, Visit
from server.guard.sockets import Sockets
from server.guard.sources import (
    SECURE,
    SOURCES,
    Identity,
    find_address,
    find_peer,
    find_scheme,
    is_listed,
)
from server.guard.trip import Trip
from server.settings import NONE, OIDC, SIGNED_IN, Settings

COOKIE = "dutymap"
NOBODY = Visit()
FORGED_S = 600.0
"""What one address forges is an event once in this time."""
ENDED = (b"x-dutymap-session", b"ended")
"""Of an answer: the page that asked says so, see `components/screens/shell/connection.js`."""


@dataclass(frozen=True)
class Asked:
    """A request after what was forged in it is gone; `scope` has no header of a person left."""

    scope: Scope
    is_page: bool
    address: str
    cookie: str
    visit: Visit

    @property
    def path(self) -> str:
        return str(self.scope["path"])

    @property
    def is_socket(self) -> bool:
        return bool(self.scope["type"] == "websocket")


class Guard:
    """`base`: the sub-path; `listens`: the address that the server listens on; `problems`: of the
    settings, and then nothing else is answered."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        people: People,
        base: str = "",
        listens: str = "",
        problems: Sequence[Problem] = (),
    ) -> None:
        self._app, self._settings, self._people = app, settings, people
        self._listens, self._problems = listens, problems
        stripped = base.strip("/")
        self._paths = Paths(f"/{stripped}" if stripped else "")
        self._answers = Answers(settings, self._paths)
        self._sockets = Sockets(people)
        self._forged = Last()
        parts = (app, settings, people, self._paths, self._answers, self._write_cookie)
        self._trip = Trip(*parts) if settings.sign_in.source == OIDC else None
        proxy = settings.proxy
        told = () if settings.sign_in.source == NONE else (proxy.person, proxy.name, proxy.groups)
        self._told = frozenset(name.encode() for name in told)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        asked = self._read(scope)
        refusal = self._refuse_outright(asked)
        if refusal is not None:
            return await _answer(refusal, scope, receive, send)
        if self._settings.sign_in.source == NONE or self._paths.is_probe(asked.path):
            return await self._pass_on(asked, receive, send)
        identity = SOURCES[self._settings.sign_in.source](scope, self._settings)
        visit = await self._people.find(
            identity, asked.cookie, asked.address, is_page=asked.is_page, begins=self._trip is None
        )
        asked = replace(asked, visit=visit)
        answer = await self._answer_own(asked, identity, receive) or self._close(asked)
        if answer is not None:
            return await _answer(answer, scope, receive, self._add(send, asked))
        await self._pass_on(asked, receive, self._add(send, asked))

    def _read(self, scope: Scope) -> Asked:
        headers, settings = scope["headers"], self._settings
        is_proxy = is_listed(find_peer(scope), settings.proxy.addresses)
        ours = OURS.encode()
        forged = {
            name
            for name, _ in headers
            if name.startswith(ours) or (name in self._told and not is_proxy)
        }
        if forged:
            self._note_forged(scope, forged)
        # A doctor is told what would be believed, see `server/doctor/asked.py`.
        dropped = forged if self._paths.is_doctor(scope["path"]) else forged | self._told
        kept = [pair for pair in headers if pair[0] not in dropped]
        read: Scope = {**scope, "headers": kept, "scheme": find_scheme(scope, settings)}
        is_page = scope["type"] == "http" and self._paths.is_page(
            scope["method"], scope["path"], headers
        )
        cookie = find_cookies(headers).get(self._name_cookie(read), "")
        return Asked(read, is_page, find_address(scope, settings), cookie, NOBODY)

    def _refuse_outright(self, asked: Asked) -> Response | None:
        """What no person makes good: wrong settings, and a name that is none of ours."""
        if self._paths.find_own(asked.path) == STYLE:
            return self._answers.write_style()
        if self._problems:
            return self._answers.say_broken(self._problems)
        if not self._is_named_rightly(asked.scope) and not self._paths.is_probe(asked.path):
            return self._answers.refuse_name(is_page=asked.is_page)
        return None

    def _is_named_rightly(self, scope: Scope) -> bool:
        names = self._settings.sites.names
        if not names:
            return True
        try:
            return (urlsplit(f"//{self._find_host(scope)}").hostname or "") in names
        except ValueError:
            return False

    def _find_host(self, scope: Scope) -> str:
        """As the reader named it; a listed proxy that rewrites it says so."""
        is_proxy = is_listed(find_peer(scope), self._settings.proxy.addresses)
        told = find_plain(scope["headers"], "x-forwarded-host") if is_proxy else ""
        return told or find_plain(scope["headers"], "host")

    async def _answer_own(
        self, asked: Asked, identity: Identity | None, receive: Receive
    ) -> Response | None:
        """Sign-in's own addresses; a page is led to when somebody is known."""
        own, answers, visit = self._paths.find_own(asked.path), self._answers, asked.visit
        scope = asked.scope
        if self._trip and self._paths.is_of_provider(asked.path) and not asked.is_socket:
            return await self._trip.follow(scope, receive, visit, asked.address)
        if not own or asked.is_socket:
            return None
        is_post = scope["method"] == "POST"
        if is_post and find_plain(scope["headers"], "sec-fetch-site") == "cross-site":
            return answers.refuse_crossed()
        back = answers.read_next(scope["query_string"])
        if self._trip and (led := self._trip.answer(scope, own, self._find_host(scope), back)):
            return led
        if own == SIGN_OUT:
            return await self._sign_out(visit.token) if is_post else answers.ask_to_leave()
        if own == BEGIN and is_post and identity:
            return await self._sign_in(asked, identity, back)
        if visit.token:
            return answers.lead_back(back)
        return answers.ask_to_sign_in(visit, back)

    async def _sign_in(self, asked: Asked, identity: Identity, back: str) -> Response:
        try:
            visit = await self._people.begin(identity, asked.address)
        except DataError as error:
            return self._answers.say_why(Visit(problems=error.problems), is_page=True)
        answer = self._answers.lead_back(back)
        answer.raw_headers.append(self._write_cookie(asked.scope, visit.token))
        return answer

    async def _sign_out(self, token: str) -> Response:
        if token:
            try:
                await self._people.end(token, "signed out")
            except DataError as error:
                return self._answers.say_why(Visit(problems=error.problems), is_page=True)
            await self._sockets.end(token)
        return self._answers.lead_out(LOG_OUT) if self._trip else self._answers.lead_to(SIGN_IN)

    def _close(self, asked: Asked) -> Response | None:
        """Closed reading: who is not known is asked to sign in, or told why that cannot be."""
        source, visit = self._settings.sign_in.source, asked.visit
        if self._settings.reading.open or visit.token or self._paths.is_open(asked.path, source):
            return None
        if not asked.is_page:
            return self._answers.refuse(visit)
        if visit.problems:
            return self._answers.say_why(visit, is_page=True)
        query = asked.scope["query_string"].decode("latin-1")
        path = asked.scope.get("raw_path", asked.path.encode()).decode("latin-1")
        link = f"{path}?{query}" if query else path
        return self._answers.lead_to(SIGN_IN, self._paths.check_next(link))

    async def _pass_on(self, asked: Asked, receive: Receive, send: Send) -> None:
        """To the product, which learns who asks from headers of ours."""
        bridge = self._tell(asked)
        scope = {**asked.scope, "headers": [*asked.scope["headers"], *bridge]}
        if asked.is_socket and asked.visit.token:
            await self._sockets.follow(self._app, scope, receive, send, asked.visit.token)
        elif asked.is_socket:
            await self._app(scope, receive, send)
        else:
            with hear({name.decode(): value.decode() for name, value in bridge}):
                await self._app(scope, receive, send)

    def _tell(self, asked: Asked) -> list[tuple[bytes, bytes]]:
        told, visit, settings = [(f"{OURS}guard", "1")], asked.visit, self._settings
        is_machine = False
        if settings.sign_in.source == NONE:
            headers = asked.scope["headers"]
            plain = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}
            is_machine = is_at_the_machine(self._listens, plain)
        else:
            lasts = settings.sessions
            told.append((f"{OURS}lasts", f"{lasts.idle_minutes};{lasts.absolute_hours}"))
        if is_machine:
            told.append((f"{OURS}machine", "1"))
        if visit.identity and visit.token:
            groups = visit.identity.groups
            rights = [right for group in groups for right in settings.groups.get(group, ())]
            told += [
                (f"{OURS}session", visit.token),
                (f"{OURS}person", visit.identity.person),
                (f"{OURS}name", visit.identity.name),
                (f"{OURS}source", visit.identity.source),
                (f"{OURS}groups", ";".join(groups)),
                (f"{OURS}rights", ";".join(dict.fromkeys(rights))),
            ]
        elif settings.reading.progress == SIGNED_IN and not is_machine:
            told.append((f"{OURS}withheld", "progress"))
        return [write_header(name, text) for name, text in told]

    def _add(self, send: Send, asked: Asked) -> Send:
        """What the browser is to keep, or to know."""
        visit = asked.visit
        added = [self._write_cookie(asked.scope, visit.token)] if visit.is_begun else []
        added += [ENDED] if visit.is_ended else []

        async def send_more(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.accept"):
                message = {**message, "headers": [*message.get("headers", ()), *added]}
            await send(message)

        return send_more if added else send

    def _name_cookie(self, scope: Scope) -> str:
        """Behind https a browser takes it from nobody else, see the prefixes of RFC 6265bis."""
        if scope["scheme"] not in SECURE.values():
            return COOKIE
        return f"__Secure-{COOKIE}" if self._paths.base else f"__Host-{COOKIE}"

    def _write_cookie(self, scope: Scope, token: str) -> tuple[bytes, bytes]:
        name = self._name_cookie(scope)
        flags = f"Path={self._paths.base or '/'}; HttpOnly; SameSite=Lax"
        secure = "" if name == COOKIE else "; Secure"
        return b"set-cookie", f"{name}={token}; {flags}{secure}".encode()

    def _note_forged(self, scope: Scope, names: set[bytes]) -> None:
        told = ", ".join(sorted(name.decode("latin-1") for name in names))[:200]
        key, now = (find_peer(scope), told), asyncio.get_running_loop().time()
        if now - self._forged.get(key, -FORGED_S) < FORGED_S:
            return
        self._forged.keep(key, now)
        address = find_address(scope, self._settings)
        loop = asyncio.get_running_loop()
        loop.run_in_executor(None, self._people.note, "forged_headers", told, address)


async def _answer(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await WebSocket(scope, receive, send).send_denial_response(answer)
    else:
        await answer(scope, receive, send)
