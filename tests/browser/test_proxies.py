"""Behind nginx, under a path of its own, and without a word to hosts outside."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.browser.app_server import ROOT, AppServer, run_app
from tests.browser.conftest import Visit
from tests.browser.proxy import run_proxy
from tests.browser.test_ahead import wait_for_answers

MIYUN = "110118"
OFFICE = "duty.example"
QUICKER = 20
NGINX_CUTS_AFTER_S = 60
STATE = "document.querySelector('.stApp').dataset.testConnectionState"
COUNT_STATES = (
    "() => { window.states = [];"
    f" new MutationObserver(() => window.states.push({STATE}))"
    ".observe(document.querySelector('.stApp'),"
    " { attributeFilter: ['data-test-connection-state'] }); }"
)
# Python reads this before anything else: what a process asks of other hosts is written down, and
# not done, as on a machine whose names cannot be resolved.
WATCH = """
import sys
LOCAL = (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::", b"localhost")
def watch(event, given):
    if event == "socket.getaddrinfo":
        host = given[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(given[1], tuple):
        host = given[1][0]
    else:
        return
    if host not in LOCAL:
        with open({log!r}, "a") as log:
            print(event, host, file=log)
        raise OSError(f"{{host}} cannot be reached")
sys.addaudithook(watch)
"""


def test_everything_works_behind_nginx_under_a_path(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    """nginx as it comes rewrites `Host`."""
    with (
        run_app("--server.baseUrlPath=duty") as server,
        run_proxy(tmp_path, server.port, "/duty/") as proxy,
    ):
        home = f"{proxy}/duty"
        visited = visit("", at=home)
        page = visited.page
        page.set_default_timeout(60_000)  # many pages are opened, each from its first byte
        wait_for_answers(visited)
        visited.map.locator(f"path.district-{MIYUN}").dispatch_event("click")
        page.wait_for_url(f"{home}/?district={MIYUN}")
        page.locator(".st-key-panel_links a[href*='district?']").first.click()
        page.wait_for_url(f"{home}/district?district={MIYUN}")
        expect(page.locator(".st-key-profile")).to_contain_text("密云区")
        page.goto(f"{home}/plans?step=open")
        expect(page.locator(".st-key-plans")).to_contain_text("这里只能看")
        page.goto(f"{home}/compare?show=heat")
        page.locator("table.heat th a").first.click()
        page.wait_for_url(f"{home}/district?**")
        # Back at the start, links are read against its address once more.
        page.locator(".st-key-go_map button").click()
        visited.wait_for_map()
        page.locator(".st-key-panel_links a[href*='district?']").first.click()
        page.wait_for_url(f"{home}/district?**")
        page.locator(".st-key-go_ledger button").click()
        page.wait_for_url(f"{home}/ledger?**")
        take_away(page, {"Excel": b"PK"})
        page.goto(f"{home}/present?run=cover,{MIYUN}")
        expect(page.locator(".st-key-present_choice")).to_contain_text(f"{home}/present?")
        take_away(page, {"PowerPoint": b"PK", "单个网页文件": b"<!"})
        page.goto(f"{home}/present?run=cover,{MIYUN}&slide=2")
        frame = page.frame_locator(".st-key-slide_map iframe")
        frame.locator(f"path.district-{MIYUN}").first.wait_for()


def take_away(page: Page, starts: dict[str, bytes]) -> None:
    """Download each file of the menu by its name, and see that it starts as it must."""
    page.get_by_role("button", name="下载").click()
    for name, start in starts.items():
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).click()
        assert waiting.value.path().read_bytes().startswith(start)


def test_a_connection_that_says_nothing_is_kept(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    """nginx cuts what is silent for a minute; here it and our pings are twenty times as quick."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    every_s = settings["server"]["websocketPingInterval"]
    assert every_s * 2 < NGINX_CUTS_AFTER_S
    cut = f"proxy_read_timeout {NGINX_CUTS_AFTER_S // QUICKER}s;"
    with (
        run_app(f"--server.websocketPingInterval={every_s // QUICKER}") as server,
        run_proxy(tmp_path, server.port, settings=cut) as proxy,
    ):
        visited = visit("", at=proxy)
        visited.wait_for_map()
        visited.page.evaluate(COUNT_STATES)
        silent_ms = 3 * 1000 * NGINX_CUTS_AFTER_S // QUICKER
        visited.page.wait_for_timeout(silent_ms)
        assert visited.page.evaluate("window.states") == []


def test_no_host_outside_is_asked(tmp_path: Path) -> None:
    """Served on every address of the machine, and reached through a proxy that rewrites `Host`."""
    log = tmp_path / "asked"
    (tmp_path / "sitecustomize.py").write_text(WATCH.format(log=str(log)))
    watched = {"PYTHONPATH": str(tmp_path)}
    for options, is_let_in in (([], False), ([f"--browser.serverAddress={OFFICE}"], True)):
        with run_app("--server.address=0.0.0.0", *options, environment=watched) as server:
            assert is_connected(server, origin=f"https://{OFFICE}") == is_let_in
            assert is_connected(server, origin=server.address)
    assert not log.exists(), log.read_text()


def is_connected(server: AppServer, origin: str) -> bool:
    address = server.address.replace("http", "ws", 1) + "/_stcore/stream"
    try:
        with connect(address, subprotocols=[Subprotocol("streamlit")], origin=Origin(origin)):
            return True
    except InvalidStatus:
        return False
