"""Choosing on the map, filters, links and the way between the pages, in a real browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FrameLocator, expect

from tests.browser.app_server import run_server
from tests.browser.conftest import Visit, holding

MIYUN, YANQING, MENTOUGOU = "110118", "110119", "110109"


def compare_map(visited: Visit) -> FrameLocator:
    return visited.page.frame_locator(".st-key-compare_map_box iframe")


def test_districts_are_chosen_on_the_map_and_in_the_list(visit: Callable[..., Visit]) -> None:
    visited = visit("compare")
    frame = compare_map(visited)
    frame.locator(f"path.district-{MIYUN}").click()
    expect(visited.page.locator(".empty")).to_contain_text("再加一个区")
    frame.locator(f"path.district-{YANQING}").click()
    matrix = visited.page.locator(".answer table.matrix")
    expect(matrix.locator("thead th")).to_have_text(
        ["措施（小标题为拟题）", "完成时限", "密云区", "延庆区", "异同"]
    )
    expect(frame.locator("#map_div path.dm-selected")).to_have_count(2)
    # Nothing on the map eats the next click, wherever it goes.
    frame.locator("path.district-110116").click()
    expect(matrix.locator("thead th")).to_have_count(6)
    frame.locator("path.district-110116").click()
    expect(visited.page).to_have_url(holding(f"compare={MIYUN},{YANQING}"))
    frame.locator(f"path.district-{MIYUN}").click()
    expect(frame.locator("#map_div path.dm-selected")).to_have_count(1)
    expect(visited.page.locator(".empty")).to_contain_text("再加一个区")


def test_blocks_hold_what_they_say_and_a_link_opens_them(visit: Callable[..., Visit]) -> None:
    visited = visit(f"compare?compare={MIYUN},{YANQING},{MENTOUGOU}&show=open")
    blocks = visited.page.locator("details.compare-block")
    expect(blocks.locator("> summary h3")).to_have_text(["相同 · 16条", "待明确 · 6条"])
    shown = visited.page.locator("li[data-measure]:visible")
    expect(shown).to_have_count(6)
    blocks.first.locator("> summary").click()
    expect(shown).to_have_count(22)
    expect(visited.page.locator("tr[data-measure]")).to_have_count(4)


def test_neighbours_are_compared_at_one_press(visit: Callable[..., Visit]) -> None:
    """Question 9: what a district has in common with those around it; 顺义 has six."""
    visited = visit("?district=110113")
    visited.page.get_by_role("link", name="与相邻区对比").click()
    heads = visited.page.locator(".answer table.matrix thead th")
    expect(heads).to_have_count(7 + 3)
    expect(visited.page.locator(".sentence p").first).to_contain_text("相同10条")
    visited.page.get_by_role("button", name="与同类3区").click()
    expect(heads).to_have_count(4 + 3)


def test_same_link_shows_the_same_comparison(visit: Callable[..., Visit]) -> None:
    link = f"compare?compare={MENTOUGOU},bda&show=different"
    texts = []
    for _ in range(2):
        visited = visit(link)
        matrix = visited.page.locator("table.matrix")
        matrix.wait_for()
        texts.append(matrix.inner_text())
    assert texts[0] == texts[1]


def test_language_and_pages_keep_what_was_chosen_meanwhile(visit: Callable[..., Visit]) -> None:
    visited = visit("")
    visited.wait_for_map()
    visited.map.locator(f"path.district-{MIYUN}").click()
    title = visited.page.locator("#duty-panel-title").first
    expect(title).to_have_text("密云区")
    visited.page.get_by_role("button", name="English").click()
    expect(title).to_have_text("Miyun")
    expect(visited.page).to_have_url(holding("lang=en"))
    expect(visited.page).to_have_url(holding(f"district={MIYUN}"))
    visited.page.get_by_role("button", name="District", exact=True).click()
    expect(visited.page.locator(".figures")).to_be_visible()
    expect(title).to_have_text("Miyun")
    expect(visited.page).to_have_url(holding(f"district={MIYUN}"))


@pytest.fixture
def fresh_address() -> Iterator[str]:
    with run_server() as running:
        yield running


def test_first_link_after_a_start_opens_its_page_with_the_header(
    visit: Callable[..., Visit], fresh_address: str
) -> None:
    """Streamlit would run the page alone, see `screens.shell.navigation.require_router`."""
    visited = visit(f"compare?compare={MIYUN},{YANQING}", at=fresh_address)
    expect(visited.page.locator(".st-key-app_header h1")).to_have_text("生态职责一张图")
    expect(visited.page.locator("table.matrix thead")).to_contain_text("密云区")
    expect(visited.page).to_have_url(holding("/compare?"))


def test_fast_clicks_end_where_the_reader_ends(visit: Callable[..., Visit]) -> None:
    visited = visit("")
    visited.wait_for_map()
    codes = ["110118", "110111", "110119", "110116", "110109", "110115"]
    paths = [visited.map.locator(f"path.district-{code}") for code in codes]
    boxes = [path.bounding_box() for path in paths]
    for turn in range(48):
        box = boxes[turn % len(boxes)]
        assert box
        visited.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        visited.page.wait_for_timeout(110)  # faster than the page answers
    expect(visited.page.locator("#duty-panel-title").first).to_have_text("大兴区")
    expect(visited.map.locator(".dm-card")).to_contain_text("大兴区")
    expect(visited.page).to_have_url(holding("district=110115"))
    expect(visited.page.locator(".stDialog")).to_have_count(0)
