"""The form of one line: what is typed is lost by nothing, and never kept over somebody's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from store.progress.form import find_last_report
from store.progress.periods import Period
from store.progress.reports import Said
from tests.browser.app_server import AppServer, run_app
from tests.browser.conftest import Visit
from tests.pages.kept_month import find_state, keep_month, report
from tests.store.progress.month import CODE, look

MIYUN = "110118"
DRAFT = "草稿存在本浏览器里"


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Period, AppServer]]:
    folder = tmp_path_factory.mktemp("month")
    environment = {"DUTYMAP_LOCAL": str(folder / "local")}
    with keep_month(folder) as period, run_app(environment=environment) as server:
        yield period, server


@pytest.fixture
def open_line(
    visit: Callable[..., Visit], month: tuple[Period, AppServer]
) -> Callable[[str], Page]:
    def open_form(measure: str) -> Page:
        period, server = month
        key = find_state(period, measure, MIYUN).line.key
        page = visit(f"progress?period={CODE}&line={key}", at=server.address).page
        page.locator(".draft-form").wait_for()
        return page

    return open_form


def test_a_draft_outlives_a_reload_and_goes_with_the_report(
    month: tuple[Period, AppServer], open_line: Callable[[str], Page]
) -> None:
    page = open_line("7.1")
    page.get_by_label("状态").select_option("done")
    page.get_by_label("进展").fill("第一稿")
    expect(page.locator(".draft-kept")).to_contain_text(DRAFT)
    page.reload()
    expect(page.get_by_label("进展")).to_have_value("第一稿")
    expect(page.get_by_label("状态")).to_have_value("done")
    page.locator(".draft-save").click()
    expect(page.get_by_text("已报送。")).to_be_visible()
    expect(page.locator(".draft-kept")).to_be_hidden()
    page.reload()
    expect(page.get_by_label("进展")).to_have_value("第一稿")
    expect(page.locator(".draft-kept")).to_be_hidden()
    last = find_last_report(month[0], find_state(month[0], "7.1", MIYUN).line)
    assert last and (last.rev, last.said) == (1, Said("done", "第一稿"))


def test_a_newer_report_stands_beside_the_draft_which_is_not_lost(
    month: tuple[Period, AppServer], open_line: Callable[[str], Page]
) -> None:
    period = month[0]
    page = open_line("7.2")
    page.get_by_label("状态").select_option("done")
    page.get_by_label("进展").fill("我写的")
    report(period, find_state(period, "7.2", MIYUN), Said("under_way", "别人写的"))
    page.locator(".draft-save").click()
    expect(page.get_by_text("没有存入")).to_be_visible()
    expect(page.locator("table.plain")).to_contain_text("别人写的")
    expect(page.get_by_label("进展")).to_have_value("我写的")
    page.reload()
    expect(page.locator(".draft-kept")).to_contain_text("又有了更新的报告")
    expect(page.get_by_label("进展")).to_have_value("我写的")
    page.get_by_role("button", name="放弃草稿").click()
    expect(page.get_by_label("进展")).to_have_value("别人写的")
    expect(page.locator(".draft-kept")).to_be_hidden()


def test_the_draft_of_a_comment_outlives_a_reload_and_goes_once_it_is_added(
    month: tuple[Period, AppServer], visit: Callable[..., Visit]
) -> None:
    period, server = month
    apart = next(one for one in look(period) if not one.is_reporting)
    page = visit(f"progress?period={CODE}&line={apart.line.key}", at=server.address).page
    field, kept = page.get_by_label("意见", exact=True), page.locator(".draft-kept")
    for text in ("已配合。", "另已拨款。"):
        field.fill(text)
        expect(kept).to_contain_text("意见草稿存在本浏览器里")
        page.reload()
        expect(field).to_have_value(text)
        page.get_by_role("button", name="附上").click()
        expect(field).to_have_value("")
        expect(kept).to_be_hidden()
    page.reload()
    expect(page.locator("table.plain td:nth-child(2)")).to_have_text(["已配合。", "另已拨款。"])
    expect(field).to_have_value("")
