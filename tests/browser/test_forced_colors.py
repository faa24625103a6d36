"""Windows' forced colours: what a colour says is still told, what is chosen still seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.pages import write_rgb
from components.theme import MAP_DARK

READ_FILLS = "all => [...new Set(all.map((e) => getComputedStyle(e).fill))]"
READ_GROUNDS = "all => all.map((e) => getComputedStyle(e).backgroundColor)"
OUTLINED = (
    "all => all.filter((e) => getComputedStyle(e).outlineStyle === 'solid'"
    " && parseFloat(getComputedStyle(e).outlineWidth) >= 2).length"
)


@pytest.fixture
def forced(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1366, "height": 768},
        forced_colors="active",
        color_scheme="dark",
        reduced_motion="reduce",  # fills fade into each other else
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def test_map_and_legend_keep_their_classes(forced: Page, address: str) -> None:
    forced.goto(f"{address}/?district=110118")
    frame = forced.frame_locator(".st-key-district_map_box iframe")
    frame.locator(".dm-label").first.wait_for()
    swatches = frame.locator(".dm-swatch").evaluate_all(READ_GROUNDS)
    assert len(set(swatches)) >= 4
    fills = frame.locator("#map_div path[class*=district-]").evaluate_all(READ_FILLS)
    assert set(swatches) <= {*fills, *(write_rgb(MAP_DARK[n]) for n in ("zero", "uncounted"))}
    outline = frame.locator("#map_div path.dm-selected")
    assert outline.evaluate("e => getComputedStyle(e).stroke") == write_rgb(MAP_DARK["selection"])
    bar = forced.locator(".chapter-bar span").evaluate_all(READ_GROUNDS)
    assert len(set(bar)) == len(bar) == 4
    chosen = "button[aria-checked=true], button[aria-pressed=true]:not([data-figure])"
    pressed = forced.locator(".st-key-map_controls").locator(chosen)
    assert pressed.evaluate_all(OUTLINED) == pressed.count() > 0
    assert forced.locator("[class*=st-key-nav_on_] button").evaluate_all(OUTLINED) == 1
    assert forced.locator("[class*=st-key-nav_off_] button").evaluate_all(OUTLINED) == 0


def test_heat_table_tells_open_from_settled(forced: Page, address: str) -> None:
    forced.goto(f"{address}/compare?show=heat")
    forced.locator("table.heat").wait_for()
    grounds = {
        role: set(forced.locator(f"td.weight-{role}:not(.is-open)").evaluate_all(READ_GROUNDS))
        for role in ("lead_main", "main", "support")
    }
    assert len(set.union(*grounds.values())) == 3
    hatched = forced.locator("td.is-open").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).backgroundImage.includes('gradient'))"
    )
    assert hatched
    assert all(hatched)
