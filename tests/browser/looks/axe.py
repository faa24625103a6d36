"""No violation that axe finds: every page, both languages, both themes, the map's frame too."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Frame, Page, expect

# What a page must show before it is looked at, in the page or in a frame.
PAGES = {
    "": ".zone-row",
    "?district=110118": "article.duty",
    "district?district=110118": "article.duty",
    "compare?compare=110118,110119,110109": "table.matrix",
    "compare?show=heat": "table.heat",
    "compare?show=tasks": ".measure-maps",
    "restoration": ".place-matrix, table",
    "restoration?place=chaobai_park": ".place",
    "protected": "table",
    "protected?district=110111": ".duty-card",
    "ledger": "table.ledger",
    "present": ".st-key-present_choice",
    "present?run=110118-110119&slide=1": ".deck",
    "sources": "h3",
}
GROUNDS: dict[Literal["light", "dark"], str] = {
    "light": "rgb(251, 252, 251)",
    "dark": "rgb(16, 24, 23)",
}
OPTIONS = {
    "light": {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    # What differs by theme is colour alone.
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
CHROME: dict[str, tuple[str, str]] = {}
"""Rule: where in Streamlit's own it is found, and the upstream issue. Nothing else is left out."""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(context: BrowserContext, address: str, path: str, lang: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.set_default_timeout(20_000)
    join = "&" if "?" in path else "?"
    found = []
    page.goto(f"{address}/{path}{join}lang={lang}")
    page.locator(PAGES[path]).first.wait_for()
    if page.locator("iframe").count():
        page.frame_locator("iframe").first.locator(".dm-label").first.wait_for()
    page.wait_for_timeout(600)  # charts and colours have settled
    for theme, ground in GROUNDS.items():
        page.emulate_media(color_scheme=theme)
        expect(page.locator(".stApp")).to_have_css("background-color", ground)
        page.wait_for_timeout(200)  # the map's frame is told the theme
        found += [
            f"{theme}: {text}" for place in list_documents(page) for text in check(place, theme)
        ]
    page.close()
    assert found == []


def list_documents(page: Page) -> list[Page | Frame]:
    return [page, *(frame for frame in page.frames[1:] if frame.url.startswith("http"))]


def check(place: Page | Frame, theme: str) -> list[str]:
    """`rule: element: why` of each, those in Streamlit's own chrome aside."""
    report = Axe().run(place, options=OPTIONS[theme] | {"resultTypes": ["violations"]}).response
    return [
        f"{rule['id']}: {node['target']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in report["violations"]
        for node in rule["nodes"]
        if not is_chrome(rule["id"], node)
    ]


def is_chrome(rule: str, node: dict[str, Any]) -> bool:
    return rule in CHROME and CHROME[rule][0] in node["html"]
