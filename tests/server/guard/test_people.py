"""Sessions: begun at first sight, ended everywhere, and never begun again unasked."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from server.guard import sockets
from tests.server.guard.asking import (
    CLOSED,
    ELSEWHERE,
    GATEWAY,
    OF_ZHANG,
    PROXY,
    Site,
    ask,
    build_scope,
    build_site,
    read_cookie,
)
from tests.server.loop import run_apart

OF_LI = OF_ZHANG | {"x-remote-user": "li", "x-remote-name": "李四"}


def sign_in(site: Site, headers: dict[str, str] = OF_ZHANG) -> dict[str, str]:
    """What the browser sends from then on."""
    return headers | read_cookie(site.ask("/", GATEWAY, headers=headers))


def test_a_browser_has_one_session_and_another_browser_another() -> None:
    site = build_site(PROXY)
    browser = sign_in(site)
    for path in ("/", "/district", "/static/x.js"):
        answer = site.ask(path, GATEWAY, headers=browser)
        assert (site.told()["session"], "set-cookie" in answer.headers) == ("token1", False)
    sign_in(site)
    assert (site.told()["session"], site.memory.begun) == ("token2", 2)


def test_a_program_without_cookies_goes_on_with_what_it_had() -> None:
    site = build_site(CLOSED)
    for _ in range(3):
        site.ask("/api/v1/plans", GATEWAY, headers=OF_ZHANG | {"accept": "*/*"})
    assert (site.memory.begun, site.told()["session"]) == (1, "token1")


def test_a_session_without_the_gateways_word_is_none() -> None:
    site = build_site(CLOSED)
    browser = sign_in(site)
    cookie = {"cookie": browser["cookie"]}
    for peer in (GATEWAY, ELSEWHERE):
        assert site.ask("/", peer, headers=cookie).status == 303
    assert site.ask("/", ELSEWHERE, headers=browser).status == 303


def test_another_person_in_the_same_browser_begins_anew() -> None:
    site = build_site(PROXY)
    cookie = {"cookie": sign_in(site)["cookie"]}
    answer = site.ask("/", GATEWAY, headers=OF_LI | cookie)
    assert (site.told()["person"], site.told()["session"]) == ("li", "token2")
    assert site.memory.ended == [("token1", "another person")]
    assert read_cookie(answer) == {"cookie": "dutymap=token2"}


@pytest.mark.parametrize("settings", [PROXY, CLOSED])
def test_an_ended_session_begins_again_by_a_click_alone(settings: str) -> None:
    site = build_site(settings)
    browser = sign_in(site)
    site.memory.sessions.clear()
    site.ask("/", GATEWAY, headers=browser)
    assert site.told()["session"] == "token1", "asked a moment ago"
    site.now[0] += 5
    answer = site.ask("/district", GATEWAY, headers=browser)
    assert answer.headers["x-dutymap-session"] == "ended"
    assert answer.status == (200 if settings == PROXY else 303)
    assert site.told().get("person") == (None if settings == PROXY else "zhang")
    question = site.ask("/_stcore/health", GATEWAY, headers=browser | {"accept": "*/*"})
    assert question.headers["x-dutymap-session"] == "ended", "an open page asks before it connects"
    page = site.ask("/sign-in?next=/district", GATEWAY, headers=browser)
    for said in ("登录已结束", "重新登录", "Sign in again", "/sign-in/begin?next=/district"):
        assert said in page.body
    assert ("不登录，继续查阅" in page.body) == (settings == PROXY)
    begun = site.memory.begun
    assert site.ask("/sign-in/begin?next=/district", GATEWAY, headers=browser).status == 200
    assert site.memory.begun == begun, "a link does not sign in"
    click = {"method": "POST", "headers": browser}
    crossed = click | {"headers": browser | {"sec-fetch-site": "cross-site"}}
    refused = site.ask("/sign-in/begin?next=/district", GATEWAY, **crossed)
    assert (refused.status, "没有执行" in refused.body) == (403, True)
    again = site.ask("/sign-in/begin?next=/district", GATEWAY, **click)
    assert (again.status, again.headers["location"]) == (303, "/district")
    site.ask("/district", GATEWAY, headers=browser | read_cookie(again))
    assert site.told()["session"] == "token2"


def test_who_signs_out_is_signed_out() -> None:
    site = build_site(PROXY)
    browser = sign_in(site)
    asked = site.ask("/sign-out", GATEWAY, headers=browser)
    assert "退出登录？" in asked.body and site.memory.ended == []
    answer = site.ask("/sign-out", GATEWAY, "POST", headers=browser)
    assert (answer.headers["location"], site.memory.ended) == (
        "/sign-in",
        [("token1", "signed out")],
    )
    assert "登录已结束" in site.ask("/sign-in", GATEWAY, headers=browser).body
    site.ask("/", GATEWAY, headers=browser)
    assert "person" not in site.told()
    assert site.ask("/sign-out", ELSEWHERE, "POST").status == 303
    site.memory.is_away = True
    site.now[0] += 100
    assert site.ask("/sign-in", GATEWAY, headers=browser).status == 503
    closed = build_site(CLOSED)
    browser = sign_in(closed)
    closed.memory.closed.add("zhang")
    closed.memory.sessions.clear()
    closed.now[0] += 5
    refused = closed.ask("/sign-in/begin", GATEWAY, "POST", headers=browser)
    assert (refused.status, "账号已停用" in refused.body) == (403, True)


def test_somebody_who_is_there_is_noted_once_in_a_while() -> None:
    site = build_site(PROXY)
    browser = sign_in(site)
    for _ in range(10):
        site.now[0] += 20
        site.ask("/", GATEWAY, headers=browser)
    assert site.memory.touched == ["token1"] * 3


class Browser:
    """A page's connection."""

    def __init__(self, site: Site, headers: dict[str, Any]) -> None:
        self.said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.heard: list[dict[str, Any]] = []
        scope = build_scope("/_stcore/stream", GATEWAY, "GET", headers, "websocket")
        self.said.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.create_task(site.guard(scope, self.said.get, self.hear))

    async def hear(self, message: Any) -> None:
        self.heard.append(message)

    async def say(self, text: bytes) -> None:
        self.said.put_nowait({"type": "websocket.receive", "bytes": text})
        await asyncio.sleep(0.05)

    def list_codes(self) -> list[int]:
        return [one["code"] for one in self.heard if one["type"] == "websocket.close"]


