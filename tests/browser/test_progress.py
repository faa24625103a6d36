"""A month in a real browser: opened, a workbook sent out and taken back, reviewed, closed,
and its 通报 taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import run_app
from tests.browser.conftest import Visit, holding
from tests.browser.looks.axe import find_violations
from tests.browser.looks.edges import find_cuts
from tests.decks import open_deck
from tests.filled_workbook import fill
from tests.taken_away import read_body, read_sheet


@pytest.fixture
def office(tmp_path: Path) -> Iterator[str]:
    local = {"DUTYMAP_LOCAL": str(tmp_path / "local")}
    with run_app(environment=local) as server:
        yield server.address


def wait(page: Page) -> None:
    page.locator("[data-test-script-state=notRunning]").wait_for()


def find_faults(page: Page) -> dict[str, list[str]]:
    wait(page)
    page.emulate_media(color_scheme="light")
    faults = {"axe": find_violations(page), "edges": find_cuts(page)}
    return {name: [str(fault) for fault in found] for name, found in faults.items() if found}


def take_away(page: Page) -> dict[str, bytes]:
    """The 通报 by the ending of its file's name."""
    files = {}
    page.locator(".st-key-progress_bulletin_menu").get_by_role("button", name="下载").click()
    for ending in ("docx", "xlsx", "pptx"):
        with page.expect_download() as waiting:
            page.locator(f".st-key-progress_bulletin_{ending} button").click()
        assert waiting.value.suggested_filename.endswith(f".{ending}")
        files[ending] = waiting.value.path().read_bytes()
    return files


def test_a_month_from_its_opening_to_its_close(
    visit: Callable[..., Visit], office: str, tmp_path: Path
) -> None:
    page = visit("progress?lang=zh", at=office).page
    expect(page.locator(".notice")).to_contain_text("这个计划还没有开启过")
    faults = {"beginning": find_faults(page)}
    page.get_by_role("button", name="开启", exact=False).first.click()
    expect(page.locator(".sentence")).to_contain_text("应报184条，都还没有报。")
    faults["board"] = find_faults(page)

    page.get_by_role("radio", name="发表收表").click()
    page.get_by_role("combobox", name="选择一个单位").fill("密云区")
    page.get_by_role("option", name="密云区").click()
    with page.expect_download() as sent:
        page.get_by_role("button", name="下载密云区的填报表").click()
    book = tmp_path / "回表.xlsx"
    data = fill(sent.value.path().read_bytes(), ".0", 状态="在办", 进展情况="已进场。")
    book.write_bytes(data)
    page.locator("input[type=file]").set_input_files(book)
    expect(page.locator(".outcome")).to_contain_text("改变1条")
    faults["preview"] = find_faults(page)
    page.get_by_role("button", name="并入1个文件").click()
    expect(page.get_by_text("已并入1个文件")).to_be_visible()
    expect(page.get_by_role("button", name="密云区_回执_")).to_be_visible()

    page.get_by_role("radio", name="审核（1）").click()
    expect(page.locator(".reported-facts")).to_contain_text("已进场。")
    faults["review"] = find_faults(page)
    page.get_by_role("textbox", name="退回的原因").first.fill("没有数字")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.locator(".reported .notice")).to_contain_text("没有数字")

    page.get_by_role("radio", name="期次").click()
    page.get_by_role("button", name="关闭", exact=False).click()
    expect(page.locator(".draft-mark")).to_have_text("已关闭")
    faults["closed"] = find_faults(page)
    page.get_by_role("radio", name="总览").click()
    page.get_by_role("link", name="密云区 退回 1").click()
    expect(page).to_have_url(holding("stage=returned"))
    expect(page.locator(".reported")).to_contain_text("已进场。")
    faults["lines"] = find_faults(page)

    page.get_by_role("radio", name="通报和催办").click()
    expect(page.get_by_text("应报184条，已报1条")).to_be_visible()
    faults["told"] = find_faults(page)
    files = take_away(page)
    said = read_body(files["docx"])
    assert ("已进场。" in said, "没有数字" in said) == (True, True)
    rows = read_sheet(files["xlsx"], "逐项情况")
    assert [row[:2] for row in rows if "已进场。" in row] == [["密云区", "1"]]
    notes = [slide.notes_slide.notes_text_frame.text for slide in open_deck(files["pptx"]).slides]
    assert "已进场。" in "\n".join(notes)
    assert {where: found for where, found in faults.items() if found} == {}
