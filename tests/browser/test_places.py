"""Sites and protected areas in a real browser: layers, what lies above what, the walk."""

from collections.abc import Callable

from playwright.sync_api import expect

from geo.model import Model
from tests.browser.conftest import Visit, holding

MARK = "window.districtMap.mark"


def find_map_frame(visited: Visit):  # type: ignore[no-untyped-def]
    handle = visited.page.locator(".st-key-district_map_box iframe").element_handle()
    return handle.content_frame()


def test_layers_come_and_go_without_a_new_map(visit: Callable[..., Visit], model: Model) -> None:
    visited = visit()
    visited.wait_for_map()
    frame = find_map_frame(visited)
    frame.evaluate(f"{MARK} = 'still here'")
    expect(visited.map.locator(".dm-place")).to_have_count(0)
    visited.page.get_by_role("button", name="修复地点").click()
    expect(visited.map.locator(".site-stn_miyun")).to_be_visible()
    visited.page.get_by_role("button", name="自然保护地").click()
    located = model.region.protected.areas.dropna(subset=["lon"])["area_id"]
    expect(visited.map.locator("[class*='area-']")).to_have_count(len(located))
    drawn = visited.map.locator("[class*='site-']").evaluate_all(
        "nodes => [...new Set(nodes.map("
        "n => n.getAttribute('class').match(/site-(\\w+)/)[1]))].sort()"
    )
    assert drawn == sorted(model.sites["site_id"])
    assert frame.evaluate(MARK) == "still here"
    expect(visited.page).to_have_url(holding("layers=sites"))
    visited.page.get_by_role("button", name="自然保护地").click()
    expect(visited.map.locator("[class*='area-']")).to_have_count(0)
    assert frame.evaluate(MARK) == "still here"


def test_the_walk_from_site_to_measure_to_district(visit: Callable[..., Visit]) -> None:
    visited = visit("restoration")
    visited.wait_for_map()
    # The station's badge lies on the reservoir's outline, which lies on the district.
    visited.map.locator(".site-stn_miyun").click()
    expect(visited.map.locator(".dm-card")).to_contain_text("示意，不是位置")
    title = visited.page.locator("#duty-panel-title").first
    expect(title).to_have_text("国家生态质量综合监测站 北京密云水库站")
    measure = visited.page.locator("article[data-measure='10']")
    expect(measure.locator(".wording")).to_contain_text("推动国家生态质量综合监测站建设")
    expect(measure.locator(".reach-list")).to_contain_text("密云区 ◆牵头·主责† 单位栏写明")
    visited.page.locator(".st-key-place_district_110118 button").click()
    expect(title).to_have_text("密云区")
    expect(visited.page).not_to_have_url(holding("place="))
    # Beside the badge in its middle.
    visited.map.locator("path.district-110119").click(position={"x": 42, "y": 78})
    expect(title).to_have_text("延庆区")


def test_points_at_one_spot_can_each_be_clicked(visit: Callable[..., Visit]) -> None:
    visited = visit("protected")
    visited.wait_for_map()
    title = visited.page.locator("#duty-panel-title").first
    for area, name in (
        ("nr_shihuadong", "石花洞市级自然保护区"),
        ("gp_shihuadong", "北京石花洞国家地质公园"),
        ("sa_shihuadong", "石花洞风景名胜区"),
    ):
        visited.map.locator(f".area-{area}").click()
        expect(title).to_have_text(name)


def test_uncertain_places_look_uncertain(visit: Callable[..., Visit]) -> None:
    visited = visit("restoration")
    visited.wait_for_map()
    dashes = visited.map.locator(".ring-dajiaoyu_wetland").get_attribute("stroke-dasharray")
    assert dashes
    widths = {
        ring: visited.map.locator(f".ring-{ring}").bounding_box()["width"]  # type: ignore[index]
        for ring in ("dajiaoyu_wetland", "wenyu_park")
    }
    assert 3.0 < widths["dajiaoyu_wetland"] / widths["wenyu_park"] < 3.6
    expect(visited.map.locator(".ring-stn_miyun")).to_have_count(0)
    tint = visited.map.locator("path.site-jingxi_shanshui")
    expect(tint).to_have_count(2)
    assert tint.first.get_attribute("fill").startswith("url(#dm-tint")  # type: ignore[union-attr]
