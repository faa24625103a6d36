"""Pages left open over a restart of the server, a sleeping laptop, a lost connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.browser.app_server import AppServer, run_app
from tests.browser.conftest import Visit
from tests.browser.pages import wait_until

MIYUN, YANQING, HUAIROU = "110118", "110119", "110116"
LINK_IS = (
    "(wanted) => { const link = new URLSearchParams(location.search);"
    " return link.size === Object.keys(wanted).length"
    " && Object.entries(wanted).every(([name, value]) => link.get(name) === value); }"
)
KEEP_SOCKETS = (
    "window.sockets = []; window.WebSocket = class extends WebSocket {"
    " constructor(...given) { super(...given); window.sockets.push(this); } };"
)


def press_map(page: Page, code: str) -> None:
    """As a click on a district; where cards and boxes lie is not what is tested here."""
    frame = page.frame_locator("iframe").first
    frame.locator(f"path.district-{code}").first.dispatch_event("click")


def choose_deadline(page: Page) -> None:
    """The list opens without the server; the page that comes back meanwhile may close it again."""
    for _ in range(3):
        page.locator(".st-key-ledger_deadline input").click()
        with suppress(TimeoutError):
            page.get_by_role("option").nth(1).click(timeout=5_000)
            return


# Every page built on fragments: where it is opened, what is pressed, and the link afterwards.
PAGES: dict[str, tuple[str, Callable[[Page], None], dict[str, str]]] = {
    "map": (
        f"?district={MIYUN}&metric=lead",
        lambda page: press_map(page, YANQING),
        {"district": YANQING, "metric": "lead"},
    ),
    "profile": (
        f"district?district={MIYUN}&metric=lead",
        lambda page: page.locator(".st-key-step_next button").first.click(),
        {"district": YANQING, "metric": "lead"},
    ),
    "comparison": (
        f"compare?compare={MIYUN},{YANQING}",
        lambda page: press_map(page, HUAIROU),
        {"compare": f"{MIYUN},{YANQING},{HUAIROU}"},
    ),
    "restoration": (
        "restoration?metric=lead",
        lambda page: press_map(page, YANQING),
        {"district": YANQING, "metric": "lead"},
    ),
    "protected": (
        "protected?metric=lead",
        lambda page: press_map(page, YANQING),
        {"district": YANQING, "metric": "lead"},
    ),
    "ledger": ("ledger?q=水", choose_deadline, {"q": "水", "deadline": "year_end"}),
}
SHOW = f"present?run=cover,plan,{MIYUN},{YANQING}&slide=1"


@dataclass(frozen=True)
class Look:
    """How a page is opened, what it says while its server is away, what its link keeps."""

    theme: Literal["light", "dark"]
    suffix: str
    word: str
    kept: dict[str, str]


LOOKS = (
    Look("light", "", "与服务器的连接已中断", {}),
    Look("dark", "&lang=en", "connection to the server is lost", {"lang": "en"}),
)


@pytest.fixture
def server() -> Iterator[AppServer]:
    with run_app() as running:
        yield running


def read_link(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def wait_until_whole(page: Page) -> None:
    wait_until(page, "document.querySelector('[data-run]') !== null")
    for frame in page.locator("iframe").all():
        frame.content_frame.locator("path").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()


def test_an_open_page_answers_after_a_restart(browser: Browser, server: AppServer) -> None:
    """Each page, and a show, open at once; the server is killed and started again."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(60_000)
    pages = {name: context.new_page() for name in [*PAGES, "show"]}
    for (name, page), look in zip(pages.items(), cycle(LOOKS), strict=False):
        page.emulate_media(color_scheme=look.theme)
        page.goto(f"{server.address}/{PAGES[name][0] if name in PAGES else SHOW}{look.suffix}")
    for page in pages.values():
        wait_until_whole(page)
        page.evaluate("window.mark = 'not loaded again'")
    show = pages.pop("show")
    show.bring_to_front()
    show.keyboard.press("PageDown")
    show.keyboard.press("PageDown")
    server.kill()
    for page, look in zip([*pages.values(), show], cycle(LOOKS), strict=False):
        expect(page.locator(".connection-notice[role=status]")).to_contain_text(look.word)
        expect(page.get_by_role("dialog")).to_have_count(0)
    server.start()
    for name, page in pages.items():
        page.bring_to_front()
        PAGES[name][1](page)
    for (name, page), look in zip(pages.items(), cycle(LOOKS), strict=False):
        wait_until(page, LINK_IS, PAGES[name][2] | look.kept)
        expect(page.locator(".connection-notice")).to_be_empty()
        assert page.evaluate("window.mark") == "not loaded again"
    assert read_link(show)["slide"] == "3"
    expect(show.locator(".connection-notice")).to_be_empty()
    expect(show.locator(".st-key-slide section:visible .deck-count")).to_have_text("3 / 4")
    show.bring_to_front()
    show.keyboard.press("PageDown")
    expect(show.locator(".deck-count:visible")).to_have_text("4 / 4")
    show.locator(".st-key-leave_show button").click()
    show.locator(".st-key-present_choice").wait_for()
    context.close()


def test_a_click_while_the_server_is_away_is_answered(
    visit: Callable[..., Visit], server: AppServer
) -> None:
    """On the map, whose answers are in the page, and on a link, which would lead to an error."""
    visited = visit(f"?district={MIYUN}", at=server.address)
    wait_until_whole(visited.page)
    server.kill()
    expect(visited.page.locator(".connection-notice")).not_to_be_empty()
    press_map(visited.page, YANQING)
    server.start()
    visited.page.wait_for_url(f"**district={YANQING}")
    expect(visited.page.locator("#duty-panel-title").first).to_have_text("延庆区")


def test_a_laptop_that_slept_comes_back(browser: Browser) -> None:
    """Its connection is gone, and the server has forgotten it."""
    with run_app("--server.disconnectedSessionTTL=0") as server:
        context = browser.new_context()
        context.set_default_timeout(60_000)
        context.add_init_script(KEEP_SOCKETS)
        page = context.new_page()
        page.goto(f"{server.address}/?district={MIYUN}")
        wait_until_whole(page)
        session_run = page.locator("[data-run]").get_attribute("data-run")
        page.evaluate("window.sockets.forEach((socket) => socket.close())")
        press_map(page, YANQING)
        page.wait_for_url(f"**district={YANQING}")
        assert page.locator("[data-run]").get_attribute("data-run") != session_run
        context.close()
