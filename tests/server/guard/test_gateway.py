"""Behind a real Apache that signs people in with a real provider and says who they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from store.access.events import Event, list_events
from tests.browser.app_server import AppServer
from tests.server.guard.gateway import run_gateway
from tests.server.guard.provider import (
    GROUPS,
    LINK,
    PAGE,
    ZHANG,
    Provider,
    open_browser,
    run_product,
)

ELSEWHERE = "127.0.0.2"
"""Of this machine as well, and on nobody's list."""
COOKIE = "__Host-dutymap"
OF_ZHANG = {"x-remote-user": ZHANG, "x-remote-name": "boss"}


def write_access(*, is_open: bool) -> str:
    reading = f"[reading]\nopen = {str(is_open).lower()}\n"
    proxy = '[proxy]\naddresses = ["127.0.0.1"]\n'
    return f'[sign_in]\nsource = "proxy"\n{proxy}{reading}{GROUPS}'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def product(provider: Provider, folder: Path) -> Iterator[AppServer]:
    with run_product(folder, provider, write_access(is_open=False)) as server:
        yield server


@pytest.fixture(scope="module")
def gateway(provider: Provider, product: AppServer, folder: Path) -> Iterator[str]:
    with run_gateway(folder, provider, product.port) as address:
        yield address


@pytest.fixture
def kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of the product is the test's."""
    monkeypatch.setenv("DUTYMAP_LOCAL", str(folder / "local"))


def list_noted(kind: str) -> list[Event]:
    return list_events([kind]).events


def sign_in(client: httpx.Client, provider: Provider, link: str = LINK) -> httpx.Response:
    """The answer to the page that was asked for, after the way through the provider."""
    led = client.get(link)
    assert led.headers["location"].startswith(f"{provider.issuer}/oauth2/authorize?"), led.text
    back = client.get(provider.sign_in(client, led.headers["location"], ZHANG))
    assert back.status_code == 302, back.text
    return client.get(back.headers["location"])


@pytest.mark.usefixtures("kept")
def test_who_signed_in_at_the_gateway_is_known_by_name_and_stays_on_their_page(
    gateway: str, provider: Provider
) -> None:
    with open_browser(gateway) as browser:
        page = sign_in(browser, provider)
    assert (page.status_code, str(page.url)) == (200, f"{gateway}{LINK}")
    [begun] = list_noted("sign_in")
    assert (begun.person, begun.about) == (ZHANG, "proxy")
    assert begun.address == "127.0.0.1"


@pytest.mark.usefixtures("kept")
def test_headers_that_a_browser_forges_do_not_pass_the_gateway(
    gateway: str, provider: Provider
) -> None:
    with open_browser(gateway) as browser:
        assert sign_in(browser, provider).status_code == 200
        browser.get(LINK, headers={"x-remote-user": "somebody", "x-remote-groups": "desk"})
    assert {event.person for event in list_noted("sign_in")} == {ZHANG}


@pytest.mark.usefixtures("kept")
def test_headers_from_outside_the_list_are_nobodys_and_noted(product: AppServer) -> None:
    transport = httpx.HTTPTransport(local_address=ELSEWHERE)
    with httpx.Client(transport=transport, headers=PAGE | OF_ZHANG) as outside:
        page = outside.get(f"http://127.0.0.1:{product.port}{LINK}")
        other = outside.get(f"http://127.0.0.1:{product.port}/media/x", headers={"accept": "*/*"})
    assert (page.status_code, page.headers["location"][:9]) == (303, "/sign-in?")
    assert other.status_code == 401
    assert "set-cookie" not in page.headers


def test_signing_out_holds_although_the_gateway_still_knows_the_person(
    gateway: str, provider: Provider
) -> None:
    with open_browser(gateway) as browser:
        sign_in(browser, provider)
        out = browser.post("/sign-out")
        asked = browser.get(LINK, follow_redirects=True)
        again = browser.post("/sign-in/begin?next=/ledger")
        page = browser.get("/ledger")
    assert out.status_code == 303
    assert "登录已结束" in asked.text
    assert (again.status_code, again.headers["location"]) == (303, "/ledger")
    assert page.status_code == 200


def test_where_everybody_may_read_the_link_to_sign_in_leads_to_the_provider(
    provider: Provider, tmp_path: Path
) -> None:
    access = write_access(is_open=True)
    with (
        run_product(tmp_path, provider, access) as server,
        run_gateway(tmp_path, provider, server.port, "pass") as address,
        open_browser(address) as browser,
    ):
        assert browser.get(LINK).status_code == 200
        assert COOKIE not in browser.cookies
        back = sign_in(browser, provider, f"/sign-in?next={quote(LINK, safe='')}")
        assert (back.status_code, back.headers["location"]) == (303, LINK)
        assert browser.cookies[COOKIE]
