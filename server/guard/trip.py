"""To the OpenID Connect provider and back: Streamlit's own addresses, with what they lack.

Streamlit forgets the page that was asked for, says nothing where a sign-in failed, takes its cookie
for a sign-in for thirty days, and knows nobody who came by another name than the one that the
provider leads back to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope
from streamlit.web.server.starlette.starlette_server_config import (
    AUTH_COOKIE_MAX_AGE_SECONDS,
)

from geo.packages.problems import DataError
from server.guard.entrance import Answers
from server.guard.headers import find_cookies
from server.guard.paths import BEGIN, CALLBACK, LOG_OUT, SIGN_IN, Paths
from server.guard.people import People, Visit
from server.guard.provider import find_place, load_provider, write_login
from server.guard.sources import read_cookies
from server.settings import Settings

NEXT, NEXT_S = "dutymap-next", 600
"""The cookie that holds the page asked for, and how long a sign-in may take."""
LASTING = f"max-age={AUTH_COOKIE_MAX_AGE_SECONDS}"
TOLD = ("code", "state", "error")
"""What a provider says at the end of a sign-in, and not at the end of a sign-out."""
FAILED = 400
Pair = tuple[bytes, bytes]
WriteCookie = Callable[[Scope, str], Pair]


class Trip:
    """`write_cookie`: of a session's token."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        people: People,
        paths: Paths,
        answers: Answers,
        write_cookie: WriteCookie,
    ) -> None:
        self._app, self._settings, self._people = app, settings, people
        self._paths, self._answers, self._write_cookie = paths, answers, write_cookie

    def answer(self, scope: Scope, own: str, host: str, back: str) -> Response | None:
        """To `own`, one of sign-in's addresses: that it does not go by this name, or the way to the
        provider. `host`: as the reader named it; `back`: the page to return to."""
        if own not in (SIGN_IN, BEGIN):
            return None
        origin = load_provider(self._settings).origin
        if find_place(f"{urlsplit(origin).scheme}://{host}") != find_place(origin):
            return self._answers.refuse_place(origin, back)
        if own != BEGIN or scope["method"] != "POST":
            return None
        answer = self._answers.lead_out(write_login())
        answer.raw_headers.append(self._write_next(scope, back, NEXT_S))
        return answer

    async def follow(self, scope: Scope, receive: Receive, visit: Visit, address: str) -> Response:
        """What is answered to one of Streamlit's own addresses."""
        path = str(scope["path"]).removeprefix(self._paths.base)
        back = self._read_next(scope)
        if path == LOG_OUT and visit.token:
            return self._answers.ask_to_leave()
        if path == CALLBACK and visit.token:  # an old page, found on the way back
            return self._answers.lead_back(back)
        answer = await self._ask_streamlit(scope, receive)
        if path == CALLBACK:
            return await self._come_back(scope, answer, back, address)
        if answer.status_code >= FAILED:
            return self._answers.say_away(back)
        if path != LOG_OUT and answer.headers.get("location", "").startswith("/"):
            return self._answers.lead_to(SIGN_IN, back)  # begun too long ago
        return answer

    async def _come_back(self, scope: Scope, answer: Response, back: str, address: str) -> Response:
        """From the provider: somebody signed in or out, or could not."""
        told = parse_qs(scope["query_string"].decode("latin-1"))
        if not any(key in told for key in TOLD):
            return self._answers.lead_to("/")
        kept = _list_cookies(answer)
        identity = read_cookies(_read_cookies(kept), self._settings)
        if identity is None:
            loop = asyncio.get_running_loop()
            about = "provider" if "error" in told else "openid"
            loop.run_in_executor(None, self._people.note, "sign_in_failed", about, address)
            return self._answers.say_failed(back)
        try:
            visit = await self._people.begin(identity, address)
        except DataError as error:
            return self._answers.say_why(Visit(problems=error.problems), is_page=True)
        done = self._answers.lead_back(back)
        done.raw_headers += [*kept, self._write_cookie(scope, visit.token)]
        done.raw_headers.append(self._write_next(scope, "", 0))
        return done

    async def _ask_streamlit(self, scope: Scope, receive: Receive) -> Response:
        answer = Response()

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status_code = message["status"]
                answer.raw_headers = _harden(list(message["headers"]), scope["scheme"])
            else:
                answer.body = bytes(answer.body) + message.get("body", b"")

        await self._app(scope, receive, keep)
        return answer

    def _read_next(self, scope: Scope) -> str:
        return self._paths.check_next(unquote(find_cookies(scope["headers"]).get(NEXT, "")))

    def _write_next(self, scope: Scope, back: str, seconds: int) -> Pair:
        flags = f"Path={self._paths.base or '/'}; Max-Age={seconds}; HttpOnly; SameSite=Lax"
        pair = b"set-cookie", f"{NEXT}={quote(back, safe='')}; {flags}".encode()
        return _harden([pair], scope["scheme"])[0]


def _list_cookies(answer: Response) -> list[Pair]:
    return [pair for pair in answer.raw_headers if pair[0] == b"set-cookie"]


def _read_cookies(pairs: list[Pair]) -> dict[str, str]:
    """As a browser would send them back: those taken away before they are given again do not
    count."""
    found: dict[str, str] = {}
    for _, value in pairs:
        name, _, rest = value.decode("latin-1").partition("=")
        found[name] = rest.partition(";")[0].strip('"')
    return {name: value for name, value in found.items() if value}


def _harden(headers: list[Pair], scheme: str) -> list[Pair]:
    """Streamlit's cookies last as long as the browser is open, and behind https go by it alone."""
    return [
        (name, _harden_cookie(value.decode("latin-1"), scheme) if name == b"set-cookie" else value)
        for name, value in headers
    ]


def _harden_cookie(cookie: str, scheme: str) -> bytes:
    kept, *flags = cookie.split("; ")
    flags = [flag for flag in flags if flag.lower() != LASTING]
    if scheme in ("https", "wss") and "secure" not in map(str.lower, flags):
        flags.append("Secure")
    return "; ".join([kept, *flags]).encode("latin-1")
