"""What axe finds, in the page and in the map's frame: nothing is left out, Streamlit's own neither.

Languages share a page's structure and its colours, so colours are looked at in Chinese only.
"""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

GROUNDS: dict[Literal["light", "dark"], str] = {
    "light": "rgb(251, 252, 251)",
    "dark": "rgb(16, 24, 23)",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]


def find_violations(page: Page, lang: str) -> list[str]:
    """`rule: element: why` of each violation, in both themes."""
    if lang != "zh":
        without = {rule: {"enabled": False} for rule in COLOURS}
        return check(page, {"runOnly": RULES, "rules": without})
    page.wait_for_timeout(600)  # charts and colours have settled
    found = check(page, {"runOnly": RULES})
    for theme, ground in reversed(GROUNDS.items()):
        page.emulate_media(color_scheme=theme)
        expect(page.locator(".stApp")).to_have_css("background-color", ground)
        page.wait_for_timeout(200)  # the map's frame is told the theme
        if theme == "dark":  # what differs by theme is colour alone
            dark = check(page, {"runOnly": {"type": "rule", "values": COLOURS}})
            found += [f"dark: {text}" for text in dark]
    return found


def check(page: Page, options: dict[str, object]) -> list[str]:
    frames = [frame for frame in page.frames[1:] if frame.url.startswith("http")]
    return [text for place in (page, *frames) for text in check_document(place, options)]


def check_document(place: Page | Frame, options: dict[str, object]) -> list[str]:
    report = Axe().run(place, options=options | {"resultTypes": ["violations"]}).response
    return [
        f"{rule['id']}: {node['target']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in report["violations"]
        for node in rule["nodes"]
    ]
