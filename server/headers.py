"""What a browser is told beside every answer: what it may load, and who may frame it.

A page gets one policy, the map's frame another, and everything else one that allows nothing. See
docs/decisions/045.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from components.html.scripts import FRAME_SCRIPT, list_page_hashes, write_hash
from components.session.embedded import ASKED, EMBEDDED
from server.guard.sources import SECURE, find_scheme
from server.settings import PROXY, Settings

Directives = Mapping[str, str]
NOTHING: Directives = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
PAGE: Directives = {
    **NOTHING,
    # What stands in a page by hashes, see `_write_policies`; `blob:` is how Streamlit brings the
    # script of a component: only a script that runs already can make such an address.
    "script-src": "'self' blob:",
    # Streamlit's and plotly's styles are written by scripts; ours come with the page's content.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
}
FRAME: Directives = {
    **NOTHING,
    # streamlit-folium hands what changes on the map to `eval`.
    "script-src": f"'self' 'unsafe-eval' {write_hash(FRAME_SCRIPT)}",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
}
FRAME_WITH_TILES: Directives = {**FRAME, "img-src": "'self' data: http: https:"}
"""Whoever turned a base map on named its host in the session, which no header knows."""
FRAMES: Mapping[str, Directives] = {".frame": FRAME, ".tiles": FRAME_WITH_TILES}
"""By the end of a component's name, see `components/map/frame.py`."""
PARTS = ("component", "_stcore", "media", "static", "api", "drawn")
"""The first step of an address, below the pages' own path, that is no page's."""
EMBEDDED_KIND = "embedded"
"""A page that other sites may frame, and that was asked for so."""
TAKEN = "media"
"""Files of one reader's session, which nobody between keeps."""
SAME_FOR_ALL = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "serial=(), hid=(), midi=(), display-capture=(), accelerometer=(), "
    "gyroscope=(), magnetometer=(), publickey-credentials-get=()",
}
TILES_REFERRER = "strict-origin-when-cross-origin"
"""A key for Tianditu may be bound to the host of the page."""
HSTS = "max-age=31536000"
UNCHANGED, FAILED = 304, 500
"""What is unchanged comes without its type."""
STARTS = ("http.response.start", "websocket.http.response.start", "websocket.accept")


class HeadersMiddleware:
    """Sets the headers of every answer of `app`, also of one that failed and of a WebSocket that is
    let in; what refuses one, or what is no HTTP, uvicorn answers by itself.

    `settings`: which sites may show a page in a frame of theirs, beside our own, and which proxy is
    believed that it was asked by https. `base`: the sub-path that pages stand below.
    """

    def __init__(self, app: ASGIApp, settings: Settings, base: str = "") -> None:
        self._app, self._settings = app, settings
        self._base = f"/{base.strip('/')}".rstrip("/")
        has_gateway = settings.sign_in.source == PROXY
        self._policies = _write_policies(settings.sites.frame_ancestors, has_gateway)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        is_started = False

        async def send_on(message: Message) -> None:
            nonlocal is_started
            if message["type"] in STARTS:
                is_started = True
                self._add(MutableHeaders(scope=message), scope, message.get("status"))
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception:
            # Starlette's own answer to a failure is made outside of all that is given to it.
            if scope["type"] == "http" and not is_started:
                await PlainTextResponse("", FAILED)(scope, receive, send_on)
            raise

    def _add(self, headers: MutableHeaders, scope: Scope, status: int | None) -> None:
        is_page = status == UNCHANGED or headers.get("Content-Type", "").startswith("text/html")
        kind = self._find_kind(scope, is_page=is_page)
        headers["Content-Security-Policy"] = self._policies[kind]
        if kind == TAKEN:
            headers["Cache-Control"] = "no-store"
        if kind in ("page", EMBEDDED_KIND):
            # A page that a browser keeps would be kept with the policy of another version.
            for name in ("ETag", "Last-Modified"):
                del headers[name]
        for name, value in SAME_FOR_ALL.items():
            headers[name] = value
        if kind == ".tiles":
            headers["Referrer-Policy"] = TILES_REFERRER
        if find_scheme(scope, self._settings) in SECURE.values():
            headers["Strict-Transport-Security"] = HSTS
            _secure_cookies(headers)

    def _find_kind(self, scope: Scope, *, is_page: bool) -> str:
        """Of `_write_policies`; `is_page`: where the address is none of `PARTS`."""
        below = scope["path"].removeprefix(self._base).strip("/")
        part, _, rest = below.partition("/")
        if part not in PARTS:
            is_asked = ASKED.encode() in scope["query_string"].split(b"&")
            is_embedded = is_asked and below in EMBEDDED.values()
            return "" if not is_page else EMBEDDED_KIND if is_embedded else "page"
        if part == TAKEN:
            return TAKEN
        component = rest.partition("/")[0]
        kinds = [kind for kind in FRAMES if component.endswith(kind)]
        return kinds[0] if part == "component" and kinds else ""


def _secure_cookies(headers: MutableHeaders) -> None:
    """Streamlit knows of https only where it holds the certificate itself."""
    headers.raw[:] = [
        (name, value + b"; Secure")
        if name.lower() == b"set-cookie" and b"secure" not in _list_flags(value)
        else (name, value)
        for name, value in headers.raw
    ]


def _list_flags(cookie: bytes) -> list[bytes]:
    return [flag.strip().lower() for flag in cookie.split(b";")[1:]]


@cache
def _write_policies(frame_ancestors: tuple[str, ...], has_gateway: bool) -> dict[str, str]:
    """The Content-Security-Policy of a page, one that sites may frame, each of `FRAMES`, files
    that are taken, and ("") all else."""
    # A gateway whose own session is over leads our forms, signing in and out, to where it signs
    # people in, which only it knows; and a browser follows no form where the policy does not lead.
    forms = {"form-action": "'self' https:" if has_gateway else "'self'"}
    # Every frame around a frame is asked: the map's stands in a page that stands in a site.
    around = {"frame-ancestors": " ".join(["'self'", *frame_ancestors])}
    scripts = " ".join([PAGE["script-src"], *_list_index_hashes(), *list_page_hashes()])
    policies = {
        "page": {**PAGE, **forms, "script-src": scripts, "frame-ancestors": "'self'"},
        EMBEDDED_KIND: {**PAGE, **forms, "script-src": scripts, **around},
        **{kind: {**NOTHING, "frame-ancestors": "'none'"} for kind in ("", TAKEN)},
        **{kind: {**directives, **around} for kind, directives in FRAMES.items()},
    }
    return {
        kind: "; ".join(f"{name} {value}" for name, value in directives.items())
        for kind, directives in policies.items()
    }


def _list_index_hashes() -> list[str]:
    """The scripts that stand in Streamlit's own page."""
    page = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    return [write_hash(text) for text in re.findall(r"<script>(.*?)</script>", page, re.DOTALL)]
