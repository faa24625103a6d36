"""Ten questions that officials ask, answered in two steps from the first screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

MIYUN, SHUNYI = "110118", "110113"


@pytest.fixture
def first(visit: Callable[..., Visit]) -> Visit:
    visited = visit("")
    visited.wait_for_map()
    return visited


def choose(visited: Visit, name: str) -> None:
    visited.page.locator(".st-key-panel_links select").select_option(label=name)


def click_district(visited: Visit, code: str) -> None:
    visited.map.locator(f"#map_div path.district-{code}").click()
    expect(visited.page.locator("article[data-code]").first).to_have_attribute("data-code", code)


def test_which_districts_have_no_mines_to_restore(first: Visit) -> None:
    choose(first, "9.1 关停矿山生态修复")
    reach = "没有写到7个区和经开区：东城、西城、朝阳、海淀、石景山、通州、大兴"
    expect(first.page.locator(".measure-document")).to_contain_text(reach)


def test_whom_the_water_authority_has_to_speak_with(first: Visit) -> None:
    first.page.get_by_role("button", name="任务台账", exact=True).click()
    first.page.get_by_role("tab", name="部门").click()
    contact = first.page.locator(".contact summary").filter(has_text="市水务局")
    expect(contact).to_contain_text("写到1个区：通州；1条只写“相关区”，待明确")


def test_how_many_are_due_by_the_end_of_the_year(first: Visit) -> None:
    panel = first.page.locator("article.party-document")
    expect(panel).to_contain_text("年底前28条、持续推进3条")
    panel.get_by_role("link", name="持续推进3条").click()
    rows = first.page.locator("table.ledger tbody tr[data-measure]")
    expect(rows).to_have_count(3)


def test_which_lead_departments_two_districts_share(first: Visit) -> None:
    """Where two are compared: the departments stand below, each with the measures counted."""
    first.page.goto(first.page.url.rstrip("/") + "/compare?compare=110116,110118")
    leads = first.page.locator(".common-leads li")
    expect(leads).to_have_count(6)
    expect(leads.first).to_contain_text("可覆盖各方都有职责的")


def test_what_of_a_districts_duties_is_about_the_canal(first: Visit) -> None:
    first.page.get_by_role("button", name="任务台账", exact=True).click()
    rows = first.page.locator("table.ledger tbody tr[data-measure]")
    expect(rows).to_have_count(31)
    search = first.page.locator(".st-key-ledger_filters input").first
    search.fill("通州 大运河")
    search.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows).to_have_attribute("data-measure", "12.1")


def test_what_a_district_supports(first: Visit) -> None:
    click_district(first, MIYUN)
    first.page.locator("article.party-document [data-figure=support]").click()
    expect(first.page.locator("article.duty:visible .duty-no")).to_have_text(
        ["13.1", "14.1", "14.2", "14.3"]
    )


def test_how_the_plan_reaches_a_district(first: Visit) -> None:
    click_district(first, MIYUN)
    said = "单位栏写明9条、各区都有8条、正文提及2条"
    expect(first.page.locator(".sentence p").first).to_contain_text(said)


def test_how_many_districts_look_after_protected_areas(first: Visit) -> None:
    choose(first, "7.2 自然保护地体系与监管")
    document = first.page.locator(".measure-document")
    expect(document).to_contain_text("写到12个区：")
    expect(document).to_contain_text("没有写到4个区和经开区：")


def test_what_neighbours_have_in_common(first: Visit) -> None:
    click_district(first, SHUNYI)
    first.page.get_by_role("link", name="与相邻区对比").click()
    expect(first.page.locator(".answer .sentence p")).to_contain_text("相同10条")
    expect(first.page.locator(".compare-block.alike li")).to_have_count(10)


def test_how_much_of_the_mines_is_a_districts(first: Visit) -> None:
    choose(first, "9.1 关停矿山生态修复")
    figure = first.page.locator(".measure-document li").filter(has_text="约1373公顷")
    expect(figure).to_contain_text("计划未分到区")
