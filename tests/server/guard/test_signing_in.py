"""Signing in with a real provider, through Streamlit's own `st.login`, at a real server."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from store.access.events import list_events
from store.place import FILE
from tests.browser.app_server import AppServer
from tests.server.guard.provider import (
    LI,
    LINK,
    ZHANG,
    Provider,
    begin,
    find_onward,
    open_browser,
    run_product,
    sign_in,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("product")


@pytest.fixture(scope="module")
def product(provider: Provider, folder: Path) -> Iterator[AppServer]:
    with run_product(folder, provider) as server:
        yield server


@pytest.fixture
def failed(folder: Path, product: AppServer, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many sign-ins that failed are noted."""
    monkeypatch.setenv("DUTYMAP_LOCAL", str(folder / "local"))
    return lambda: list_events(["sign_in_failed"]).total


@pytest.fixture
def grow_old(folder: Path, product: AppServer) -> Callable[[], None]:
    """All sessions began long ago; the database itself lets nobody change that."""

    def change() -> None:
        with closing(sqlite3.connect(folder / "local" / FILE)) as database:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
            for (name,) in database.execute(triggers, ("access_sessions",)).fetchall():
                database.execute(f'DROP TRIGGER "{name}"')
            database.execute("UPDATE access_sessions SET begun_at = '2020-01-01T00:00:00Z'")
            database.commit()

    return change


def assert_led_to_sign_in(client: httpx.Client) -> None:
    answer = client.get(LINK)
    assert (answer.status_code, answer.headers["location"][:14]) == (303, "/sign-in?next=")


def assert_not_signed_in(client: httpx.Client, answer: httpx.Response) -> None:
    """And it is said."""
    assert answer.status_code == 403
    assert "登录没有成功" in answer.text
    assert "Signing in did not succeed" in answer.text
    assert_led_to_sign_in(client)


def wait_until_led_to_sign_in(client: httpx.Client) -> None:
    """A guard that just looked does not look again at once."""
    wait_until(lambda: client.get(LINK).status_code != 200)
    assert_led_to_sign_in(client)


