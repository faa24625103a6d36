"""A real Chromium with every request beyond this machine blocked and counted."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    FrameLocator,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tasks import find_system_chromium
from tests.browser.app_server import run_server
from tests.browser.looks.refused import NOTE

# Without these, Chromium itself looks for its maker's hosts at every start.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Nothing beyond this machine can be reached. (Routing every request through the test instead
    # would switch the browser's cache off and double the time of a visit.)
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]

# A busy machine answers late; what never comes still fails.
expect.set_options(timeout=20_000)
TOO_LATE = [r"Timeout \d+ms exceeded", "Locator expected", "Page URL expected"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What came too late is waited for once more, and reported; a wrong answer fails at once."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=TOO_LATE))


def holding(part: str) -> re.Pattern[str]:
    """For `expect(page).to_have_url`, which waits: an address that holds `part`."""
    return re.compile(re.escape(part).replace(",", "(,|%2C)"))


@dataclass
class Visit:
    """An open page, its map frame, what it asked of other hosts, and what its policy refused."""

    page: Page
    blocked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator(".st-key-district_map_box iframe")

    def wait_for_map(self) -> None:
        self.map.locator(".dm-legend-row").first.wait_for()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or find_system_chromium()
    assert path, "no Chromium: run `make test`, which finds or installs one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with run_server() as running:
        yield running


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all visits: Streamlit's own scripts are then read and compiled once."""
    shared = browser.new_context()
    shared.add_init_script(NOTE)
    yield shared
    shared.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Callable[..., Visit]]:
    """`visit("?district=110118")` opens a page; at the end no request may have left, and the page's
    policy may have refused nothing."""
    visits: list[Visit] = []

    def open_page(
        path: str = "", *, at: str = address, width: int = 1366, height: int = 768
    ) -> Visit:
        visited = Visit(context.new_page())
        visited.page.set_viewport_size({"width": width, "height": height})

        def note_if_foreign(request: Request) -> None:
            if not request.url.startswith((f"{at}/", "data:", "blob:", "about:")):
                visited.blocked.append(request.url)

        def note_if_refused(message: ConsoleMessage) -> None:
            if "Content Security Policy" in message.text:
                visited.refused.append(message.text)

        visited.page.on("request", note_if_foreign)
        visited.page.on("console", note_if_refused)
        visited.page.on("dialog", lambda d: (visited.dialogs.append(d.message), d.dismiss()))
        visited.page.set_default_timeout(20_000)
        visited.page.goto(f"{at}/{path}")
        visits.append(visited)
        return visited

    yield open_page
    blocked = [url for visited in visits for url in visited.blocked]
    refused = [text for visited in visits for text in visited.refused]
    for visited in visits:
        visited.page.close()
    assert (blocked, refused) == ([], [])
