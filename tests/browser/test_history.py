"""Back, forward, reload, a second and a duplicated tab: every view is its own link's."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

MIYUN, FANGSHAN, YANQING = "110118", "110111", "110119"
MAP = ".st-key-district_map_box iframe"


def expect_map(page: Page, code: str, name: str) -> None:
    """Address, panel and map all show this party; none where `code` is empty."""
    expect(page.locator("#duty-panel-title").first).to_have_text(name)
    outline = page.frame_locator(MAP).locator("#map_div path.dm-selected")
    expect(outline).to_have_count(1 if code else 0)
    if code:
        shape = page.frame_locator(MAP).locator(f"#map_div path.district-{code}")
        start = (shape.get_attribute("d") or "").partition("L")[0]
        expect(outline).to_have_attribute("d", re.compile(f"^{start}L"))
    assert page.evaluate("new URL(location).searchParams.get('district') ?? ''") == code


def click_district(page: Page, code: str) -> None:
    page.frame_locator(MAP).locator(f"#map_div path.district-{code}").click()
    page.wait_for_url(f"**district={code}**")


def test_back_forward_and_reload_show_the_view_of_the_link(visit: Callable[..., Visit]) -> None:
    visited = visit("")
    visited.wait_for_map()
    page = visited.page
    click_district(page, MIYUN)
    expect_map(page, MIYUN, "密云区")
    click_district(page, FANGSHAN)
    expect_map(page, FANGSHAN, "房山区")
    page.get_by_role("button", name="分区", exact=True).click()
    page.wait_for_url(f"**/district?district={FANGSHAN}")
    expect(page.locator(".figures")).to_be_visible()
    page.go_back()
    expect_map(page, FANGSHAN, "房山区")
    page.go_back()
    expect_map(page, MIYUN, "密云区")
    page.reload()
    visited.wait_for_map()
    expect_map(page, MIYUN, "密云区")
    page.go_back()
    expect_map(page, "", "全市")
    page.go_forward()
    expect_map(page, MIYUN, "密云区")


def test_back_takes_filters_and_sheets_with_it(visit: Callable[..., Visit]) -> None:
    page = visit("ledger").page
    rows, field = page.locator("table.ledger tbody tr"), page.locator(".stTextInput input")
    expect(rows).to_have_count(31)
    for query, count in (("stbhhx", 2), ("通州 大运河", 1)):
        field.fill(query)
        field.press("Enter")
        expect(rows).to_have_count(count)
    page.go_back()
    expect(rows).to_have_count(2)
    expect(field).to_have_value("stbhhx")
    page.get_by_role("button", name="对比", exact=True).click()
    page.get_by_role("radio", name="各区一览").click()
    expect(page.locator("table.heat")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("radio", name="选区对比")).to_be_checked()
    expect(page.locator("table.heat")).to_have_count(0)
    page.go_back()
    expect(field).to_have_value("stbhhx")
    expect(rows).to_have_count(2)


def test_tabs_keep_their_own_views(visit: Callable[..., Visit]) -> None:
    """Two tabs of one browser, and a third that is a copy of the first."""
    first, second = visit(f"?district={MIYUN}"), visit(f"?district={FANGSHAN}")
    for visited in (first, second):
        visited.wait_for_map()
    with first.page.expect_popup() as opened:
        first.page.evaluate("() => void window.open(location.href)")
    copy = opened.value
    copy.set_default_timeout(20_000)
    copy.frame_locator(MAP).locator(".dm-legend-row").first.wait_for()
    click_district(copy, YANQING)
    expect_map(copy, YANQING, "延庆区")
    expect_map(first.page, MIYUN, "密云区")
    click_district(second.page, "110112")
    expect_map(second.page, "110112", "通州区")
    expect_map(first.page, MIYUN, "密云区")
    expect_map(copy, YANQING, "延庆区")
    copy.close()
