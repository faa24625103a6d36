"""What a browser is told beside every answer: on a running server, and where that cannot go."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.headers import HSTS, SAME_FOR_ALL, HeadersMiddleware
from server.settings import NONE, OIDC, PROXY, Settings, SignIn, Sites
from tests.browser.app_server import run_app
from tests.server.api.test_answers import ask
from tests.server.loop import run_apart

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
FRAME = "component/components.map.frame."
PORTAL = "https://portal.example.gov.cn"
ADDRESSES = {
    "page": ["", "district?district=110118", "nowhere"],
    "frame": [f"{FRAME}frame/index.html"],
    "tiles": [f"{FRAME}tiles/index.html"],
    "media": ["media/nothing.html"],
    "nothing": [
        *("healthz", "readyz", "api/v1/plans", "api/v1/duties?unit=nobody", "api/v1/nothing"),
        *("drawn/map/0.js", "static/nothing.js", "component/nothing/"),
        *("_stcore/health", "_stcore/host-config", "_stcore/upload_file/a/b", "favicon.png"),
        "..%2f..%2fsecret",
    ],
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    local = {"DUTYMAP_LOCAL": str(tmp_path_factory.mktemp("local"))}
    with run_app("--server.baseUrlPath=duty", environment=local) as running:
        assert ask(f"{running.address}/readyz")[0] == 200
        yield running.address


def read_policy(headers: Any) -> dict[str, str]:
    pairs = (part.partition(" ") for part in headers["Content-Security-Policy"].split("; "))
    return {name: value for name, _, value in pairs}


@pytest.mark.parametrize(
    ("kind", "path"), [(kind, path) for kind, paths in ADDRESSES.items() for path in paths]
)
def test_every_kind_of_address_has_its_headers(server: str, kind: str, path: str) -> None:
    _, _, headers = ask(f"{server}/{path}")
    same = {name: headers.get_all(name) for name in SAME_FOR_ALL}
    wanted = {name: [value] for name, value in SAME_FOR_ALL.items()}
    if kind == "tiles":
        wanted["Referrer-Policy"] = ["strict-origin-when-cross-origin"]
    assert same == wanted
    policy = read_policy(headers)
    if kind in ("nothing", "media"):
        assert (headers["Cache-Control"] == "no-store") >= (kind == "media")
        assert headers["Content-Security-Policy"] == NOTHING
        return
    assert (policy["default-src"], policy["frame-ancestors"]) == ("'none'", "'self'")
    assert ("'unsafe-eval'" in policy["script-src"]) == (kind != "page")
    assert "'unsafe-inline'" not in policy["script-src"]
    assert ("https:" in policy["img-src"]) == (kind == "tiles")
    assert headers["Strict-Transport-Security"] is None


def test_statuses_that_are_no_answers_have_them_too(server: str) -> None:
    found = {ask(f"{server}/{path}")[0] for path in ADDRESSES["nothing"]}
    assert {200, 400, 404} <= found
    status, _, headers = ask(f"{server}/_stcore/health", "DELETE")
    assert (status, headers["Content-Security-Policy"]) == (405, NOTHING)


def test_who_stands_behind_https_says_so(server: str) -> None:
    _, _, headers = ask(f"{server}/", X_Forwarded_Proto="https")
    assert headers["Strict-Transport-Security"] == HSTS


def test_a_page_is_never_kept_with_the_policy_of_another_version(server: str) -> None:
    _, _, headers = ask(f"{server}/")
    assert (headers["ETag"], headers["Last-Modified"]) == (None, None)
    _, _, headers = ask(f"{server}/api/v1/plans")
    tag = headers["ETag"]
    assert ask(f"{server}/api/v1/plans", If_None_Match=tag)[0] == 304


def test_a_websocket_has_them(server: str) -> None:
    parts = urlsplit(server)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol": "streamlit",
        "Origin": f"http://{parts.netloc}",
    }
    connection.request("GET", "/duty/_stcore/stream", headers=headers)
    answer = connection.getresponse()
    connection.close()
    assert (answer.status, answer.headers["X-Content-Type-Options"]) == (101, "nosniff")


def answer(
    app: ASGIApp,
    path: str = "/",
    scheme: str = "http",
    sites: tuple[str, ...] = (),
    query: bytes = b"",
    source: str = NONE,
) -> tuple[int, Headers]:
    """What `app` answers behind the middleware."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    scope = {
        **{"type": "http", "method": "GET", "path": path, "headers": [], "scheme": scheme},
        "query_string": query,
    }
    settings = Settings(SignIn(source), sites=Sites(frame_ancestors=sites))
    told = HeadersMiddleware(app, settings, base="duty")
    try:
        run_apart(told(scope, receive, send))
    except LookupError:
        assert [message["type"] for message in sent][:1] == ["http.response.start"]
    return sent[0]["status"], Headers(raw=sent[0]["headers"])


def test_what_failed_has_them_and_is_still_told_as_a_failure() -> None:
    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise LookupError

    status, headers = answer(fail)
    assert (status, headers["Content-Security-Policy"]) == (500, NOTHING)


def test_behind_https_a_browser_stays_there_and_keeps_cookies_for_it() -> None:
    page = HTMLResponse("")
    page.set_cookie("plain", "1", samesite="lax")
    page.set_cookie("own", "2", secure=True)
    _, headers = answer(page, scheme="http")
    assert "Strict-Transport-Security" not in headers
    assert [value.lower().count("; secure") for value in headers.getlist("set-cookie")] == [0, 1]
    _, headers = answer(page, scheme="https")
    assert headers["Strict-Transport-Security"] == HSTS
    assert [value.lower().count("; secure") for value in headers.getlist("set-cookie")] == [1, 1]


@pytest.mark.parametrize(
    ("source", "ways"), [(NONE, "'self'"), (OIDC, "'self'"), (PROXY, "'self' https:")]
)
def test_a_form_leads_on_to_where_a_gateway_signs_people_in(source: str, ways: str) -> None:
    _, headers = answer(HTMLResponse(""), "/duty/", source=source)
    told = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert told["form-action"] == ways


EMBED = b"district=110118&embed=true"


@pytest.mark.parametrize(
    ("path", "query", "is_framed"),
    [
        ("/duty/", EMBED, True),
        ("/duty", EMBED, True),
        ("/duty/district", EMBED, True),
        ("/duty/compare", b"embed=true", True),
        (f"/duty/{FRAME}frame/index.html", b"", True),
        ("/duty/", b"", False),
        ("/duty/district", b"embed=false", False),
        ("/duty/ledger", b"embed=true", False),
        ("/duty/sign-in", b"embed=true", False),
        ("/duty/district/more", b"embed=true", False),
    ],
)
def test_listed_sites_frame_three_pages_where_they_ask_so_with_the_map_in_them(
    path: str, query: bytes, is_framed: bool
) -> None:
    sites = (PORTAL, "https://other.example.gov.cn")
    _, headers = answer(HTMLResponse(""), path, sites=sites, query=query)
    around = f"'self' {PORTAL} https://other.example.gov.cn" if is_framed else "'self'"
    assert read_policy(headers)["frame-ancestors"] == around
    _, headers = answer(HTMLResponse(""), path, query=query)
    assert read_policy(headers)["frame-ancestors"] == "'self'"


def test_nobody_frames_a_file() -> None:
    _, headers = answer(HTMLResponse(""), "/duty/media/plan.html", sites=(PORTAL,), query=EMBED)
    assert read_policy(headers)["frame-ancestors"] == "'none'"
