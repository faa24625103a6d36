"""What comes through to the server at an address as browsers know it, and what is lost there."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from types import MappingProxyType
from urllib.parse import urlencode, urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from geo.packages.problems import Problem
from server.doctor.address import HEALTHY, find_base, find_option
from server.doctor.asked import FORGED_ADDRESS, FORGED_PERSON, ROOT
from server.doctor.findings import Found, find, note
from server.doctor.secret import mark_secret
from server.settings import PROXY, load_settings

WAIT_S = 15
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Through no proxy that stands before this machine's own way out."""
STREAM = "/_stcore/stream"
"""By which a page is connected."""
ASKS_TO_SIGN_IN = (302, 303, 307, 401)
"""What a gateway answers to who has not signed in."""


class StayHere(urllib.request.HTTPRedirectHandler):
    """Where a gateway leads to its sign-in, nothing is asked of that other address."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Address:
    """`url`: as somebody types it, without the slash at its end."""

    url: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def name(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def is_direct(self) -> bool:
        """Whether it is the server's own, by its settings."""
        port = int(find_option("server.port"))
        return self.scheme == "http" and urlsplit(self.url).port == port

    @property
    def scheme(self) -> str:
        return urlsplit(self.url).scheme

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}"


def check_proxy(url: str) -> Found:
    """Everything about one address; where it is not reached, that alone."""
    address = Address(url.rstrip("/"))
    if address.scheme not in ("http", "https") or not address.host:
        return find(Problem("bad_address", "--url", value=url), url)
    try:
        with ask(f"{address.url}/healthz") as answer:
            body = answer.read(100)
    except urllib.error.HTTPError as error:
        return find(Problem("proxy_path", address.url, None, None, str(error.code), _tell_base()))
    except (OSError, HTTPException) as error:
        reason = str(getattr(error, "reason", error))
        return find(Problem("proxy_silent", address.url, details={"reason": reason}), address.url)
    if body != HEALTHY:
        return find(Problem("proxy_path", address.url, None, None, "200", _tell_base()))
    page = look_at_page(address)
    lost = find_lost(address, bool(page.problems))
    return Found((*lost, *page.problems), page.notes, address.url)


def _tell_base() -> dict[str, str]:
    return {"base": find_base() or "/"}


def ask(url: str, headers: Mapping[str, str] = MappingProxyType({})) -> HTTPResponse:
    asked = urllib.request.Request(url, headers={"Accept": "application/json", **headers})
    return DIRECT.open(asked, timeout=WAIT_S)


def find_lost(address: Address, is_refused: bool) -> list[Problem]:
    """What the server is told otherwise than the browser says it. `is_refused`: whether pages are;
    the name need not come through where the server was told it by its settings."""
    settings = load_settings()
    person, names = settings.proxy.person, settings.sites.names
    own = {"host": address.host, "scheme": address.scheme, "secret": mark_secret()}
    said = {"Origin": address.origin, "X-Forwarded-For": FORGED_ADDRESS, person: FORGED_PERSON}
    try:
        with ask(f"{address.url}{ROOT}?{urlencode(own)}", said) as answer:
            told = json.loads(answer.read())
    except (OSError, HTTPException, ValueError) as error:
        return [Problem("proxy_refuses", address.url, details={"reason": str(error)})]
    where, is_through = address.url, not address.is_direct
    forged = {"names": person}
    found = [
        (names and address.name not in names, Problem("name_unlisted", where, value=address.name)),
        (is_refused and not told["host"], Problem("proxy_host", where, value=address.host)),
        (not told["origin"], Problem("proxy_origin", where, value=address.origin)),
        (not told["scheme"], Problem("proxy_scheme", where, value=address.scheme)),
        (not told["secret"], Problem("other_secret", where, value=own["secret"])),
        (is_through and not told["forwarded"], Problem("proxy_forwarded", where)),
        (is_through and not told["listed"], Problem("proxy_unlisted", where)),
        (is_through and told["machine"], Problem("proxy_machine", where)),
        (told["forged"], Problem("proxy_forged", where, details=forged)),
    ]
    return [problem for is_so, problem in found if is_so]


def look_at_page(address: Address) -> Found:
    """Whether a page is connected, as a browser asks for it. A gateway that asks to sign in first
    is passed by nobody from here: that is told, and is no fault."""
    if load_settings().sign_in.source == PROXY and asks_to_sign_in(address):
        return note(Problem("proxy_signs_in", address.url))
    try:
        with connect(
            f"{address.url.replace('http', 'ws', 1)}{STREAM}",
            origin=Origin(address.origin),
            subprotocols=[Subprotocol("streamlit")],
            open_timeout=WAIT_S,
            close_timeout=1,
            proxy=None,
        ):
            return Found()
    except (OSError, WebSocketException) as error:
        return find(Problem("proxy_websocket", address.url, details={"reason": str(error)}))


def asks_to_sign_in(address: Address) -> bool:
    asking = urllib.request.build_opener(urllib.request.ProxyHandler({}), StayHere)
    try:
        asking.open(f"{address.url}{STREAM}", timeout=WAIT_S).close()
    except urllib.error.HTTPError as error:
        return error.code in ASKS_TO_SIGN_IN
    except (OSError, HTTPException):  # told by who connects
        pass
    return False
