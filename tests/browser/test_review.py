"""A plan under review in a real browser: answered by clicks, through a reload, by two people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from store import database, publishing
from tests.browser.app_server import run_app
from tests.browser.conftest import Visit, holding
from tests.browser.looks.axe import find_violations
from tests.geo.intake import typeset
from tests.geo.intake.boxes import HEADINGS

PLAN = "next-year"
QUESTIONS = f"plans?draft={PLAN}&step=questions"
ROWS = [
    list(HEADINGS),
    ["1", "治水", "巡查河道。", "年底前", "各区政府", "", "市财政局"],
    ["2", "种树", "造林。", "年底前", "市园林绿化局", "", "———"],
    ["3", "监测", "测水。", "年底前", "市水务局", "市水务局", ""],
]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server whose office has a plan with three questions under review."""
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path / "local"))
    monkeypatch.delenv("DUTYMAP_DATABASE", raising=False)
    typeset.write_csv(tmp_path / "明年.csv", ROWS)
    publishing.import_file(tmp_path / "明年.csv", PLAN, "beijing", None, "甲")
    with run_app() as server:
        yield server.address
    database.open_engine.cache_clear()


def expect_card(page: Page, at: int) -> None:
    expect(page.locator("h3.card-position")).to_contain_text(f"第{at}个，共3个")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def find_in_frame(page: Page, button: Locator) -> dict[str, float]:
    """Where a button is in the frame of its reading, which the page may still be moving."""
    place: dict[str, float] = button.evaluate(
        """(button) => {
            const frame = button.closest("[class*='st-key-card_reading_']").getBoundingClientRect();
            const box = button.getBoundingClientRect();
            return {
                left: box.left - frame.left,
                right: box.right - frame.left,
                middle: (box.top + box.bottom) / 2 - frame.top,
                height: box.height,
            };
        }"""
    )
    return place


def test_a_card_is_answered_and_after_a_reload_the_next_one_is_there(
    visit: Callable[..., Visit], office: str
) -> None:
    page = visit(QUESTIONS, at=office).page
    expect_card(page, 1)
    expect(page.locator(".source-cell")).to_have_count(1)
    expect(page.locator(".card-effects").nth(1)).to_contain_text("16个区各少1条主责")
    assert find_violations(page) == []
    page.get_by_label("理由").fill("问过")
    press(page, "改用这种读法")
    expect(page.locator(".card-effects").nth(1)).to_contain_text("已答复")
    press(page, "看下一个没有定的")
    expect_card(page, 2)
    expect(page).to_have_url(holding("at="))
    expect(page.locator("h3.card-position")).to_contain_text("还有2个没有定")
    page.reload()
    expect_card(page, 2)
    expect(page.locator(".source-grid tbody tr").nth(1).locator(".source-cell")).to_have_count(1)
    press(page, "上一个")
    expect(page.locator(".card-effects").nth(1)).to_contain_text("理由：问过")
    reopen = page.get_by_role("button", name="重新打开这个问题")
    reopen.click()
    expect(page.locator("h3.card-position")).to_contain_text("还有3个没有定")
    expect(reopen).to_have_count(0)
    expect(page.locator(".card-effects").first).to_contain_text("职责不变")
    # who clicks twice answers one card: the way on stands where the answer's button was
    answered_by = page.get_by_role("button", name="就这样读", exact=True).first
    stood = find_in_frame(page, answered_by)
    answered_by.click()
    expect(reopen).to_be_visible()
    way_on = page.get_by_role("button", name="看下一个没有定的", exact=True)
    stands = find_in_frame(page, way_on)
    assert stands["left"] <= stood["left"]
    assert stands["right"] == pytest.approx(stood["right"], abs=1)
    assert abs(stands["middle"] - stood["middle"]) < stood["height"] / 2
    way_on.click()
    expect_card(page, 2)
    expect(page.locator("h3.card-position")).to_contain_text("还有2个没有定")


def test_two_people_answer_and_the_second_is_shown_the_first_answer(
    visit: Callable[..., Visit], office: str
) -> None:
    mine, theirs = visit(QUESTIONS, at=office).page, visit(QUESTIONS, at=office).page
    for page in (mine, theirs):
        expect_card(page, 1)
    press(theirs, "改用这种读法")
    expect(theirs.locator(".card-effects").nth(1)).to_contain_text("已答复")
    press(mine, "就这样读")
    expect(mine.locator(".st-key-review .notice").first).to_contain_text("已有更新的回答")
    expect_card(mine, 1)
    expect(mine.locator(".card-effects").nth(1)).to_contain_text("已答复")


def test_by_keyboard_a_row_is_opened_and_corrected(
    visit: Callable[..., Visit], office: str
) -> None:
    page = visit(f"plans?draft={PLAN}&step=rows", at=office).page
    page.locator("tr[data-measure]").nth(2).wait_for()
    assert find_violations(page) == []
    page.emulate_media(color_scheme="light")
    page.locator("tr[data-measure='3'] th a").focus()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="协办单位").fill("市财政局；市公安局")
    assert find_violations(page) == []
    page.get_by_role("button", name="保存").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".row-corrections")).to_contain_text("空 → 市财政局；市公安局")
    page.reload()
    expect(page.get_by_role("textbox", name="协办单位")).to_have_value("市财政局；市公安局")
