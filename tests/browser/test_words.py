"""Streamlit's own words, said in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from components.screens.shell.frame import list_streamlit_words
from components.texts import Texts
from tests.browser.conftest import Visit


def test_an_eighth_district_is_refused_in_chinese(visit: Callable[..., Visit]) -> None:
    visited = visit("compare?compare=110118,110119,110109,110112,110111,110114,110113")
    chooser = visited.page.locator(".stMultiSelect input")
    chooser.click()
    sentence = visited.page.get_by_text("最多选7个，请先移出一个。")
    expect(sentence).to_be_visible()
    expect(visited.page.locator("[role=option]")).to_have_count(1)  # the sentence itself
    visited.page.keyboard.press("Escape")
    visited.page.get_by_role("button", name="移出通州区").click()
    chooser.click()
    first = visited.page.locator("[role=option]").first
    expect(first).to_have_text("东城区")  # not all of them at once


def test_a_link_with_too_many_districts_can_only_grow_shorter(visit: Callable[..., Visit]) -> None:
    visited = visit("compare?compare=110118,110119,110109,110112,110111,110114,110113,110115")
    expect(visited.page.locator(".notice")).to_contain_text("现有8个")
    visited.page.locator(".stMultiSelect input").click()
    expect(visited.page.get_by_text("最多选8个，请先移出一个。")).to_be_visible()


def test_words_follow_the_language(visit: Callable[..., Visit]) -> None:
    visited = visit("compare?compare=110118,110119")
    button = visited.page.locator(".stMultiSelect button[aria-label]")
    expect(button.last).to_have_attribute("aria-label", "打开选项")
    visited.page.get_by_role("button", name="English").click()
    expect(button.last).to_have_attribute("aria-label", "Open")
    expect(visited.page.get_by_role("button", name="Remove Miyun")).to_be_visible()
    chinese = [said for said, _ in list_streamlit_words(Texts("en")) if "{" not in said]
    for word in chinese:  # the page is told part by part
        expect(visited.page.get_by_text(word, exact=True)).to_have_count(0)


def test_what_the_map_puts_into_the_panel_is_none_of_streamlits_words(
    visit: Callable[..., Visit],
) -> None:
    visited = visit("?district=110118")
    said, shown = next(pair for pair in list_streamlit_words(Texts("zh")) if "{" not in pair[0])
    visited.page.locator(".st-key-duty_panel .party-document").wait_for()
    visited.page.evaluate(
        """(said) => {
          const add = (holder, id) => {
            const line = holder.appendChild(document.createElement("p"));
            [line.id, line.textContent] = [id, said];
          };
          add(document.querySelector(".stHtml:has(> .party-document)"), "ours");
          add(document.body, "theirs");
        }""",
        said,
    )
    expect(visited.page.locator("#theirs")).to_have_text(shown)
    expect(visited.page.locator("#ours")).to_have_text(said)
