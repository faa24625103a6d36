"""`make screenshots`: pictures of every page, for the README and for looking at.

Every page, at the sizes officials have: laptop, desktop, phone; light and dark; both languages.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

from tasks import find_system_chromium
from tests.browser.app_server import ROOT, run_server
from tests.browser.conftest import CHROMIUM_FLAGS

TARGET = ROOT / "docs" / "screenshots"
SIZES = {
    "laptop": (1366, 768),
    "desktop": (1920, 1080),
    "phone": (390, 844),
    "wall": (3840, 2160),
    "ultrawide": (3440, 1440),
}
MAP = ".st-key-district_map_box iframe"
VIEWS = {
    "map": ("", MAP),
    "map-district": ("?district=110118", MAP),
    "map-open": ("?district=110105&metric=ch2&basis=named,all,mentioned,relevant", MAP),
    "map-notice": ("?district=999999", MAP),
    "district": ("district?district=110118", ".duties"),
    "compare": ("compare?compare=110118,110119,110109", "table.matrix"),
    "compare-all": ("compare?show=heat", "table.heat"),
    "compare-tasks": ("compare?show=tasks", ".measure-maps"),
    "map-layers": ("?layers=sites,areas", MAP),
    "restoration": ("restoration", MAP),
    "restoration-site": ("restoration?place=chaobai_park", MAP),
    "protected": ("protected", MAP),
    "protected-district": ("protected?district=110111", MAP),
    "ledger": ("ledger?unit=water,110112&role=lead,main", "table.ledger"),
    "present": ("present", ".st-key-present_choice"),
    "slide-plan": ("present?slide=2", ".st-key-slide_map iframe"),
    "slide-district": ("present?run=110118&slide=1", ".st-key-slide_map iframe"),
    "slide-own": ("present?run=110112.own&slide=1", ".st-key-slide_map iframe"),
    "slide-compare": ("present?run=110118-110119&slide=1", ".st-key-slide_map iframe"),
    "plans": ("plans", ".shelf"),
    "sources": ("sources", "h2, h3"),
}
"""Address and what must stand on the page before the picture is taken."""


def take_screenshots(target: Path) -> list[Path]:
    """One PNG per view and size, and at laptop size in the dark and in English; their paths."""
    taken = []
    with run_server() as address, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or find_system_chromium()
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        jobs = [(view, size, "") for view in VIEWS for size in SIZES]
        jobs += [(view, "laptop", variant) for view in VIEWS for variant in ("dark", "en")]
        for view, size, variant in jobs:
            width, height = SIZES[size]
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if variant == "dark" else "light",
            )
            path, awaited = VIEWS[view]
            join = "&" if "?" in path else "?"
            page.goto(f"{address}/{path}" + (f"{join}lang=en" if variant == "en" else ""))
            page.locator(awaited).first.wait_for()
            if page.locator("iframe").count():
                page.frame_locator("iframe").locator(".dm-label").first.wait_for()
            page.wait_for_timeout(1500)  # charts draw, the map settles into its frame
            name = "-".join(filter(None, [view, size, variant]))
            taken.append(target / f"{name}.png")
            page.screenshot(path=taken[-1])
            page.close()
        browser.close()
    return taken


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for written in take_screenshots(TARGET):
        print(written.relative_to(ROOT))
