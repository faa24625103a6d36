"""What the guard lets through, strips, and says to the product."""

from __future__ import annotations

import time
from typing import Any

import pytest

from components.session.reader import read_guard
from geo.packages.problems import DataError
from server.settings import read_settings
from tests.server.guard.asking import (
    CLOSED,
    ELSEWHERE,
    GATEWAY,
    LASTS,
    OF_ZHANG,
    PROXY,
    READER,
    build_site,
    read_cookie,
)

LOCAL = {"host": "localhost:8501", "origin": "http://localhost:8501"}


def test_without_sign_in_who_sits_at_the_machine_is_told_apart() -> None:
    site = build_site(listens="localhost")
    site.ask("/", "127.0.0.1", headers=LOCAL)
    assert site.told() == {"guard": "1", "machine": "1"}
    site.ask("/", "127.0.0.1", headers={**LOCAL, "x-forwarded-for": READER})
    assert site.told() == {"guard": "1"}
    site.ask("/", headers={"host": "duty.example"})
    assert (site.told(), site.memory.begun) == ({"guard": "1"}, 0)


@pytest.mark.parametrize("settings", ["", PROXY])
def test_the_bridge_cannot_be_forged(settings: str) -> None:
    forged = {"x-dutymap-machine": "1", "x-dutymap-person": "li", "X-Dutymap-Guard".lower(): "1"}
    for peer in (ELSEWHERE, GATEWAY, "127.0.0.1"):
        site = build_site(settings)
        site.ask("/", peer, headers=forged)
        assert site.told() == {"guard": "1"} | (LASTS if settings else {})
        assert [event[:2] for event in wait_for_events(site)] == [
            ("forged_headers", "x-dutymap-guard, x-dutymap-machine, x-dutymap-person")
        ]


def wait_for_events(site: Any) -> list[tuple[str, str, str]]:
    """An event is noted by a thread that nobody waits for."""
    end = time.monotonic() + 10
    while not site.memory.events and time.monotonic() < end:
        time.sleep(0.01)
    found: list[tuple[str, str, str]] = site.memory.events
    return found


def test_a_person_is_known_from_the_gateway_alone() -> None:
    site = build_site(PROXY)
    site.ask("/", GATEWAY, headers=OF_ZHANG | {"x-remote-groups": "desk;other"})
    assert site.told() == {
        **{"guard": "1", **LASTS},
        "session": "token1",
        "person": "zhang",
        "name": "张三",
        "source": "proxy",
        "groups": "desk;other",
        "rights": "plan_desk;unit:haidian",
    }
    assert site.memory.addresses == [READER]
    assert not [name for name, _ in site.reached[-1]["headers"] if name.startswith(b"x-remote")]
    site.ask("/", ELSEWHERE, headers=OF_ZHANG)
    assert (site.told(), site.memory.begun) == ({"guard": "1", **LASTS}, 1)
    assert wait_for_events(site) == [("forged_headers", "x-remote-name, x-remote-user", ELSEWHERE)]


def test_an_address_that_a_header_tells_is_none_of_a_gateway() -> None:
    site = build_site(PROXY)
    told = {"x-forwarded-for": GATEWAY, "x-real-ip": GATEWAY, "forwarded": f"for={GATEWAY}"}
    site.ask("/", ELSEWHERE, headers=OF_ZHANG | told)
    assert site.told() == {"guard": "1", **LASTS}
    site.ask("/", f"::ffff:{GATEWAY}", headers=OF_ZHANG)
    assert site.told()["person"] == "zhang", "the same address as a newer socket tells it"


def test_what_is_forged_again_and_again_is_one_event() -> None:
    site = build_site(PROXY)
    for _ in range(5):
        site.ask("/", ELSEWHERE, headers=OF_ZHANG)
    wait_for_events(site)
    assert len(site.memory.events) <= 5
    assert len(site.guard._forged) == 1


@pytest.mark.parametrize("person", [["zhang", "li"], "", "  ", "x" * 300], ids=repr)
def test_who_is_not_told_clearly_is_nobody(person: Any) -> None:
    site = build_site(CLOSED)
    answer = site.ask("/", GATEWAY, headers={"x-remote-user": person})
    assert (answer.status, site.reached) == (303, [])


@pytest.mark.parametrize(
    "name",
    [
        "张三·欧阳".encode(),
        "张三·欧阳".encode().decode("latin-1").encode(),
        "张三·欧阳".encode("gb18030"),
        b"%E5%BC%A0%E4%B8%89%C2%B7%E6%AC%A7%E9%98%B3",
    ],
    ids=["utf-8", "utf-8 twice", "gb18030", "percent"],
)
def test_a_name_arrives_in_whichever_encoding(name: bytes) -> None:
    site = build_site(PROXY)
    site.ask("/", GATEWAY, headers=OF_ZHANG | {"x-remote-name": name})
    assert site.told()["name"] == "张三·欧阳"


