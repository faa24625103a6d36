"""Pages before the product: both languages, nothing from outside, nothing that runs."""

from __future__ import annotations

import pytest

from components.entrance.page import Entrance, Way, write_entrance, write_style
from components.texts import HTML_LANG, LANGUAGES, Texts, read_catalogue
from geo.packages.problems import Problem
from tests.html_tree import parse_html
from tests.taken_away import MARKUP

KINDS = sorted(
    key.split(".")[1]
    for key in read_catalogue("zh")
    if key.startswith("entrance.") and ".why" in key
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_speaks_both_languages(kind: str) -> None:
    text = write_entrance(Entrance(kind), "/sign-in/page.css")
    page = parse_html(text)
    assert text.startswith("<!DOCTYPE html><html lang='zh-CN'>")
    for lang in LANGUAGES:
        (section,) = page.xpath(f"//section[@lang='{HTML_LANG[lang]}']")
        told = section.text_content()
        assert Texts(lang)(f"entrance.{kind}.title") in told
        assert Texts(lang)(f"entrance.{kind}.why") in told
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//script | //style | //img | //iframe | //@style | //@onclick") == []
    assert [link.get("href") for link in page.xpath("//link")] == ["/sign-in/page.css"]


def test_what_is_said_of_a_link_or_a_setting_is_text() -> None:
    values = {"contact": MARKUP, "names": MARKUP}
    problem = Problem("setting_value", MARKUP, None, MARKUP, MARKUP, {"expected": MARKUP})
    ways = (Way("begin", f"/sign-in/begin?next={MARKUP}", is_act=True), Way("back", MARKUP))
    entrance = Entrance("settings", ways, ("contact", "address"), values, MARKUP, [problem])
    page = parse_html(write_entrance(entrance, MARKUP))
    assert page.xpath("//script | //img | //b[@id]") == []
    assert page.text_content().count(MARKUP) >= 2 * 6
    assert [*{form.get("action") for form in page.xpath("//form[@method='post']")}] == [
        f"/sign-in/begin?next={MARKUP}"
    ]


def test_its_looks_follow_the_colour_scheme() -> None:
    style = write_style()
    assert "color-scheme: light dark" in style
    assert "--accent:light-dark(#0B6E4F,#5CC49A)" in style
    assert "url(" not in style and "@import" not in style