def wait_until(has_come: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not has_come():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.fixture
def client(product: AppServer) -> Iterator[httpx.Client]:
    with open_browser(product.address) as browser:
        yield browser


def test_who_signs_in_is_back_on_the_page_they_asked_for(
    client: httpx.Client, provider: Provider
) -> None:
    asked = client.get(LINK)
    back = sign_in(client, provider)
    assert asked.headers["location"].startswith("/sign-in?next=")
    assert (back.status_code, back.headers["location"]) == (303, LINK)
    assert client.get(LINK).status_code == 200


def test_a_link_that_got_lost_ends_at_the_first_page(
    client: httpx.Client, provider: Provider
) -> None:
    assert sign_in(client, provider, "/sign-in").headers["location"] == "/"


@pytest.mark.parametrize("led", ["https://elsewhere.example/", "//elsewhere.example", "/sign-out"])
def test_a_page_asked_for_that_was_forged_on_the_way_is_not_led_to(
    client: httpx.Client, provider: Provider, led: str
) -> None:
    back = provider.sign_in(client, begin(client, LINK), ZHANG)
    client.cookies.set("dutymap-next", quote(led, safe=""), domain="localhost.local", path="/")
    answer = client.get(back)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("told", [{}, {"issuer": "http://127.0.0.1:{port}"}])
def test_another_issuer_than_the_one_set_up_is_refused(
    client: httpx.Client, provider: Provider, told: dict[str, str], failed: Callable[[], int]
) -> None:
    """Who signs tells its own name; alone, or as its description has it too."""
    port, before = provider.port, failed()
    provider.changes = {name: value.format(port=port) for name, value in told.items()}
    provider.changes["token_endpoint"] = f"http://127.0.0.1:{port}/oauth2/token"
    try:
        answer = sign_in(client, provider)
    finally:
        provider.changes = {}
    assert_not_signed_in(client, answer)
    wait_until(lambda: failed() == before + 1)


def test_what_a_provider_said_once_is_good_for_one_sign_in(
    client: httpx.Client, product: AppServer, provider: Provider
) -> None:
    """In another browser, and in the same one with what it kept from before."""
    back = provider.sign_in(client, begin(client, LINK), ZHANG)
    kept = dict(client.cookies)
    assert client.get(back).status_code == 303
    with open_browser(product.address) as other:
        assert_not_signed_in(other, other.get(back))
        other.cookies.update(kept)
        assert_not_signed_in(other, other.get(back))
    again = client.get(back)  # the browser's way back
    assert (again.status_code, again.headers["location"]) == (303, "/")


def test_who_says_no_at_the_provider_is_told_so(
    client: httpx.Client, provider: Provider, failed: Callable[[], int]
) -> None:
    before = failed()
    back = provider.sign_in(client, begin(client, LINK), ZHANG, action="deny")
    answer = client.get(back)
    assert_not_signed_in(client, answer)
    assert "next=/ledger%3Fq" in answer.text, "the way to try again has lost the link"
    wait_until(lambda: failed() == before + 1)


def test_a_cookie_that_this_server_did_not_sign_is_nobodys(
    client: httpx.Client, product: AppServer, provider: Provider
) -> None:
    sign_in(client, provider)
    kept = dict(client.cookies)
    for forged in (
        kept[USER_COOKIE_NAME][:-2] + "AA",
        create_signed_value(
            "a secret of somebody else's, as long", USER_COOKIE_NAME, "{}"
        ).decode(),
        kept[USER_COOKIE_NAME].partition(".")[0],
        "",
    ):
        with open_browser(product.address) as other:
            other.cookies.update(kept | {USER_COOKIE_NAME: forged})
            assert_led_to_sign_in(other)
    with open_browser(product.address) as other:
        other.cookies.update(kept)
        assert other.get(LINK).status_code == 200, "the true one is refused as well"


def test_a_session_that_ended_by_its_time_begins_anew_only_at_the_provider(
    client: httpx.Client, provider: Provider, grow_old: Callable[[], None]
) -> None:
    sign_in(client, provider)
    grow_old()
    wait_until_led_to_sign_in(client)
    page = client.get(LINK, follow_redirects=True)
    assert "登录已结束" in page.text
    assert begin(client, LINK).startswith(f"{provider.issuer}/oauth2/authorize?")
    assert_led_to_sign_in(client)


def test_signing_out_ends_it_whatever_a_browser_keeps(
    client: httpx.Client, product: AppServer, provider: Provider
) -> None:
    sign_in(client, provider)
    kept = dict(client.cookies)
    assert "退出登录" in client.get("/auth/logout").text, "a mere link signed somebody out"
    out = client.post("/sign-out")
    led = client.get(find_onward(out))
    assert led.headers["location"].startswith(f"{provider.issuer}/oauth2/end_session?")
    told = parse_qs(urlsplit(led.headers["location"]).query)
    [home] = told["post_logout_redirect_uri"]
    assert told["id_token_hint"]
    left = client.post(f"{provider.issuer}/oauth2/end_session/confirm", data={"redirect_uri": home})
    back = client.get(left.headers["location"])
    assert (back.status_code, back.headers["location"]) == (303, "/")
    assert USER_COOKIE_NAME not in client.cookies
    assert_led_to_sign_in(client)
    for replayed in (kept, {name: kept[name] for name in kept if name != "dutymap"}):
        with open_browser(product.address) as other:
            other.cookies.update(replayed)
            assert_led_to_sign_in(other)


def test_who_came_by_an_address_in_numbers_is_told_which_name_to_use(
    product: AppServer,
) -> None:
    with open_browser(f"http://127.0.0.1:{product.port}") as browser:
        answer = browser.get(LINK, follow_redirects=True)
        begun = browser.post("/sign-in/begin")
    assert len(answer.history) == 1
    assert (answer.status_code, begun.status_code) == (421, 421)
    assert f"{product.address}/sign-in?next=/ledger%3Fq" in answer.text
    assert "请到登记的网址登录" in answer.text


def test_a_provider_that_does_not_answer_is_said(client: httpx.Client, provider: Provider) -> None:
    begun = client.post("/sign-in/begin?next=/ledger")
    provider.is_away = True
    try:
        answer = client.get(find_onward(begun))
    finally:
        provider.is_away = False
    assert answer.status_code == 503
    assert "begin?next=/ledger'" in answer.text


def test_a_way_to_the_provider_that_is_too_old_begins_again(client: httpx.Client) -> None:
    answer = client.get("/auth/login?provider=what.ever.itwas")
    assert answer.headers["location"].startswith("/sign-in?next=")


def test_behind_https_every_cookie_goes_by_it_alone_and_none_outlives_the_browser(
    client: httpx.Client, provider: Provider
) -> None:
    """A proxy on this machine says what the browser used."""
    back = provider.sign_in(client, begin(client, LINK), ZHANG)
    answer = client.get(back, headers={"x-forwarded-proto": "https"})
    given = [one for one in answer.headers.get_list("set-cookie") if "Max-Age=0" not in one]
    assert {one.partition("=")[0] for one in given} >= {USER_COOKIE_NAME, "__Host-dutymap"}
    for one in given:
        flags = one.lower().split("; ")[1:]
        assert {"secure", "httponly", "samesite=lax"} <= set(flags), one
        assert not [flag for flag in flags if flag.startswith("max-age")], one


def test_one_persons_session_does_not_carry_anothers_cookie(
    client: httpx.Client, product: AppServer, provider: Provider
) -> None:
    sign_in(client, provider)
    with open_browser(product.address) as other:
        sign_in(other, provider, person=LI)
        kept = dict(other.cookies)
        other.post("/sign-out")
        other.cookies.update({USER_COOKIE_NAME: kept[USER_COOKIE_NAME]})
        other.cookies.set("dutymap", client.cookies["dutymap"])
        assert_led_to_sign_in(other)
    assert client.get(LINK).status_code == 200
