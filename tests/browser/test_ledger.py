"""Search, sort, filter, link and download of the ledger, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Callable

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import Visit, holding


def list_rows(visited: Visit) -> list[str]:
    return visited.page.locator("table.ledger tbody tr[data-measure]").evaluate_all(
        "rows => rows.map(row => row.dataset.measure)"
    )


def test_search_finds_wording_and_initials_and_lives_in_the_link(
    visit: Callable[..., Visit],
) -> None:
    visited = visit("ledger")
    rows = visited.page.locator("table.ledger tbody tr[data-measure]")
    expect(rows).to_have_count(31)
    field = visited.page.get_by_role("textbox", name="在措施原文、标题、单位中查找")
    field.fill("stbhhx")
    field.press("Enter")
    expect(rows).to_have_count(2)
    visited.page.reload()
    expect(rows).to_have_count(2)
    assert list_rows(visited) == ["7.1", "7.3"]


def test_a_click_that_ends_the_typing_counts(visit: Callable[..., Visit]) -> None:
    page = visit("ledger").page
    page.get_by_role("textbox", name="在措施原文、标题、单位中查找").fill("湿地")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(holding("q=%E6%B9%BF%E5%9C%B0"))
    page.get_by_role("textbox").fill("森林")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page).to_have_url(holding("/compare?lang=en"))


def test_columns_sort_both_ways(visit: Callable[..., Visit]) -> None:
    visited = visit("ledger")
    head = visited.page.get_by_role("button", name="涉及区数")
    expect(visited.page.locator("table.ledger tbody tr[data-measure]")).to_have_count(31)
    printed = list_rows(visited)
    head.click()
    expect(visited.page.locator("th[aria-sort=ascending]")).to_have_count(1)
    ascending = list_rows(visited)
    head.click()
    expect(visited.page.locator("th[aria-sort=descending]")).to_have_count(1)
    assert list_rows(visited) == list(reversed(ascending))
    visited.page.get_by_role("button", name="编号").click()
    expect(visited.page.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert list_rows(visited) == printed


def test_row_opens_to_its_districts(visit: Callable[..., Visit]) -> None:
    visited = visit("ledger?task=12")
    row = visited.page.locator("tr[data-measure='12.2']")
    row.locator("summary").click()
    expect(row.locator(".reach")).to_contain_text("通州")
    expect(row.locator(".reach img")).to_be_visible()


def test_count_of_a_department_opens_its_measures(visit: Callable[..., Visit]) -> None:
    visited = visit("ledger")
    visited.page.get_by_role("tab", name="部门").click()
    link = "a[href*='unit=water%2C110112&role=lead']"
    visited.page.locator(link).click()
    expect(visited.page.locator("table.ledger tbody tr[data-measure]")).to_have_count(3)
    # 9.4 says 相关区 of 通州: open, below the line.
    assert list_rows(visited) == ["12.1", "12.2", "9.4"]


def test_download_holds_exactly_what_is_filtered(visit: Callable[..., Visit]) -> None:
    visited = visit("ledger?unit=water,110112&role=lead,main")
    expect(visited.page.locator("table.ledger tbody tr[data-measure]")).to_have_count(3)
    visited.page.get_by_role("button", name="下载").click()
    with visited.page.expect_download() as waiting:
        visited.page.get_by_role("button", name="Excel").click()
    name = waiting.value.suggested_filename
    assert name.startswith("生态保护2025年行动计划_任务台账_2 条 + 待明确 1 条")
    content = waiting.value.path().read_bytes()
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet["A"]][1:] == ["12.1", "12.2", "9.4"]


def test_memo_and_map_files_download_from_the_panel(visit: Callable[..., Visit]) -> None:
    visited = visit("?district=110118")
    visited.page.locator(".st-key-panel_links").get_by_role("button", name="下载").click()
    for label, start in (("Word", b"PK"), ("GeoJSON", b"{"), ("CSV", b"\xef\xbb\xbf")):
        with visited.page.expect_download() as waiting:
            visited.page.get_by_role("button", name=label).click()
        assert waiting.value.path().read_bytes().startswith(start)
        assert "生态保护2025年行动计划" in waiting.value.suggested_filename
