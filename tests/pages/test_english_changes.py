"""Two editions on the English page: the frame is English, and the Chinese that it quotes is marked
as Chinese, with nothing English in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml.html import HtmlElement

from geo.packages.package import DEFAULT_PLAN
from tests.geo.next_edition import MIYUN
from tests.html_tree import parse_html
from tests.kept_editions import NEXT, PAIR, SETTLED, keep_editions
from tests.pages.open_page import open_page, read_html

BESIDE = {"plan": NEXT, "against": DEFAULT_PLAN}
HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture(scope="module", autouse=True)
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield


def find_language(element: HtmlElement) -> str:
    return str((element.xpath("ancestor-or-self::*/@lang") or ["en"])[-1])


def find_wrong(tree: HtmlElement) -> list[str]:
    """Texts whose letters are not of the language they are marked as."""
    wrong = []
    for text in tree.xpath("//text()[not(ancestor::style or ancestor::script)]"):
        holder = text.getparent() if not text.is_tail else text.getparent().getparent()
        is_chinese = find_language(holder).startswith("zh")
        if (ENGLISH if is_chinese else HAN).search(text):
            wrong.append(str(text))
    return wrong


@pytest.mark.parametrize(
    ("page", "params"),
    [
        ("plans", PAIR),
        ("plans", PAIR | {"district": MIYUN}),
        ("plans", PAIR | {"unit": "water"}),
        ("plans", PAIR | {"step": "links"}),
        ("plans", PAIR | {"step": "links", "before": "9.3", "after": "9.3;16"}),
        ("map", BESIDE),
        ("map", BESIDE | {"district": MIYUN}),
        ("district", BESIDE | {"district": MIYUN}),
        ("compare", BESIDE | {"compare": f"{MIYUN},110119"}),
    ],
)
def test_every_text_is_in_the_language_it_is_marked_as(page: str, params: dict[str, str]) -> None:
    app = open_page(page, lang="en", **params)
    assert [error.value for error in app.exception] == []
    tree = parse_html(read_html(app))
    assert find_wrong(tree) == []
    assert tree.xpath("//*[@lang='zh-CN']")
