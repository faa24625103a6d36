"""The product's main job in a real browser, with the network cable out."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from components.map.small import ROLE_FILLS
from geo.model import Model
from tests.browser.conftest import Visit, holding
from tests.browser.pages import wait_until

MIYUN, YANQING, DONGCHENG = "110118", "110119", "110101"


def panel_title(visited: Visit) -> Locator:
    return visited.page.locator("#duty-panel-title").first


@pytest.fixture
def opened(visit: Callable[..., Visit]) -> Visit:
    visited = visit()
    visited.wait_for_map()
    return visited


def test_every_district_is_drawn_with_its_value(opened: Visit, model: Model) -> None:
    drawn = opened.map.locator("#map_div path[class*='district-1']").evaluate_all(
        "paths => paths.map(p => p.getAttribute('class').match(/district-(\\d+)/)[1]).sort()"
    )
    assert drawn == sorted(model.region.districts["unit_code"])
    labels = opened.map.locator(".dm-label").all_inner_texts()
    shown = {tuple(label.split("\n")) for label in labels}
    totals = model.summary["total"]
    short = model.region.parties["short_name"]
    missing = [
        code
        for code in model.region.districts["unit_code"]
        if (short[code], str(totals[code])) not in shown
    ]
    assert missing == []


def test_click_answers_with_card_then_panel(opened: Visit) -> None:
    opened.map.locator(f"path.district-{MIYUN}").hover()
    opened.page.mouse.down()
    card = opened.map.locator(".dm-card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("密云区")
    expect(card).to_contain_text("职责 19 · 主责 15 · 牵头 7 · 协办 4")
    opened.page.mouse.up()
    expect(card).to_be_hidden()
    expect(panel_title(opened)).to_have_text("密云区")
    expect(opened.page.locator("article.duty[data-measure='9.1'] .wording")).to_contain_text(
        "全面完成全市“十四五”期间总面积约1373公顷的废弃矿山治理任务"
    )
    expect(opened.page).to_have_url(holding(f"district={MIYUN}"))


def test_card_shows_at_pointer_down_and_a_drag_takes_it_back(opened: Visit) -> None:
    box = opened.map.locator(f"path.district-{MIYUN}").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    expect(opened.map.locator(".dm-card")).to_be_visible()
    opened.page.mouse.move(x + 60, y + 30, steps=5)
    opened.page.mouse.up()
    expect(opened.map.locator(".dm-card")).to_be_hidden()
    expect(panel_title(opened)).to_have_text("全市")
    expect(opened.page).not_to_have_url(holding("district="))


def test_same_district_again_and_close_then_click(opened: Visit) -> None:
    miyun = opened.map.locator(f"path.district-{MIYUN}")
    for _ in range(2):
        miyun.click()
        expect(panel_title(opened)).to_have_text("密云区")
    opened.page.get_by_role("button", name="返回全市").click()
    expect(panel_title(opened)).to_have_text("全市")
    expect(opened.map.locator(".dm-card")).to_be_hidden()
    miyun.click()
    expect(panel_title(opened)).to_have_text("密云区")
    opened.page.keyboard.press("Escape")
    expect(panel_title(opened)).to_have_text("全市")


def test_metric_switch_keeps_the_map_and_the_view(opened: Visit) -> None:
    path = opened.map.locator(f"path.district-{MIYUN}")
    unzoomed = path.get_attribute("d")
    opened.map.get_by_role("button", name="放大").click()
    expect(path).not_to_have_attribute("d", unzoomed or "")
    path.evaluate("path => { path.dataset.kept = 'yes'; }")
    before = path.evaluate("path => [path.getAttribute('d'), path.getAttribute('fill')]")
    opened.page.locator(".st-key-chapter_metric input").click()
    opened.page.get_by_role("option", name="生物多样性").click()
    expect(opened.map.locator(".dm-legend-note").first).to_contain_text("生物多样性")
    after = path.evaluate(
        "path => [path.getAttribute('d'), path.getAttribute('fill'), path.dataset.kept]"
    )
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert after[2] == "yes"
    hatched = opened.map.locator("#map_div path[fill='url(#dm-hatch)']")
    assert hatched.count() == 9
    expect(opened.page).to_have_url(holding("metric=ch2"))


def test_a_name_beside_the_region_is_its_district(opened: Visit) -> None:
    name = opened.map.locator(".dm-leader", has_text="东城")
    assert name.bounding_box()["height"] >= 24
    name.click()
    expect(panel_title(opened)).to_have_text("东城区")


def test_a_districts_first_duty_is_in_the_upper_half_and_its_name_stays(opened: Visit) -> None:
    opened.map.locator(f"path.district-{MIYUN}").click()
    expect(panel_title(opened)).to_have_text("密云区")
    wait_until(
        opened.page,
        "() => [...document.querySelectorAll('article.duty')].find((e) => e.checkVisibility())"
        "?.getBoundingClientRect().top < innerHeight / 2",
    )
    # The server's answer takes the document's place: the panel is scrolled, not an element of it.
    opened.page.locator(".st-key-duty_panel").evaluate("panel => panel.scrollTo(0, 3000)")
    expect(opened.page.locator("article.duty").first).not_to_be_in_viewport()
    expect(panel_title(opened)).to_be_in_viewport()


def test_legend_opens_the_districts_behind_a_count(opened: Visit) -> None:
    row = opened.map.locator(".dm-legend-row").first
    expect(row).to_contain_text("2 个区")
    row.click()
    expect(opened.map.locator(".dm-legend-names").first).to_have_text("东城、西城")


def test_list_and_map_agree(opened: Visit) -> None:
    opened.page.get_by_role("button", name="延庆 18").click()
    expect(panel_title(opened)).to_have_text("延庆区")
    expect(opened.map.locator("path.dm-selected").first).to_be_attached()


def test_plain_wheel_scrolls_the_page_and_ctrl_wheel_zooms(opened: Visit) -> None:
    page, path = opened.page, opened.map.locator(f"path.district-{MIYUN}")
    whole = path.get_attribute("d") or ""
    path.hover()
    page.mouse.wheel(0, 300)
    expect(opened.map.locator(".dm-notice")).to_contain_text("按住 Ctrl")
    expect(path).to_have_attribute("d", whole)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    expect(path).not_to_have_attribute("d", whole)
    for _ in range(5):  # Leaflet drops a turn that comes while it is still zooming
        page.mouse.wheel(0, 3000)
        page.wait_for_timeout(400)
    page.keyboard.up("Control")
    # Zooming out ends at the whole region, however far the wheel turns.
    expect(path).to_have_attribute("d", whole)


@pytest.mark.parametrize("way", ["button", "key"])
def test_reset_shows_the_whole_region_again(opened: Visit, way: str) -> None:
    path = opened.map.locator(f"path.district-{MIYUN}")
    whole = path.get_attribute("d") or ""
    opened.map.get_by_role("button", name="放大").click()
    expect(path).not_to_have_attribute("d", whole)
    opened.map.get_by_role("button", name="放大").click()  # which is still gliding
    if way == "button":
        opened.map.get_by_role("button", name="复位").click()
    else:
        opened.map.locator("#map_div").focus()
        opened.page.keyboard.press("Escape")
    expect(path).to_have_attribute("d", whole)


def test_hover_shows_outline_and_name_and_a_legend_row_its_districts(opened: Visit) -> None:
    opened.map.locator(f"path.district-{MIYUN}").hover()
    expect(opened.map.locator(".dm-tip")).to_have_text("密云区：19条")
    expect(opened.map.locator("path.dm-hover")).to_have_count(1)
    opened.map.locator(".dm-legend-row").first.hover()
    expect(opened.map.locator("path.dm-hover")).to_have_count(0)
    expect(opened.map.locator(f"path.district-{MIYUN}")).to_have_attribute("fill-opacity", "0.2")
    expect(opened.map.locator(f"path.district-{DONGCHENG}")).to_have_attribute("fill-opacity", "1")


def test_headline_number_opens_its_rows(visit: Callable[..., Visit]) -> None:
    visited = visit(f"?district={MIYUN}")
    visited.wait_for_map()
    shown = visited.page.locator(".st-key-duty_panel article.duty:visible")
    visited.page.get_by_role("button", name="4 协办").click()
    expect(shown).to_have_count(4)
    visited.page.get_by_role("button", name="6 待明确").click()
    expect(shown).to_have_count(6)
    expect(visited.page.locator(".filter-lines")).to_contain_text("只显示：待明确（6条）")
    visited.page.get_by_role("button", name="6 待明确").click()
    expect(shown).to_have_count(25)


def test_zoom_and_pan_do_not_rerun(opened: Visit) -> None:
    opened.page.evaluate(
        "() => { window.__sends = 0; const real = WebSocket.prototype.send;"
        " WebSocket.prototype.send = function (data) { window.__sends += 1;"
        " return real.call(this, data); }; }"
    )
    box = opened.map.locator("#map_div").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5
    opened.page.mouse.move(x, y)
    opened.page.mouse.wheel(0, -400)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 80, y + 20, steps=6)
    opened.page.mouse.up()
    opened.map.get_by_role("button", name="放大").click()
    opened.map.get_by_role("button", name="缩小").click()
    opened.page.wait_for_timeout(700)  # longer than streamlit-folium's own debounce of 250 ms
    assert opened.page.evaluate("window.__sends") == 0
    opened.page.get_by_role("button", name="延庆 18").click()
    wait_until(opened.page, "window.__sends > 0")  # so the count counts


def test_pasted_link_opens_the_same_view(visit: Callable[..., Visit]) -> None:
    visited = visit(f"?district={YANQING}&metric=ch3&basis=named&lang=en")
    visited.wait_for_map()
    expect(panel_title(visited)).to_have_text("Yanqing")
    expect(visited.map.locator(".dm-legend-note").first).to_have_text("Space (In the unit cell)")
    expect(visited.page.locator("html")).to_have_attribute("lang", "en")


def test_unknown_codes_give_a_notice_and_the_default(visit: Callable[..., Visit]) -> None:
    visited = visit("?district=999999&colour=<b>red</b>")
    visited.wait_for_map()
    notice = visited.page.locator(".notice")
    expect(notice).to_contain_text("district=999999")
    expect(notice).to_contain_text("colour")
    expect(panel_title(visited)).to_have_text("全市")


def test_unreachable_base_map_leaves_the_polygons(opened: Visit) -> None:
    opened.page.get_by_role("button", name="口径", exact=True).click()
    opened.page.get_by_text("单位内部瓦片", exact=True).click()
    field = opened.page.get_by_role("textbox", name="瓦片地址")
    field.fill("ftp://nowhere")
    field.press("Enter")
    expect(opened.page.get_by_text("地址须以 http")).to_be_visible()
    field.fill("http://tiles.invalid/{z}/{x}/{y}.png")
    field.press("Enter")
    expect(opened.map.locator(".dm-notice")).to_contain_text("底图无法读取")
    assert opened.blocked
    assert all(url.startswith("http://tiles.invalid/") for url in opened.blocked)
    opened.blocked.clear()
    opened.page.keyboard.press("Escape")
    opened.map.locator(f"path.district-{MIYUN}").click()
    expect(panel_title(opened)).to_have_text("密云区")


def test_no_external_address_in_the_map_frame(opened: Visit) -> None:
    links = opened.map.locator("script[src], link[href]").evaluate_all(
        "nodes => nodes.map(n => n.src || n.href)"
    )
    host = urlsplit(opened.page.url).netloc
    assert [link for link in links if urlsplit(link).netloc != host] == []
    assert any(Path(urlsplit(link).path).suffix == ".js" for link in links)


def test_a_measure_is_a_place(visit: Callable[..., Visit]) -> None:
    """Its number in a panel leads there in place, so do the list and the steps; a district chosen
    on its map keeps it."""
    visited = visit(f"?district={MIYUN}")
    page, title = visited.page, visited.page.locator("#duty-panel-title").first
    visited.wait_for_map()
    page.evaluate("window.mark = 'not loaded again'")
    page.locator("#duty-9\\.1 .duty-no a").click()
    expect(title).to_have_text("9.1 关停矿山生态修复")
    expect(page).to_have_url(holding("measure=9.1"))
    path = visited.map.locator(f"path.district-{MIYUN}")
    expect(path).to_have_attribute("fill", f"var(--{ROLE_FILLS['lead_main']})")
    expect(visited.map.locator(".dm-legend-row").first).to_contain_text("牵头·主责")
    expect(page.locator(".own")).to_have_text("密云区：牵头·主责（单位栏写明）")
    visited.map.locator("path.district-110111").click()
    expect(page.locator(".own")).to_have_text("房山区：牵头·主责（单位栏写明）")
    page.locator("[data-open-measure='9.2']").click()
    expect(title).to_have_text("9.2 京西山水工程")
    page.get_by_role("combobox", name="选择区或措施").select_option("9.5")
    expect(title).to_contain_text("9.5")
    expect(visited.map.locator("#map_div path[fill='url(#dm-hatch)']")).to_have_count(15)
    page.go_back()
    expect(title).to_have_text("9.2 京西山水工程")
    page.get_by_role("button", name="返回全部职责").click()
    expect(title).to_have_text("房山区")
    expect(page).not_to_have_url(holding("measure="))
    assert page.evaluate("window.mark") == "not loaded again"


def test_a_number_on_another_page_is_a_link_to_the_map(visit: Callable[..., Visit]) -> None:
    visited = visit(f"district?district={MIYUN}&lang=en")
    visited.page.locator("#duty-10 .duty-no a").click()
    expect(visited.page.locator("#duty-panel-title").first).to_contain_text("10 ")
    expect(visited.page).to_have_url(holding("/?measure=10&lang=en"))
