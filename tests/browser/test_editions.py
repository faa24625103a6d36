"""Two editions in a real browser: a link made by keyboard, the way through the page, and every
look at it in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.app_server import run_app
from tests.browser.conftest import Visit, holding
from tests.browser.looks.axe import find_violations
from tests.browser.looks.edges import find_cuts
from tests.geo.next_edition import MIYUN
from tests.kept_editions import NEXT, PAIR, SETTLED, keep_editions

PAGE = f"plans?{urlencode(PAIR)}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("office")
    local = {"DUTYMAP_LOCAL": str(folder / "local")}
    with keep_editions(folder, SETTLED), run_app(environment=local) as server:
        yield server.address


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("more", ["", f"&district={MIYUN}", "&step=links"])
def test_no_look_finds_a_fault(
    visit: Callable[..., Visit], office: str, more: str, lang: str
) -> None:
    page = visit(f"{PAGE}{more}&lang={lang}", at=office).page
    shown = ".linked-side" if "step" in more else ".changes, .changes-table"
    expect(page.locator(shown).first).to_be_visible()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    assert {"axe": find_violations(page), "edges": find_cuts(page)} == {"axe": [], "edges": []}


def test_a_measure_is_linked_by_keyboard_and_the_link_is_undone(
    visit: Callable[..., Visit], office: str
) -> None:
    page = visit(f"{PAGE}&step=links", at=office).page
    answer = page.get_by_role("button", name="17 是新增")
    answer.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_have_text("所有措施都已对应，没有要确认的。")
    page.get_by_text("已经确认的（9组）").click()
    page.get_by_role("button", name="撤回").first.click()
    expect(answer).to_be_visible()


def test_the_way_leads_through_the_page_and_back_to_the_map(
    visit: Callable[..., Visit], office: str
) -> None:
    page = visit(PAGE, at=office).page
    page.get_by_role("link", name="密云区").click()
    expect(page.locator(".sentence")).to_contain_text("与《生态保护2025年行动计划》相比，新增2条")
    page.get_by_role("link", name="调换前后").click()
    expect(page.locator(".sentence")).to_contain_text("与《生态保护2026年行动计划》相比")
    page.go_back()
    page.get_by_role("link", name="《生态保护2026年行动计划》").click()
    expect(page).to_have_url(holding(f"against=ecology-2025&district={MIYUN}&plan={NEXT}"))
    expect(page.locator(".party-document .against")).to_contain_text("新增2条、不再列出2条")


def test_the_map_shows_what_changed_and_another_metric_at_once(
    visit: Callable[..., Visit], office: str
) -> None:
    visited = visit(f"?plan={NEXT}&against=ecology-2025", at=office)
    labels = visited.map.locator(".dm-label")
    expect(labels.filter(has_text="密云")).to_contain_text("+2 −2")
    expect(visited.map.locator(".dm-strip")).to_contain_text("有新增，也有不再列出")
    visited.page.get_by_role("radio", name="全部职责").click()
    expect(labels.filter(has_text="密云")).to_contain_text("21")
    expect(visited.page).to_have_url(holding("metric=all"))
    visited.page.get_by_role("radio", name="变化").click()
    expect(labels.filter(has_text="密云")).to_contain_text("+2 −2")
    expect(visited.page).not_to_have_url(holding("metric="))


def test_a_click_on_the_map_of_two_editions_leads_to_the_district(
    visit: Callable[..., Visit], office: str
) -> None:
    page = visit(PAGE, at=office).page
    on_map = page.frame_locator(".st-key-changes_map_box iframe")
    expect(on_map.locator(".dm-label").filter(has_text="密云")).to_contain_text("+2 −2")
    on_map.locator(f"path.district-{MIYUN}").click()
    expect(page.locator(".sentence")).to_contain_text("密云区与《生态保护2025年行动计划》相比")
    expect(page).to_have_url(holding(f"district={MIYUN}"))
