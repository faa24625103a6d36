"""Answers sent ahead: the clicked district is read before the server has answered, and the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, holding

MIYUN, YANQING, HUAIROU = "110118", "110119", "110116"
IS_FETCHED = (
    "() => document.querySelector('.st-key-district_map_box iframe').contentWindow.performance"
    ".getEntriesByType('resource').some((entry) => /[.]json[?]/.test(entry.name))"
)
CUT_OFF = "WebSocket.prototype.send = () => {}"
# In the page itself, which is faster than the server.
CHOOSE_AND_FOCUS = """async ([chosen, next]) => {
  const chooser = document.querySelector("[data-chooser]");
  chooser.value = chosen;
  chooser.dispatchEvent(new Event("change", { bubbles: true }));
  while (document.querySelector(".party-document").dataset.code !== chosen)
    await new Promise(requestAnimationFrame);
  document.querySelector(`.choices [data-choose='${next}']`).focus();
}"""
READ = "() => document.querySelector('.st-key-duty_panel .party-document').innerText"


@pytest.fixture
def ahead(visit: Callable[..., Visit]) -> Visit:
    """The map page with the answers at hand; they are written after the first visit to a view."""
    visited = visit("")
    wait_for_answers(visited)
    return visited


def wait_for_answers(visited: Visit) -> None:
    for _ in range(20):
        visited.wait_for_map()
        visited.page.wait_for_timeout(500)
        if visited.page.evaluate(IS_FETCHED):
            return
        visited.page.reload()
    raise AssertionError("no answers were sent ahead")


def test_a_click_is_answered_without_the_server(ahead: Visit) -> None:
    ahead.page.evaluate(CUT_OFF)
    ahead.map.locator(f"path.district-{MIYUN}").click()
    expect(ahead.page.locator("#duty-panel-title").first).to_have_text("密云区")
    expect(ahead.page.locator("[data-figure=total] b")).to_have_text("19")
    expect(ahead.page.locator(".party-document article.duty")).to_have_count(25)
    ahead.page.get_by_role("button", name="返回全市").click()
    expect(ahead.page.locator("#duty-panel-title").first).to_have_text("全市")


def test_a_metric_is_shown_without_the_server(ahead: Visit) -> None:
    path = ahead.map.locator(f"path.district-{MIYUN}")
    before = path.get_attribute("fill") or ""
    ahead.page.evaluate(CUT_OFF)
    ahead.page.get_by_role("radio", name="协办").click()
    expect(path).not_to_have_attribute("fill", before)
    expect(ahead.map.locator(".dm-legend-note").first).to_contain_text("协办")


def test_a_duty_under_the_pointer_is_seen_on_the_map(ahead: Visit) -> None:
    ahead.page.evaluate(CUT_OFF)
    hatched = ahead.map.locator("#map_div path[fill='url(#dm-hatch)']")
    label = ahead.map.locator("#map_div .dm-label", has_text="密云")
    ahead.page.locator(".rare button").first.hover()
    expect(hatched).to_have_count(15)
    ahead.map.locator(f"path.district-{MIYUN}").click()
    expect(ahead.page.locator("#duty-panel-title").first).to_have_text("密云区")
    expect(hatched).to_have_count(0)
    ahead.page.locator("#duty-9\\.5").hover()
    expect(hatched).to_have_count(15)
    expect(label).to_contain_text("●")
    legend = ahead.map.locator(".dm-strip-over")
    expect(legend).to_contain_text("9.5 森林湿地公园与小微湿地")
    expect(legend).to_contain_text("15 个区")
    ahead.page.mouse.move(5, 5)
    expect(legend).to_have_count(0)
    expect(hatched).to_have_count(0)
    expect(label).to_contain_text("19")
    # The keyboard's way to the same.
    ahead.page.locator("#duty-9\\.5 a").focus()
    expect(hatched).to_have_count(15)


def test_the_servers_answer_is_the_same(ahead: Visit, visit: Callable[..., Visit]) -> None:
    ahead.page.evaluate(CUT_OFF)
    ahead.map.locator(f"path.district-{MIYUN}").click()
    expect(ahead.page.locator("#duty-panel-title").first).to_have_text("密云区")
    shown = ahead.page.evaluate(READ)
    answered = visit(f"?district={MIYUN}")
    expect(answered.page.locator("#duty-panel-title").first).to_have_text("密云区")
    assert answered.page.evaluate(READ) == shown


def test_choosing_in_the_panel_moves_map_and_link(ahead: Visit) -> None:
    page, title = ahead.page, ahead.page.locator("#duty-panel-title").first
    page.get_by_role("combobox", name="选择区或措施").select_option(YANQING)
    expect(title).to_have_text("延庆区")
    page.wait_for_url(f"**district={YANQING}**")
    page.locator(f".choices [data-choose='{HUAIROU}']").focus()
    page.keyboard.press("Enter")
    expect(title).to_have_text("怀柔区")
    page.wait_for_url(f"**district={HUAIROU}**")
    # The keyboard goes on from the new title, also once the server has answered.
    expect(
        page.locator(f".st-key-panel_links a[href*='district={HUAIROU}']").first
    ).to_be_attached()
    expect(title).to_be_focused()


def test_the_keyboard_stays_where_it_is_when_the_server_answers(ahead: Visit) -> None:
    """It has left the title before the answer is here, which takes the panel's place."""
    page = ahead.page
    page.evaluate(CHOOSE_AND_FOCUS, [YANQING, HUAIROU])
    expect(
        page.locator(f".st-key-panel_links a[href*='district={YANQING}']").first
    ).to_be_attached()
    page.wait_for_timeout(500)
    expect(page.locator(f".choices [data-choose='{HUAIROU}']").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#duty-panel-title").first).to_have_text("怀柔区")


def test_the_keyboard_goes_on_from_the_title_where_nothing_was_sent_ahead(
    visit: Callable[..., Visit],
) -> None:
    visited = visit("?measure=9.1")
    visited.wait_for_map()
    title = visited.page.locator("#duty-panel-title").first
    for name, shown in {"9.2": "9.2 京西山水工程", "": "全市"}.items():
        visited.page.locator(f"[data-open-measure='{name}']").focus()
        visited.page.keyboard.press("Enter")
        expect(title).to_have_text(shown)
        expect(title).to_be_focused()


def test_a_drag_takes_the_document_back(ahead: Visit) -> None:
    box = ahead.map.locator(f"path.district-{MIYUN}").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    ahead.page.mouse.move(x, y)
    ahead.page.mouse.down()
    expect(ahead.page.locator("#duty-panel-title").first).to_have_text("密云区")
    ahead.page.mouse.move(x + 60, y + 30, steps=5)
    ahead.page.mouse.up()
    expect(ahead.page.locator("#duty-panel-title").first).to_have_text("全市")
    expect(ahead.page).not_to_have_url(holding("district="))


def test_the_sentence_can_be_copied(ahead: Visit) -> None:
    ahead.map.locator(f"path.district-{MIYUN}").click()
    button = ahead.page.locator("[data-copy]")
    ahead.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.click()
    expect(button).to_have_text("已复制")
    copied = ahead.page.evaluate("navigator.clipboard.readText()")
    assert copied == ahead.page.locator(".sentence p").inner_text()
