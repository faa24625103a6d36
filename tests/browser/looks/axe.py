"""What axe finds, in the page and in the map's frame: nothing is left out, Streamlit's own neither.

Languages share a page's structure, names' sources and colours: it is looked at in one of them.
"""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SETTLED_MS = 300
"""Colours fade into each other."""
COLOURS = ["color-contrast", "link-in-text-block"]
GROUNDS = {"light": "rgb(251, 252, 251)", "dark": "rgb(16, 24, 23)"}


def find_violations(page: Page) -> list[str]:
    """`rule: element: why` of each violation, in both themes; ends in the dark one."""
    ground = expect(page.locator(".stApp"))
    ground.to_have_css("background-color", GROUNDS["light"])
    page.wait_for_timeout(SETTLED_MS)
    found = check(page, {"runOnly": RULES})
    page.emulate_media(color_scheme="dark")
    ground.to_have_css("background-color", GROUNDS["dark"])
    page.wait_for_timeout(SETTLED_MS)  # the map's frame is told the theme
    # what differs by theme is colour alone
    dark = check(page, {"runOnly": {"type": "rule", "values": COLOURS}})
    return found + [f"dark: {text}" for text in dark]


def check(page: Page, options: dict[str, object]) -> list[str]:
    frames = [frame for frame in page.frames[1:] if frame.url.startswith("http")]
    return [text for place in (page, *frames) for text in check_document(place, options)]


def check_document(place: Page | Frame, options: dict[str, object]) -> list[str]:
    # Each frame is asked by itself; axe would wait half a second for one that it is not in.
    options = options | {"resultTypes": ["violations"], "iframes": False, "preload": False}
    report = Axe().run(place, options=options).response
    return [
        f"{rule['id']}: {node['target']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in report["violations"]
        for node in rule["nodes"]
    ]
