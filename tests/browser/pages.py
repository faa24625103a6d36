"""Every kind of page by its address, and what must stand there before it is looked at."""

from __future__ import annotations

import time

from playwright.sync_api import Frame, Page, expect

PAGES = {
    "": ".zone-row",
    "?district=110118": "article.duty",
    "?layers=sites,areas": ".zone-row",
    "?shape=tiles&district=bda": "article.duty",
    "?measure=9.1": ".measure-document",
    "district?district=110118": "article.duty",
    "compare?compare=110118,110119,110109": "table.matrix",
    "compare?compare=110118,bda&shape=tiles": "table.matrix",
    "compare?show=heat": "table.heat",
    "compare?show=tasks": ".measure-maps",
    "restoration": ".place-matrix, table",
    "restoration?place=chaobai_park": ".place",
    "protected": "table",
    "protected?district=110111": ".duty-card",
    "ledger": "table.ledger",
    "present": ".st-key-present_choice",
    "present?run=110118-110119&slide=1": ".deck",
    "present?run=cover,plan,110112&slide=2": ".deck",
    "present?run=110112.own&slide=1": ".deck-lines",
    "plans": ".shelf",
    "sources": "h3",
}

WAIT_S = 60
"""As long as a busy machine may need; what never comes still fails."""


def wait_until_shown(page: Page, path: str) -> None:
    page.locator(PAGES[path]).first.wait_for()
    if page.locator("iframe").count():
        page.frame_locator("iframe").first.locator(".dm-label").first.wait_for()
    if "slide=" not in path:
        page.locator(".skip").wait_for(state="attached")
    page.locator("[data-test-script-state=notRunning]").wait_for()
    # a widget's own script may come after the texts around it
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def wait_until(page: Page | Frame, question: str, arg: object = None) -> None:
    """Playwright's own `wait_for_function` hands `question` to `eval`, which a page refuses."""
    deadline = time.monotonic() + WAIT_S
    while not page.evaluate(question, arg):
        assert time.monotonic() < deadline, f"Timeout {WAIT_S}000ms exceeded: {question}"
        page.wait_for_timeout(50)