def test_names_of_other_letters_stay_what_they_are() -> None:
    site = build_site(PROXY)
    for name in ("Zoé Müller", "50% a%41", "ÀÖ"):
        site.ask("/", GATEWAY, headers=OF_ZHANG | {"x-remote-name": name})
        assert site.told()["name"] == name
    site.ask("/", GATEWAY, headers=OF_ZHANG | {"x-remote-name": "张\x1b[31m三\u202e"})
    assert site.told()["name"] == "张[31m三"


def test_a_name_that_is_not_ours_is_refused() -> None:
    site = build_site('[sites]\nnames = ["duty.example"]')
    for host in ("duty.example", "DUTY.example:8501", "duty.example:443"):
        assert site.ask("/", headers={"host": host}).status == 200
    for host in ("10.0.0.1:8501", "evil.example", "", "[::1", "duty.example.evil", "localhost"):
        answer = site.ask("/", headers={"host": host})
        assert answer.status == 421
        assert "duty.example" in answer.body and "请使用登记的网址" in answer.body
        assert "registered address" in answer.body
        told = site.ask("/api/v1/plans", headers={"host": host, "accept": "*/*"})
        assert (told.status, '"rule":"wrong_name"' in told.body) == (421, True)
        assert site.ask("/_stcore/stream", headers={"host": host}, kind="websocket").status == 421
        assert site.ask("/healthz", headers={"host": host}).status == 200


def test_a_gateway_that_rewrites_the_name_says_which_was_asked_for() -> None:
    site = build_site(f'{PROXY}[sites]\nnames = ["duty.example"]')
    told = {"host": "10.0.0.1:8501", "x-forwarded-host": "duty.example"}
    assert site.ask("/", GATEWAY, headers=told).status == 200
    assert site.ask("/", ELSEWHERE, headers=told).status == 421


def test_behind_https_the_cookie_is_for_https_alone() -> None:
    secure = {"x-forwarded-proto": "https"}
    plain = build_site(PROXY).ask("/", GATEWAY, headers=OF_ZHANG).headers["set-cookie"]
    assert plain == "dutymap=token1; Path=/; HttpOnly; SameSite=Lax"
    at_root = build_site(PROXY).ask("/", GATEWAY, headers=OF_ZHANG | secure)
    assert at_root.headers["set-cookie"] == (
        "__Host-dutymap=token1; Path=/; HttpOnly; SameSite=Lax; Secure"
    )
    site = build_site(PROXY, base="/duty/")
    below = site.ask("/duty/", GATEWAY, headers=OF_ZHANG | secure)
    assert below.headers["set-cookie"] == (
        "__Secure-dutymap=token1; Path=/duty; HttpOnly; SameSite=Lax; Secure"
    )
    assert site.reached[-1]["scheme"] == "https"
    site.ask("/duty/", GATEWAY, headers=OF_ZHANG | secure | read_cookie(below))
    assert site.memory.begun == 1
    site.ask("/duty/", ELSEWHERE, headers=secure)
    assert site.reached[-1]["scheme"] == "http", "who is not listed says nothing"


def test_wrong_settings_answer_nothing_but_what_is_wrong() -> None:
    with pytest.raises(DataError) as caught:
        read_settings('[reading]\nopen = "no"')
    site = build_site(problems=caught.value.problems)
    for path in ("/", "/healthz", "/readyz", "/api/v1/plans", "/_stcore/health", "/sign-in"):
        answer = site.ask(path)
        assert answer.status == 503
        for told in ("access.toml", "[reading] open", "= no", "设置的值不能用", "has to be"):
            assert told in answer.body
    assert site.ask("/_stcore/stream", kind="websocket").status == 503
    assert (site.reached, site.ask("/sign-in/page.css").status) == ([], 200)


def test_the_threads_of_a_request_hear_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Any] = []
    site = build_site(PROXY)

    async def product(scope: Any, receive: Any, send: Any) -> None:
        heard.append(read_guard())
        await send({"type": "http.response.start", "status": 200, "headers": []})

    monkeypatch.setattr(site.guard, "_app", product)
    site.ask("/api/v1/progress", GATEWAY, headers=OF_ZHANG)
    site.ask("/api/v1/progress", ELSEWHERE)
    assert [told.get("x-dutymap-name") for told in heard] == ["张三", None]
    assert read_guard() is None


def test_who_keeps_the_machine_is_nobody_and_a_doctor_hears_what_would_be_believed() -> None:
    site = build_site(CLOSED)
    for path in ("/healthz", "/metrics", "/doctor"):
        for peer in (GATEWAY, ELSEWHERE):
            assert site.ask(path, peer, headers=OF_ZHANG).status == 200
            assert site.told() == {"guard": "1", **LASTS}
            told = [name for name, _ in site.reached[-1]["headers"] if name == b"x-remote-user"]
            assert len(told) == ((path, peer) == ("/doctor", GATEWAY))
    assert site.memory.begun == 0
