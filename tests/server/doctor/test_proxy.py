"""The doctor asks through an nginx that is told too little, or the wrong things."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.client import Session
from benchmarks.pages import DISTRICTS
from server.doctor import proxy
from server.doctor.findings import Found
from server.doctor.proxy import check_proxy
from server.settings import Settings, Sites
from tests.browser.app_server import AppServer, find_free_port, run_app
from tests.browser.proxy import run_proxy
from tests.server.loop import run_apart

NAME = "duty.example"
REWRITTEN = "proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Remote-User '';"
GOOD = f"proxy_set_header Host $http_host; {REWRITTEN}"


@pytest.fixture(scope="module")
def server() -> Iterator[AppServer]:
    with run_app() as running:
        yield running


@pytest.fixture(scope="module")
def named() -> Iterator[AppServer]:
    """It was told by which name browsers know it."""
    with run_app(f"--browser.serverAddress={NAME}") as running:
        yield running


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name leads to this machine."""
    look_up = socket.getaddrinfo

    def answer(host: str, *asked: object, **more: object) -> object:
        return look_up("127.0.0.1" if host == NAME else host, *asked, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Found]:
    """What the doctor finds through nginx with such settings."""

    def ask(server: AppServer, settings: str, below: str = "") -> Found:
        with run_proxy(tmp_path, server.port, settings=settings) as address:
            return check_proxy(f"{address.replace('localhost', NAME)}{below}/")

    return ask


def list_rules(found: Found) -> list[str]:
    return sorted(problem.rule for problem in found.problems)


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        (GOOD, []),
        (REWRITTEN, ["proxy_host", "proxy_websocket"]),
        (f"{GOOD} location = /_stcore/stream {{ return 403; }}", ["proxy_websocket"]),
        (f"{GOOD} location = /doctor {{ return 403; }}", ["proxy_refuses"]),
        (f"{GOOD} location = /healthz {{ return 403; }}", ["proxy_path"]),
        (f"{GOOD} proxy_set_header X-Forwarded-Proto https;", ["proxy_scheme"]),
        (f"{GOOD} proxy_set_header Origin 'https://other';", ["proxy_origin", "proxy_websocket"]),
        (GOOD.replace("$remote_addr", "''"), ["proxy_forwarded"]),
        (GOOD.replace("$remote_addr", "$http_x_forwarded_for"), ["proxy_forwarded"]),
        (GOOD.replace("$remote_addr", "$proxy_add_x_forwarded_for"), []),
        (
            "proxy_set_header Origin '';",
            ["proxy_forwarded", "proxy_machine", "proxy_origin"],
        ),
    ],
)
def test_what_is_lost_on_the_way_is_told(
    settings: str, rules: list[str], ask: Callable[..., Found], server: AppServer
) -> None:
    """`$proxy_add…` puts the address that asked behind what a browser said. Without `Origin` and
    marks of its own, a proxy on the same machine cannot be told from who sits at it."""
    assert list_rules(ask(server, settings)) == rules


ACCESS = """
[sign_in]
source = "proxy"
[proxy]
addresses = ["{addresses}"]
person = "X-Office-Person"
"""


@pytest.fixture
def gated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppServer]]:
    """A server to which a gateway at such addresses says who somebody is."""
    with ExitStack() as stack:

        def begin(addresses: str = "127.0.0.1") -> AppServer:
            path = tmp_path / "access.toml"
            path.write_text(ACCESS.format(addresses=addresses))
            monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path))
            return stack.enter_context(run_app())

        yield begin


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        (f"{GOOD} proxy_set_header X-Office-Person '';", []),
        (f"{GOOD} proxy_set_header X-Office-Person $remote_user;", []),
        (GOOD, ["proxy_forged"]),
    ],
)
def test_a_gateway_that_believes_a_browser_is_told(
    settings: str, rules: list[str], ask: Callable[..., Found], gated: Callable[..., AppServer]
) -> None:
    found = ask(gated(), settings)
    assert list_rules(found) == rules
    assert [problem.details for problem in found.problems] == [{"names": "x-office-person"}] * len(
        rules
    )


@pytest.mark.parametrize("asks", [401, 302, 403])
def test_pages_behind_a_gateway_that_asks_to_sign_in_are_noted(
    asks: int, ask: Callable[..., Found], gated: Callable[..., AppServer]
) -> None:
    way = " https://gateway.example/" if asks == 302 else ""
    stream = f"location = /_stcore/stream {{ return {asks}{way}; }}"
    found = ask(gated(), f"{GOOD} proxy_set_header X-Office-Person ''; {stream}")
    noted = [problem.rule for problem in found.notes]
    expected = ([], ["proxy_websocket"]) if asks == 403 else (["proxy_signs_in"], [])
    assert (noted, list_rules(found)) == expected


def test_where_nobody_signs_in_before_it_a_page_that_asks_is_a_fault(
    ask: Callable[..., Found], server: AppServer
) -> None:
    stream = "location = /_stcore/stream { return 401; }"
    assert list_rules(ask(server, f"{GOOD} {stream}")) == ["proxy_websocket"]


def test_a_gateway_that_no_setting_knows_is_told(
    ask: Callable[..., Found], gated: Callable[..., AppServer]
) -> None:
    assert list_rules(ask(gated("10.9.9.9"), GOOD)) == ["proxy_unlisted"]


def test_a_name_that_no_setting_knows_is_told(
    ask: Callable[..., Found], server: AppServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for names, rules in (((NAME,), []), (("other.example",), ["name_unlisted"])):
        told = Settings(sites=Sites(names=names))
        monkeypatch.setattr(proxy, "load_settings", lambda told=told: told)
        assert list_rules(ask(server, GOOD)) == rules


def test_a_proxy_that_rewrites_host_will_do_once_the_name_is_told(
    ask: Callable[..., Found], named: AppServer, tmp_path: Path
) -> None:
    assert list_rules(ask(named, REWRITTEN)) == []
    with run_proxy(tmp_path, named.port, settings=REWRITTEN) as address:
        assert run_apart(click(address.replace("localhost", NAME))) in DISTRICTS


async def click(address: str) -> str:
    """The district that the page then shows."""
    session = await Session.open(address)
    await session.click()
    await session.close()
    return session.query.partition("district=")[2][:6]


def test_another_path_than_the_servers_is_told(
    ask: Callable[..., Found], server: AppServer
) -> None:
    assert list_rules(ask(server, GOOD, "/elsewhere")) == ["proxy_path"]


def test_another_secret_than_this_machines_is_told(
    ask: Callable[..., Found], server: AppServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proxy, "mark_secret", lambda: "another")
    assert list_rules(ask(server, GOOD)) == ["other_secret"]


def test_without_a_proxy_nothing_is_asked_of_one(
    server: AppServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.get_option", {"server.port": server.port}.get)
    assert list_rules(check_proxy(server.address)) == []


@pytest.mark.parametrize("url", [NAME, "ftp://duty.example", "http://"])
def test_what_is_no_address_is_told(url: str) -> None:
    assert list_rules(check_proxy(url)) == ["bad_address"]


def test_an_address_that_nobody_answers_at_is_told() -> None:
    (problem,) = check_proxy(f"http://{NAME}:{find_free_port()}").problems
    assert problem.rule == "proxy_silent"
    assert "refused" in problem.details["reason"]
