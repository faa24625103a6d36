"""The show by keyboard alone, in a real browser, at the sizes of rooms."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, holding

RUN = "present?run=cover,plan,110118,110119,110118-110119&slide=1"
MIN_FACT_PX_AT_1080 = 28


def read_title(visited: Visit) -> Locator:
    return visited.page.locator(".st-key-slide section:visible h1")


def wait_for_slides(visited: Visit) -> None:
    frame = visited.page.frame_locator(".st-key-slide_map iframe")
    frame.locator(".dm-label").first.wait_for()
    expect(read_title(visited)).to_have_text("生态保护2025年行动计划")


@pytest.fixture
def shown(visit: Callable[..., Visit]) -> Visit:
    visited = visit(RUN, width=1920, height=1080)
    wait_for_slides(visited)
    return visited


def test_a_clicker_walks_through_and_back(shown: Visit) -> None:
    expect(shown.page.locator(".st-key-app_header")).to_have_count(0)
    for key, title, count in (
        ("PageDown", "计划落到各区的职责", "2 / 5"),
        ("Space", "密云区", "3 / 5"),
        ("ArrowRight", "延庆区", "4 / 5"),
        ("PageUp", "密云区", "3 / 5"),
        ("End", "密云区、延庆区", "5 / 5"),
        ("ArrowRight", "密云区、延庆区", "5 / 5"),
        ("Home", "生态保护2025年行动计划", "1 / 5"),
        ("ArrowLeft", "生态保护2025年行动计划", "1 / 5"),
    ):
        shown.page.keyboard.press(key)
        expect(read_title(shown)).to_have_text(title)
        expect(shown.page.locator(".deck-count:visible")).to_have_text(count)
        expect(shown.page).to_have_url(holding(f"slide={count[0]}"))
    for key in ["ArrowRight"] * 4 + ["ArrowLeft"] * 2:  # faster than anyone presses
        shown.page.keyboard.press(key)
    expect(read_title(shown)).to_have_text("密云区")


def test_blank_notes_help_and_one_key_back(shown: Visit) -> None:
    page = shown.page
    page.keyboard.press("b")
    expect(page.locator(".deck-blank")).to_be_visible()
    box = page.locator(".deck-blank").bounding_box()
    assert box and (box["width"], box["height"]) == (1920, 1080)
    on_top = "document.elementFromPoint(1500, 500).className"
    assert page.evaluate(on_top) == "deck-blank"
    page.keyboard.press("b")
    expect(page.locator(".deck-blank")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    notes = page.locator(".deck-notes:visible")
    expect(notes).to_contain_text("密云区：职责19，主责15，牵头7，协办4；另有待明确6")
    page.keyboard.press("?")
    expect(page.locator(".deck-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".deck-help")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(notes).to_have_count(0)


def test_a_click_on_the_map_opens_a_card_and_keys_still_work(shown: Visit) -> None:
    frame = shown.page.frame_locator(".st-key-slide_map iframe")
    mark = "document.querySelector('.st-key-slide_map iframe').contentWindow.mark"
    shown.page.evaluate(f"{mark} = 'same map'")
    shown.page.keyboard.press("ArrowRight")
    frame.locator("path.district-110116").click()
    expect(read_title(shown)).to_have_text("怀柔区")
    expect(shown.page.locator("section:visible .deck-facts")).to_contain_text("18")
    shown.page.keyboard.press("Escape")  # the frame has the focus now
    expect(read_title(shown)).to_have_text("计划落到各区的职责")
    shown.page.keyboard.press("ArrowRight")
    expect(read_title(shown)).to_have_text("密云区")
    assert shown.page.evaluate(mark) == "same map"


@pytest.mark.parametrize("size", [(1366, 768), (3840, 2160), (3440, 1440)])
def test_type_scales_with_the_screen_and_nothing_is_cut(
    visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    width, height = size
    visited = visit("present?run=cover,110118-110119,110118&slide=1", width=width, height=height)
    wait_for_slides(visited)
    least = MIN_FACT_PX_AT_1080 * min(width / 1920, height / 1080)
    for _ in range(3):
        sizes = visited.page.locator("section:visible .deck-facts :is(dt, dd)").evaluate_all(
            "nodes => nodes.map(n => parseFloat(getComputedStyle(n).fontSize))"
        )
        assert sizes
        assert min(sizes) >= least
        cut = visited.page.locator("section:visible :is(h1, dt, dd, td, .deck-foot)").evaluate_all(
            "(nodes, [w, h]) => nodes.filter(n => { const r = n.getBoundingClientRect();"
            " const right = n.matches('.deck-foot') ? w : w * .45;"
            " return r.left < 0 || r.top < 0 || r.right > right || r.bottom > h"
            " || n.scrollWidth > n.clientWidth + 1; }).map(n => n.textContent)",
            [width, height],
        )
        assert cut == []
        visited.page.keyboard.press("ArrowRight")


def test_the_show_ends_where_its_slides_are_chosen(shown: Visit) -> None:
    """The button and, once nothing lies over the slide, Escape."""
    shown.page.keyboard.press("n")
    expect(shown.page.locator(".deck-notes:visible")).to_have_count(1)
    shown.page.keyboard.press("Escape")
    expect(shown.page.locator(".deck-notes:visible")).to_have_count(0)
    expect(shown.page.get_by_role("button", name="结束放映")).to_be_visible()
    shown.page.keyboard.press("Escape")
    expect(shown.page.locator("#duty-panel-title").first).to_have_text("选择放映的内容和次序")
    expect(shown.page).not_to_have_url(holding("slide="))
    expect(shown.page).to_have_url(holding("run=cover,plan,110118"))
    shown.page.get_by_role("button", name="开始放映").click()
    wait_for_slides(shown)
    shown.page.get_by_role("button", name="结束放映").click()
    expect(shown.page.locator("#duty-panel-title").first).to_have_text("选择放映的内容和次序")
    shown.page.keyboard.press("ArrowRight")
    expect(shown.page).not_to_have_url(holding("slide="))


READ_TITLE_LINES = """() => {
  const lines = [];
  let top = null;
  const range = document.createRange();
  for (const node of document.querySelector(".deck section:not([hidden]) h1").childNodes)
    for (const [at, sign] of [...(node.nodeValue ?? "")].entries()) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (top === null || box.top > top + box.height / 2) { lines.push(""); top = box.top; }
      lines[lines.length - 1] += sign;
    }
  return lines;
}"""


def test_titles_break_between_words_and_not_in_them(visit: Callable[..., Visit]) -> None:
    visited = visit("present?run=cover,ch2,ch3,ch4&slide=1", width=1366, height=768)
    wait_for_slides(visited)
    words = ("生态", "空间", "格局", "稳定性", "保护", "发展", "多样性", "行动", "计划", "2025年")
    broken = []
    for width, height in ((1366, 768), (1920, 1080), (390, 844)):
        visited.page.set_viewport_size({"width": width, "height": height})
        visited.page.keyboard.press("Home")
        for _ in range(4):
            lines = visited.page.evaluate(READ_TITLE_LINES)
            title = "".join(lines)
            whole = sum(title.count(word) for word in words)
            assert whole
            if sum(line.count(word) for line in lines for word in words) != whole:
                broken.append((width, lines))
            visited.page.keyboard.press("ArrowRight")
    assert broken == []


def test_dropped_slides_are_named_over_the_first_slide(visit: Callable[..., Visit]) -> None:
    visited = visit("present?run=cover,castle&slide=1")
    wait_for_slides(visited)
    notice = visited.page.locator(".notice")
    expect(notice).to_contain_text("run=castle")
    box = notice.bounding_box()
    assert box
    at_notice = f"document.elementFromPoint({box['x'] + 5}, {box['y'] + 5}).closest('.notice')"
    assert visited.page.evaluate(f"{at_notice} !== null")


def test_lines_stay_above_the_map_on_a_phone(visit: Callable[..., Visit]) -> None:
    visited = visit("present?run=plan.open&slide=1", width=390, height=844)
    lines = visited.page.locator(".deck-slide:not([hidden]) .deck-lines")
    expect(lines.locator("li")).to_have_count(8)
    frame = visited.page.locator(".st-key-slide_map iframe")
    frame.wait_for()
    words, map_box = lines.bounding_box(), frame.bounding_box()
    assert words is not None
    assert map_box is not None
    assert words["height"] > 200
    assert words["y"] + words["height"] <= map_box["y"]


def list_order(page: Page) -> list[str]:
    return page.locator(".run-slide").evaluate_all("found => found.map((n) => n.dataset.code)")


def test_slides_change_places_by_drag_and_by_keys(visit: Callable[..., Visit]) -> None:
    page = visit("present?run=cover,plan,110118,ch1").page
    slides = page.locator(".run-slide")
    expect(slides).to_have_count(4)
    expect(slides.locator("img")).to_have_count(4)
    slides.nth(2).drag_to(slides.nth(0), target_position={"x": 80, "y": 5})
    expect(page).to_have_url(holding("run=110118,cover,plan,ch1"))
    expect(slides.nth(0)).to_have_attribute("data-code", "110118")
    slides.nth(0).drag_to(slides.nth(3), target_position={"x": 80, "y": 40})
    expect(slides.nth(3)).to_have_attribute("data-code", "110118")
    assert list_order(page) == ["cover", "plan", "ch1", "110118"]
    handle = slides.nth(3).locator(".run-handle")
    handle.focus()
    handle.press("ArrowDown")  # there is no place below
    handle.press("ArrowUp")
    expect(slides.nth(2)).to_have_attribute("data-code", "110118")
    expect(slides.nth(2).locator(".run-handle")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page).to_have_url(holding("run=cover,110118,plan,ch1"))
    expect(slides.nth(1).locator(".run-handle")).to_be_focused()
    expect(page.locator(".st-key-present_choice")).to_contain_text("run=cover,110118,plan,ch1")
    page.go_back()
    expect(slides.nth(2)).to_have_attribute("data-code", "110118")
