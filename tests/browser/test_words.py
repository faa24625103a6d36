"""A Chinese page has no English word: not Streamlit's either, seen or spoken, choosers open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from components.screens.shell.frame import list_streamlit_words
from components.texts import Texts
from tests.browser.conftest import Visit
from tests.browser.test_axe import PAGES

# Names that are Latin in Chinese too: the plan's own, formats, the switch to the other language.
ALLOWED = [
    *(
        "GEP",
        "GEP-R",
        "EI",
        "PM",
        "km",
        "hm",
        "PNG",
        "SVG",
        "CSV",
        "GeoJSON",
        "GeoPackage",
        "Excel",
    ),
    *(
        "Word",
        "PowerPoint",
        "HTML",
        "English",
        "Esc",
        "stbhhx",
        "GS",
        "WGS",
    ),
]
READ_LATIN = """(allowed) => {
  const found = new Set();
  const isSeen = (e) => e.checkVisibility({ visibilityProperty: true })
    && !e.closest("script, style, code, [data-testid=stIconMaterial]");
  const note = (text, where) => {
    const bare = (text ?? "").replace(/https?:[^\\s]*/g, "");
    for (const word of bare.match(/[A-Za-z][A-Za-z.'-]+/g) ?? [])
      if (!allowed.includes(word)) found.add(`${where}: ${text.trim().slice(0, 80)}`);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (isSeen(holder)) note(texts.currentNode.nodeValue, holder.tagName);
  }
  for (const element of document.body.querySelectorAll("*"))
    if (isSeen(element))
      for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description",
        "aria-roledescription", "aria-valuetext"])
        note(element.getAttribute(name), `${element.tagName} ${name}`);
  return [...found];
}"""
CHOOSERS = (".stMultiSelect input", ".stSelectbox input")
OPENED = [
    *("?district=110118", "district?district=110118", "compare?compare=110118,110119,110109"),
    *("restoration", "protected?district=110111", "ledger", "present"),
    "present?run=110118-110119&slide=1",
]


def read_latin(page: Page) -> list[str]:
    """Latin words that are seen or spoken, in the page and in the map's frame."""
    frames = [frame for frame in page.frames[1:] if frame.url.startswith("http")]
    return [text for place in (page, *frames) for text in place.evaluate(READ_LATIN, ALLOWED)]


def open_chooser(page: Page, chooser: Locator) -> list[str]:
    """What stands in the open list, and in one where nothing fits what was typed."""
    chooser.click()
    page.locator("[role=option]").first.wait_for()
    found = read_latin(page)
    chooser.fill("〇〇")
    page.get_by_text("没有符合的选项").first.wait_for()
    found += read_latin(page)
    chooser.fill("")
    page.keyboard.press("Escape")
    return found


def close_popover(page: Page) -> None:
    """Escape is lost while the page is still being told what the popover holds: once more then."""
    shown = page.locator("[data-testid=stPopoverBody]")
    for _ in range(10):
        page.keyboard.press("Escape")
        try:
            return expect(shown).to_have_count(0, timeout=2_000)
        except AssertionError:
            continue
    expect(shown).to_have_count(0)


@pytest.mark.parametrize("path", OPENED)
def test_no_english_word_is_seen_or_spoken(visit: Callable[..., Visit], path: str) -> None:
    visited = visit(path)
    page = visited.page
    page.locator(PAGES[path]).first.wait_for()
    if page.locator("iframe").count():
        page.frame_locator("iframe").first.locator(".dm-label").first.wait_for()
    page.get_by_text("跳到主要内容").wait_for(state="attached")
    found = read_latin(page)
    for kind in CHOOSERS:
        if page.locator(kind).count():
            found += open_chooser(page, page.locator(kind).first)
    for button in page.locator(".stMainBlockContainer .stPopover button").all():
        if button.is_visible():
            button.click()
            page.locator("[data-testid=stPopoverBody]").wait_for()
            found += read_latin(page)
            close_popover(page)
    for field in page.locator(".stTextInput input").all():
        field.fill("湿地")
        expect(page.locator("[data-testid=InputInstructions]")).to_contain_text("按回车键")
        found += read_latin(page)
    assert found == []


def test_a_fifth_district_is_refused_in_chinese(visit: Callable[..., Visit]) -> None:
    visited = visit("compare?compare=110118,110119,110109,110112")
    chooser = visited.page.locator(".stMultiSelect input")
    chooser.click()
    sentence = visited.page.get_by_text("最多选4个，请先移出一个。")
    expect(sentence).to_be_visible()
    expect(visited.page.locator("[role=option]")).to_have_count(1)  # the sentence itself
    visited.page.keyboard.press("Escape")
    visited.page.get_by_role("button", name="移出通州区").click()
    chooser.click()
    first = visited.page.locator("[role=option]").first
    expect(first).to_have_text("东城区")  # not all of them at once


def test_a_link_with_too_many_districts_can_only_grow_shorter(visit: Callable[..., Visit]) -> None:
    visited = visit("compare?compare=110118,110119,110109,110112,110111")
    expect(visited.page.locator(".notice")).to_contain_text("现有5个")
    visited.page.locator(".stMultiSelect input").click()
    expect(visited.page.get_by_text("最多选5个，请先移出一个。")).to_be_visible()


def test_words_follow_the_language(visit: Callable[..., Visit]) -> None:
    visited = visit("compare?compare=110118,110119")
    button = visited.page.locator(".stMultiSelect button[aria-label]")
    expect(button.last).to_have_attribute("aria-label", "打开选项")
    visited.page.get_by_role("button", name="English").click()
    expect(button.last).to_have_attribute("aria-label", "Open")
    expect(visited.page.get_by_role("button", name="Remove Miyun")).to_be_visible()
    chinese = [said for said, _ in list_streamlit_words(Texts("en")) if "{" not in said]
    assert [word for word in chinese if visited.page.get_by_text(word, exact=True).count()] == []
