"""From an office's file to its plan on the map, in a real browser: nothing but clicks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.own_regions import keep_region
from tests.browser.app_server import AppServer, run_app
from tests.browser.conftest import Visit, holding
from tests.geo.intake import typeset
from tests.pages.kept_plan import own_database
from tests.store.jinhua import COUNTED, HEADINGS, REGION, ROWS

CODE, TITLE = "from-word", "生态保护2025年行动计划"
OPEN_ENDED, OTHER_NAME = 9, 5
"""Lines of the typeset table whose support cells are printed otherwise."""
ALTS = """(shapes) => Object.fromEntries(shapes.map((shape) =>
  [shape.getAttribute("class").match(/district-(\\w+)/)[1], shape.getAttribute("aria-label")]))"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AppServer]:
    with (
        own_database(tmp_path),
        run_app(environment={"DUTYMAP_LOCAL": str(tmp_path / "local")}) as server,
    ):
        yield server


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, name: str, value: str) -> None:
    box = page.get_by_role("combobox", name=name)
    box.focus()
    page.keyboard.type(value)
    page.keyboard.press("Enter")
    expect(box).to_have_value(value)


def take_up(page: Page, path: Path, code: str, region: str = "") -> None:
    """Read a file, keep it, and say which plan it is."""
    page.locator("input[type=file]").set_input_files(path)
    press(page, "留存这份文件，开始核对")
    expect(page).to_have_url(holding("file="))
    field = page.get_by_role("textbox", name="代码（必填）")
    expect(field).not_to_have_value("")
    if region:
        choose(page, "地区", region)
    field.fill(code)
    press(page, "确认并开始核对")
    expect(page).to_have_url(holding(f"draft={code}"))


def read_map(visited: Visit) -> dict[str, str]:
    """What the map says of every district, by its code."""
    visited.wait_for_map()
    shapes = visited.map.locator("#map_div path[class*='district-']")
    expect(shapes.first).to_have_attribute("aria-label", re.compile(r"\d"))
    return dict(shapes.evaluate_all(ALTS))


def test_the_shipped_plan_goes_from_word_to_its_map_and_back(
    visit: Callable[..., Visit], office: AppServer, tmp_path: Path
) -> None:
    """One question, one name that the region has otherwise, a reload, and the switch."""
    rows = typeset.lay_out_measures(typeset.read_measures())
    rows[OPEN_ENDED][-1] += "等"
    assert rows[OTHER_NAME][4] == "市生态环境局"
    rows[OTHER_NAME][4] = "市生环局"
    typeset.write_docx(tmp_path / "计划.docx", rows, ["附件5", TITLE])
    visited = visit("plans", at=office.address)
    page = visited.page
    take_up(page, tmp_path / "计划.docx", CODE)
    expect(page.locator(".heading-line").first).to_contain_text("序号")
    press(page, "下一步：要确认的")
    expect(page.locator(".source-cell")).to_contain_text("等")
    page.reload()
    press(page, "就这样读")
    expect(page.locator(".card-effects").first).to_contain_text("已答复")
    page.get_by_role("button", name="下一步：单位名称").first.click()
    page.get_by_role("button", name="认定 市生环局").click()
    page.locator("label").filter(has_text="就是本地区的某个单位").click()
    choose(page, "哪个单位", "市生态环境局")
    press(page, "就这样定")
    expect(page.locator(".name-answer")).to_contain_text("市生态环境局")
    page.get_by_text("发布", exact=True).click()
    press(page, "正式发布")
    expect(page.locator(".st-key-review .notice")).to_contain_text("现在显示第1版")
    page.get_by_role("link", name="在地图上看").click()
    expect(page).to_have_url(holding(f"plan={CODE}"))
    said = read_map(visited)
    assert len(said) == 16
    assert said == read_map(visit("", at=office.address))
    page.go_back()
    press(page, "撤销：不再显示")
    expect(page.locator(".st-key-review .notice")).to_contain_text("没有显示任何一版")
    press(page, "改为显示第1版")
    expect(page.locator(".draft-mark").first).to_have_text("已发布第1版")


def test_a_table_of_another_city_stands_on_its_own_map(
    visit: Callable[..., Visit], office: AppServer, tmp_path: Path
) -> None:
    keep_region(REGION)
    typeset.write_docx(tmp_path / "方案.docx", [HEADINGS, *ROWS], ["金华市生态提升行动方案"])
    visited = visit("plans", at=office.address)
    page = visited.page
    take_up(page, tmp_path / "方案.docx", "jinhua", "金华市")
    page.get_by_text("单位名称（5）").click()
    press(page, "全选（5）")
    press(page, "以上选中的5个都登记为部门")
    expect(page.locator(".name-answer")).to_have_count(5)
    page.get_by_text("发布", exact=True).click()
    press(page, "正式发布")
    page.get_by_role("link", name="在地图上看").click()
    expect(page).to_have_url(holding("plan=jinhua"))
    said = read_map(visited)
    assert {code: f"{n}" in said[code] for code, n in COUNTED.items()} == dict.fromkeys(
        COUNTED, True
    )
    assert said.keys() == COUNTED.keys()
