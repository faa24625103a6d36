"""For everyone in the room: by keyboard alone, by ear, on a phone, at 200 %, without motion."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit

FOCUSED = (
    "() => { const e = document.activeElement;"
    " return e.matches('a, button') ? (e.innerText || e.ariaLabel || '').trim() : '' }"
)
OUTLINE = (
    "() => { const s = getComputedStyle(document.activeElement);"
    " return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0)"
    " || s.boxShadow !== 'none' }"
)


def press_until(page: Page, name: str, key: str = "Tab", limit: int = 200) -> None:
    """Press the key until the element of this name has the focus, which must then be seen."""
    for _ in range(limit):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED).endswith(name):  # an icon may stand before it
            assert page.evaluate(OUTLINE), f"the focus on {name} cannot be seen"
            return
    raise AssertionError(f"{name} was not reached by keyboard")


def test_the_whole_job_by_keyboard(visit: Callable[..., Visit]) -> None:
    """Find a district, read it, compare it, present it, take it away."""
    visited = visit("")
    visited.wait_for_map()
    page, title = visited.page, visited.page.locator("#duty-panel-title").first
    press_until(page, "密云 19")
    page.keyboard.press("Enter")
    expect(title).to_have_text("密云区")
    page.wait_for_url("**district=110118**")
    press_until(page, "加入对比", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?**")
    expect(page.get_by_text("再加一个区就可以对比了")).to_be_visible()
    press_until(page, "任务台账")
    page.keyboard.press("Enter")
    page.locator("table.ledger").wait_for()
    press_until(page, "放映")
    page.keyboard.press("Enter")
    page.locator(".st-key-present_choice").wait_for()
    press_until(page, "开始放映")
    page.keyboard.press("Enter")
    page.locator(".deck").wait_for()
    page.wait_for_timeout(1000)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**slide=2**")
    page.keyboard.press("Escape")


def test_a_file_is_taken_away_by_keyboard(visit: Callable[..., Visit]) -> None:
    visited = visit("?district=110118")
    visited.wait_for_map()
    page = visited.page
    page.keyboard.press("Tab")
    press_until_starts(page, "下载")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Excel").first.wait_for()
    press_until_starts(page, "Excel")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".xlsx")


def press_until_starts(page: Page, start: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if start in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"{start} was not reached by keyboard")


def test_skip_link_leads_to_the_panel(visit: Callable[..., Visit]) -> None:
    visited = visit("?district=110118")
    visited.wait_for_map()
    skip = visited.page.locator("a.skip")
    skip.focus()
    expect(skip).to_be_in_viewport()
    visited.page.keyboard.press("Enter")
    expect(visited.page.locator("#duty-panel-title").first).to_be_focused()


def test_a_selection_is_spoken(visit: Callable[..., Visit]) -> None:
    visited = visit("")
    visited.wait_for_map()
    region = visited.page.locator("#page-announcer[aria-live=polite]")
    visited.map.locator("path.district-110118").click()
    expect(region).to_contain_text("已选择密云区")
    expect(region).to_contain_text("承担19条")


def test_a_finger_on_the_map_scrolls_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{address}/")
    frame = page.frame_locator(".st-key-district_map_box iframe")
    frame.locator(".dm-legend-row").first.wait_for()
    page.wait_for_timeout(800)
    action = frame.locator("#map_div").evaluate("map => map.style.touchAction")
    assert "pan-y" in action
    district = frame.locator("path.district-110118")
    district.tap()
    expect(frame.locator(".dm-card")).to_contain_text("密云区")
    expect(page.locator("#duty-panel-title").first).to_have_text("密云区")
    box, panel = (
        page.locator(where).bounding_box()
        for where in (".st-key-district_map_box", ".st-key-duty_panel")
    )
    assert box and panel and panel["y"] >= box["y"] + box["height"] - 1
    # The answer comes into view by itself.
    expect(page.locator("#duty-panel-title").first).to_be_in_viewport()
    expect(page.locator(".panel-figures").first).to_be_in_viewport()
    context.close()


def test_without_motion_nothing_moves(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{address}/?district=110118")
    frame = page.frame_locator(".st-key-district_map_box iframe")
    frame.locator(".dm-legend-row").first.wait_for()
    slow = page.evaluate(
        "() => [...document.querySelectorAll('.stApp *')].filter((node) => {"
        " const s = getComputedStyle(node);"
        " return parseFloat(s.animationDuration) > 0.02 || parseFloat(s.transitionDuration) > 0.02;"
        " }).map((node) => node.className)"
    )
    assert slow == []
    context.close()