def test_an_open_page_ends_with_its_session() -> None:
    async def act() -> None:
        site = build_site(PROXY)
        zhang, li = await begin(site, OF_ZHANG), await begin(site, OF_LI)
        pages = [Browser(site, zhang), Browser(site, zhang), Browser(site, li)]
        for page in pages:
            await page.say(b"click")
        site.now[0] += 100
        await site.guard._sockets.look()
        assert [page.list_codes() for page in pages] == [[], [], []]
        assert site.memory.touched == ["token1", "token2"], "a click tells that somebody is there"
        site.memory.is_away = True
        await site.guard._sockets.look()
        assert [page.list_codes() for page in pages] == [[], [], []], "nobody can tell"
        site.memory.is_away = False
        del site.memory.sessions["token1"]
        await site.guard._sockets.look()
        assert [page.list_codes() for page in pages] == [[sockets.ENDED], [sockets.ENDED], []]
        heard = len(pages[0].heard)
        await pages[0].say(b"one more click, by who does not hear of the end")
        assert (pages[0].task.done(), len(pages[0].heard)) == (True, heard)
        await pages[2].say(b"click")
        assert pages[2].heard[-1] == {"type": "websocket.send", "bytes": b"click"}
        for page in pages:
            page.said.put_nowait({"type": "websocket.disconnect"})
        await asyncio.gather(*(page.task for page in pages))
        assert not site.guard._sockets._open

    async def begin(site: Site, who: dict[str, str]) -> dict[str, str]:
        return who | read_cookie(await ask(site.guard, "/", GATEWAY, headers=who))

    run_apart(act())


def test_open_pages_are_looked_after_within_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sockets.LOOK_S < 5
    monkeypatch.setattr(sockets, "LOOK_S", 0.01)

    async def act() -> None:
        site = build_site(PROXY)
        page = Browser(site, OF_ZHANG)
        await page.say(b"click")
        accepted = page.heard[0]
        assert (b"set-cookie", b"dutymap=token1; Path=/; HttpOnly; SameSite=Lax") in accepted[
            "headers"
        ]
        site.memory.sessions.clear()
        while not page.list_codes():
            await asyncio.sleep(0.01)
        page.said.put_nowait({"type": "websocket.disconnect"})
        await page.task

    run_apart(asyncio.wait_for(act(), 20))
