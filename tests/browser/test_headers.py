"""What a page may load: nothing that was slipped in, nor of a host that nobody asked for.

That it may load all it needs is seen in `test_every_page`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from components.html.scripts import list_page_hashes
from tests.browser.app_server import AppServer
from tests.browser.looks.refused import NOTE, WASM, find_refused
from tests.browser.pages import wait_until, wait_until_shown
from tests.browser.sites import run_site

SLIP_IN = """() => {
  const script = document.createElement("script");
  script.textContent = "window.slipped = 1";
  document.body.append(script);
  const frame = document.createElement("iframe");
  frame.src = "http://127.0.0.1:9/";
  document.body.append(frame);
  const box = document.createElement("div");
  box.innerHTML = "<img src='http://127.0.0.1:9/x.png' onerror='window.slipped = 2'>";
  document.body.append(box);
  setTimeout(() => eval("window.slipped = 3"));
  fetch("http://127.0.0.1:9/").catch(() => {});
}"""
FORGET = """(policy) => {
  const told = document.createElement("meta");
  Object.assign(told, { httpEquiv: "Content-Security-Policy", content: policy });
  document.head.append(told);
}"""


@pytest.fixture
def dark(browser: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    context = browser.new_context(color_scheme="dark", viewport={"width": 1366, "height": 768})
    context.add_init_script(NOTE)

    def open_page(path: str) -> Page:
        page = context.new_page()
        page.goto(f"{address}/{path}")
        return page

    yield open_page
    context.close()


def test_what_is_slipped_in_is_refused(dark: Callable[[str], Page]) -> None:
    page = dark("sources")
    wait_until_shown(page, "sources")
    page.evaluate(SLIP_IN)
    wanted = {
        *("script-src-elem inline", "script-src-attr inline", "script-src eval"),
        "frame-src http://127.0.0.1:9",
        "img-src http://127.0.0.1:9/x.png",
        "connect-src http://127.0.0.1:9/",
    }
    wait_until(page, "(n) => new Set(window.refused).size > n", len(wanted))  # one more is WASM
    assert ({*find_refused(page)}, page.evaluate("window.slipped")) == (wanted, None)


def test_only_a_map_with_a_base_map_asks_another_host_for_images(
    dark: Callable[[str], Page],
) -> None:
    with run_site() as tiles:
        page = dark("")
        wait_until_shown(page, "")
        frame = page.frames[1]
        frame.evaluate("(address) => { new Image().src = address; }", f"{tiles.address}/sly.png")
        wait_until(frame, "window.refused.length === 1")
        page.locator(".st-key-basis_popover button").click()
        page.get_by_text("单位内部瓦片", exact=True).click()
        field = page.get_by_role("textbox", name="瓦片地址")
        field.fill(f"{tiles.address}/{{z}}/{{x}}/{{y}}.png")
        field.press("Enter")
        shown = page.frame_locator("iframe[src*='frame.tiles']")
        expect(shown.locator("img.leaflet-tile-loaded").first).to_be_attached()
        page.locator("[data-test-script-state=notRunning]").wait_for()
        assert {*page.evaluate("window.refused")} == {WASM}
        assert (len(tiles.asked) > 1, "/sly.png" in tiles.asked) == (True, False)


def test_a_page_is_fetched_again_where_the_server_came_back_with_other_scripts(
    browser: Browser,
) -> None:
    """A page whose policy does not know the ledger's script, as from before an upgrade."""
    server = AppServer()
    server.start()
    page = browser.new_page()
    page.goto(server.address)
    wait_until_shown(page, "")
    page.evaluate(FORGET, f"script-src 'self' blob: {list_page_hashes()[0]}")
    server.kill()
    page.locator("[data-test-connection-state=CONNECTED]").wait_for(state="detached")
    server.start()
    page.locator("[data-test-connection-state=CONNECTED]").wait_for()
    expect(page.locator("body.is-cut-off")).to_have_count(0)
    with page.expect_event("load"):
        page.locator(".st-key-go_ledger button").click()
    page.get_by_role("button", name="涉及区数").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    page.close()
    server.stop()
