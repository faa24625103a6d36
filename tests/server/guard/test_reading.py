"""Closed reading: who is not known is led to the page of sign-in, and nowhere else."""

from __future__ import annotations

from unittest.mock import MagicMock
from urllib.parse import quote

import pytest
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from streamlit.runtime import Runtime
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from server.guard.paths import Paths
from server.routes import list_routes
from tests.server.guard.asking import (
    CLOSED,
    GATEWAY,
    LASTS,
    OF_ZHANG,
    PROXY,
    build_site,
    read_cookie,
)

OPEN = {"/healthz", "/readyz", "/readyz/reading", "/metrics", "/doctor"}
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")


def list_paths() -> list[str]:
    """An address of every route that the product has, ours and Streamlit's."""
    routes: list[BaseRoute] = [*list_routes(""), *create_streamlit_routes(MagicMock(spec=Runtime))]
    paths = []
    for route in routes:
        assert isinstance(route, Route | WebSocketRoute | Mount), "a kind of route that is new"
        path = "".join(
            part if number % 2 == 0 else "x"
            for number, part in enumerate(route.path.replace("}", "{").split("{"))
        )
        paths.append(path or "/")
    return paths


def test_nothing_is_answered_to_who_is_not_known() -> None:
    site, paths = build_site(CLOSED), list_paths()
    assert {"/component/x", "/media/x", "/_stcore/stream", "/_stcore/metrics"} <= {*paths}
    assert len(paths) > 20
    known = [*paths, "/district", "/static/js/x.js", "/_stcore/agent/mcp", "//healthz", "/Healthz"]
    for path in known:
        for method in METHODS:
            for accept in ("text/html", "*/*"):
                answer = site.ask(path, method=method, headers={"accept": accept})
                if path in OPEN:
                    assert answer.status == 200
                    continue
                assert answer.status in (303, 401), (path, method)
                assert (answer.status, accept) != (303, "*/*")
        assert site.ask(path, kind="websocket").status == (0 if path in OPEN else 401)
    assert {scope["path"] for scope in site.reached} == OPEN


def test_with_a_provider_its_own_addresses_are_open_too() -> None:
    site = build_site('[sign_in]\nsource = "oidc"\n[reading]\nopen = false')
    for path in list_paths():
        site.ask(path)
    assert {scope["path"] for scope in site.reached} == {
        *OPEN,
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
    }


def test_what_is_no_page_is_told_in_both_languages() -> None:
    told = build_site(CLOSED).ask("/api/v1/plans", headers={"accept": "*/*"})
    for said in ("sign_in_needed", "需要登录才能查阅", "signed in"):
        assert said in told.body
    assert told.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("base", ["", "duty"])
def test_a_page_is_asked_for_again_after_signing_in(base: str) -> None:
    site, root = build_site(CLOSED, base=base), f"/{base}" if base else ""
    link = f"{root}/district?district=110118&q=%E6%B0%B4"
    answer = site.ask(link)
    assert answer.status == 303
    assert answer.headers["location"] == f"{root}/sign-in?next={quote(link, safe='/')}"
    page = site.ask(answer.headers["location"])
    assert page.status == 200
    for said in ("请先登录", "Please sign in", link.replace("&", "&amp;"), "信息中心"):
        assert said in page.body
    assert "<script" not in page.body
    assert f"href='{root}/sign-in/page.css'" in page.body
    back = site.ask(answer.headers["location"], GATEWAY, headers=OF_ZHANG)
    assert (back.status, back.headers["location"]) == (303, link)
    assert site.ask(link, GATEWAY, headers=OF_ZHANG | read_cookie(back)).body == "the product"


@pytest.mark.parametrize(
    "asked",
    [
        "//evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/district\r\nSet-Cookie: a=b",
        "district",
        "",
        "/a//b",
        "/./a",
        "/..//evil.example",
        "/sign-in?next=/",
        "/sign-out",
        "/auth/logout",
        "/" + "x" * 5000,
        "/区",
    ],
)
def test_a_link_that_leads_elsewhere_leads_to_the_first_page(asked: str) -> None:
    assert Paths().check_next(asked) == "/"
    page = build_site(CLOSED).ask(f"/sign-in?next={quote(asked)}", GATEWAY, headers=OF_ZHANG)
    assert (page.status, page.headers["location"]) == (303, "/")


@pytest.mark.parametrize("asked", ["/", "/district", "/map?q=a//b&x=http://a#b", "/a.b"])
def test_a_link_of_ours_is_kept(asked: str) -> None:
    assert Paths().check_next(asked) == asked
    assert Paths("/duty").check_next(asked) == "/duty/", "of another product of this name"
    assert Paths("/duty").check_next(f"/duty{asked}") == f"/duty{asked}"
    assert Paths("/duty").check_next(f"/dutyfree{asked}") == "/duty/"


def test_where_the_store_is_away_open_reading_goes_on_and_closed_says_so() -> None:
    for settings, status in ((PROXY, 200), (CLOSED, 503)):
        site = build_site(settings)
        cookie = read_cookie(site.ask("/", GATEWAY, headers=OF_ZHANG))
        site.memory.is_away = True
        site.now[0] += 100
        for more in (cookie, {}):
            assert site.ask("/", GATEWAY, headers=OF_ZHANG | more).status == status
            told = site.ask("/x", GATEWAY, headers=OF_ZHANG | more | {"accept": "*/*"})
            assert told.status == status
        if status == 503:
            body = site.ask("/", GATEWAY, headers=OF_ZHANG).body
            assert "暂时无法核对身份" in body and "recognised" in body
            assert "database_failed" in told.body
        else:
            assert "person" not in site.told(), "who cannot be looked up is nobody"


def test_a_closed_account_is_told_so() -> None:
    site = build_site(CLOSED)
    site.memory.closed.add("zhang")
    answer = site.ask("/", GATEWAY, headers=OF_ZHANG)
    assert (answer.status, site.reached) == (403, [])
    assert "账号已停用" in answer.body and "account is closed" in answer.body
    assert build_site(PROXY).ask("/", GATEWAY, headers=OF_ZHANG).status == 200


def test_progress_is_told_to_be_for_who_signed_in() -> None:
    site = build_site(f'{PROXY}[reading]\nprogress = "signed_in"')
    site.ask("/")
    assert site.told() == {"guard": "1", **LASTS, "withheld": "progress"}
    site.ask("/", GATEWAY, headers=OF_ZHANG)
    assert "withheld" not in site.told()
    machine = build_site('[reading]\nprogress = "signed_in"', listens="localhost")
    machine.ask("/", headers={"host": "localhost:8501"})
    assert machine.told() == {"guard": "1", "machine": "1"}
