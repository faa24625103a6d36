"""The map as equal tiles in a real browser: the same clicks and keys, and a zone among them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from geo.model import Model
from tests.browser.conftest import Visit, holding

MIYUN, XICHENG, ZONE = "110118", "110102", "bda"
MEASURE_BOX = "e => (({ x, y, width, height }) => [x, y, width, height])(e.getBoundingClientRect())"
SETTLED_MS = 600
"""Until the frame has found its height."""


def find_tile(visited: Visit, code: str) -> Locator:
    return visited.map.locator(f"#map_div path.district-{code}")


def read_title(visited: Visit) -> Locator:
    return visited.page.locator("#duty-panel-title").first


def switch(visited: Visit, name: str) -> None:
    visited.page.locator(".st-key-map_corner").get_by_role("radio", name=name).click()


def measure(visited: Visit, code: str) -> list[float]:
    box: list[float] = find_tile(visited, code).evaluate(MEASURE_BOX)
    return box


def test_the_tile_of_a_zone_opens_its_duties(visit: Callable[..., Visit]) -> None:
    visited = visit("?shape=tiles")
    visited.wait_for_map()
    tile = find_tile(visited, ZONE)
    expect(tile).to_have_attribute("aria-label", "北京经济技术开发区：5条")
    tile.hover()
    expect(visited.map.locator(".dm-tip")).to_have_text("北京经济技术开发区：5条")
    visited.page.mouse.down()
    expect(visited.map.locator(".dm-card")).to_contain_text("职责 5 · 主责 3 · 牵头 0 · 协办 2")
    visited.page.mouse.up()
    expect(read_title(visited)).to_have_text("北京经济技术开发区")
    expect(visited.page.locator(".st-key-duty_panel article.duty:visible")).to_have_count(5)
    expect(visited.page).to_have_url(holding(f"district={ZONE}"))
    expect(visited.page).to_have_url(holding("shape=tiles"))
    expect(visited.map.locator("path.dm-selected")).to_have_count(1)
    visited.page.keyboard.press("Escape")
    expect(read_title(visited)).to_have_text("全市")


def test_the_switch_bends_the_same_map_and_keeps_what_is_chosen(
    visit: Callable[..., Visit], model: Model
) -> None:
    visited = visit(f"?district={MIYUN}&layers=areas")
    visited.wait_for_map()
    expect(visited.map.locator(".dm-place").first).to_be_visible()
    visited.page.wait_for_timeout(SETTLED_MS)
    path, lines = find_tile(visited, MIYUN), visited.map.locator(".dm-leader")
    expect(lines.first).to_be_visible()
    before = measure(visited, MIYUN)
    fill = path.get_attribute("fill") or ""
    path.evaluate("path => { path.dataset.kept = 'yes'; }")
    switch(visited, "等大方块")
    expect(visited.map.locator(".dm-strip")).to_contain_text("方块大小相同")
    expect(lines).to_have_count(0)
    expect(visited.map.locator(".dm-place")).to_have_count(0)
    expect(path).to_have_attribute("data-kept", "yes")
    expect(path).to_have_attribute("fill", fill)
    boxes = {code: measure(visited, code) for code in model.codes}
    sizes = [size for box in boxes.values() for size in box[2:]]
    assert max(sizes) - min(sizes) < 1.5
    assert min(sizes) > 44
    assert boxes[MIYUN][0] > boxes[XICHENG][0]
    assert boxes[MIYUN][1] < boxes[XICHENG][1]
    switch(visited, "地图")
    expect(lines.first).to_be_visible()
    visited.page.wait_for_timeout(SETTLED_MS)
    assert measure(visited, MIYUN) == pytest.approx(before, abs=1)
    expect(find_tile(visited, ZONE)).to_have_count(0)
    expect(visited.map.locator(".dm-place").first).to_be_visible()
    expect(read_title(visited)).to_have_text("密云区")


def test_another_metric_recolours_the_tiles(visit: Callable[..., Visit]) -> None:
    visited = visit("?shape=tiles")
    visited.wait_for_map()
    visited.page.locator(".st-key-metric_choice").get_by_text("牵头").click()
    expect(find_tile(visited, ZONE)).to_have_attribute("aria-label", "北京经济技术开发区：0条")
    expect(find_tile(visited, ZONE)).to_have_attribute("stroke", "var(--edge)")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_every_name_is_whole_and_inside_its_tile(
    visit: Callable[..., Visit], model: Model, lang: str, width: int
) -> None:
    visited = visit(f"?shape=tiles&lang={lang}", width=width, height=844 if width == 390 else 1000)
    visited.wait_for_map()
    labels = visited.map.locator(".dm-label span")
    expect(labels).to_have_count(len(model.codes))
    visited.page.wait_for_timeout(SETTLED_MS)
    names: list[Any] = labels.evaluate_all(
        f"nodes => nodes.map(node => [node.textContent, ({MEASURE_BOX})(node)])"
    )
    tiles = [measure(visited, code) for code in model.codes]
    outside = [
        name
        for name, (x, y, wide, high) in names
        if not any(
            x >= left and x + wide <= left + across and y >= top and y + high <= top + down
            for left, top, across, down in tiles
        )
    ]
    assert outside == []
    assert [name for name, _ in names if "…" in name] == []
