"""A column is said what it is and the file read again; the proof sheet is printed on A4 across."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.app_server import run_app
from tests.browser.conftest import Visit, holding
from tests.browser.test_paper import BEYOND, GROUND, LANDSCAPE_PX
from tests.geo.intake.typeset import lay_out_measures, read_measures
from tests.pages.kept_plan import CODE, keep_plan, own_database

LANDSCAPE = (842, 595)
"""A4 across in points."""
SHOWN = """() => [...document.querySelectorAll(
  ".review-head, .st-key-app_header, .stButton, .stTextInput, .stDownloadButton, [data-print]")]
  .filter((e) => e.checkVisibility()).map((e) => e.className)"""
COUNT_PRINTS = "() => { window.printed = 0; window.print = () => { window.printed += 1; }; }"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("office")
    rows = lay_out_measures(read_measures())
    rows[0][-1] = "会办"
    with own_database(folder):
        keep_plan(folder, rows, {})
        with run_app(environment={"DUTYMAP_LOCAL": str(folder / "local")}) as server:
            yield server.address


def test_a_column_is_said_by_keyboard_and_the_file_read_again(
    visit: Callable[..., Visit], office: str
) -> None:
    page = visit(f"plans?draft={CODE}&step=columns", at=office).page
    expect(page.locator(".heading-line mark")).to_have_count(1)
    box = page.get_by_role("combobox", name="“会办”是")
    box.focus()
    page.keyboard.type("协办")
    page.keyboard.press("Enter")
    expect(page).to_have_url(holding("at="))
    page.reload()
    expect(page.locator(".heading-line mark")).to_have_count(0)
    page.get_by_role("button", name="按此重读").click()
    expect(page).not_to_have_url(holding("at="))
    expect(page.locator(".heading-line").last).to_contain_text("会办")


def test_the_sheet_is_printed_white_and_whole(visit: Callable[..., Visit], office: str) -> None:
    page = visit(f"plans?draft={CODE}&step=proof", at=office).page
    page.locator(".proof-signs").wait_for()
    page.evaluate(COUNT_PRINTS)
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") == 1
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = {
        tuple(round(float(edge)) for edge in found.split()[2:])
        for found in re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)
    }
    assert boxes == {LANDSCAPE}
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 12
    page.set_viewport_size(LANDSCAPE_PX)
    page.emulate_media(media="print", color_scheme="dark")
    assert set(page.evaluate(GROUND)) == {"rgb(255, 255, 255)"}
    assert page.evaluate(SHOWN) + page.evaluate(BEYOND, LANDSCAPE_PX["width"]) == []
