"""Which addresses are whose, and where a reader is led back to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.guard.headers import Headers, find_plain
from server.settings import OIDC

SIGN_IN, BEGIN, SIGN_OUT, STYLE = "/sign-in", "/sign-in/begin", "/sign-out", "/sign-in/page.css"
OURS = (SIGN_IN, BEGIN, SIGN_OUT, STYLE)
DOCTOR = "/doctor"
PROBES = ("/healthz", "/readyz", "/readyz/reading", "/metrics", DOCTOR)
"""Asked by who keeps the machine running, where nobody signs in; they hold nothing of a plan, and
figures are for who asks from the machine itself, or a listed address."""
LOG_IN, LOG_OUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
OF_PROVIDERS = (LOG_IN, LOG_OUT, CALLBACK)
"""Streamlit's own, for OpenID Connect."""
NO_PAGES = ("/_stcore", "/media", "/component", "/static", "/api", "/drawn", "/app/static")
MAX_NEXT = 4000
PLAIN = re.compile(r"/[!-\[\]-~]*")
"""Printable ASCII without the backslash, which a browser takes for a slash."""


@dataclass(frozen=True)
class Paths:
    """`base`: the sub-path that pages stand below, "" or "/duty"."""

    base: str = ""

    def find_own(self, path: str) -> str:
        """One of `OURS`, or ""."""
        own = self._strip(path)
        return own if own in OURS else ""

    def is_of_provider(self, path: str) -> bool:
        return self._strip(path) in OF_PROVIDERS

    def is_open(self, path: str, source: str) -> bool:
        """Whether it is answered to who has not signed in though reading is closed."""
        return self.is_probe(path) or (source == OIDC and self.is_of_provider(path))

    def is_probe(self, path: str) -> bool:
        """Below the sub-path, or at the root."""
        return path in PROBES or path.removeprefix(self.base) in PROBES

    def is_doctor(self, path: str) -> bool:
        return path.removeprefix(self.base) == DOCTOR

    def _strip(self, path: str) -> str:
        """Below the sub-path, or ""."""
        return path.removeprefix(self.base) if path.startswith(f"{self.base}/") else ""

    def is_page(self, method: str, path: str, headers: Headers) -> bool:
        """Whether a person opened it in a browser."""
        below = path.removeprefix(self.base)
        is_other = any(below == one or below.startswith(f"{one}/") for one in NO_PAGES)
        accepts_pages = "text/html" in find_plain(headers, "accept")
        return method in ("GET", "HEAD") and accepts_pages and not is_other

    def check_next(self, asked: str) -> str:
        """The page that was asked for, or the first one where the link leads elsewhere: to another
        host, or to somewhere that a browser would read differently."""
        path = asked.partition("?")[0].partition("#")[0]
        is_ours = f"{path}/".startswith(f"{self.base}/") and len(asked) <= MAX_NEXT
        is_plain = bool(PLAIN.fullmatch(asked)) and "//" not in path and "/." not in path
        if not (is_ours and is_plain) or self.find_own(path) or self.is_open(path, OIDC):
            return f"{self.base}/"
        return asked
