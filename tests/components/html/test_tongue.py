"""Chinese on an English page is marked as Chinese, whole runs of it, and escaped like all text."""

from __future__ import annotations

import pytest

from components.html.tongue import find_tongue, mark_chinese
from components.texts import Texts
from tests.html_tree import parse_html

ZH, EN = Texts("zh"), Texts("en")


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Compared with 生态保护2026年行动计划: new 2", ["生态保护2026年行动计划"]),
        ("100处 → 120处", ["100处", "120处"]),
        ("15.2 严格实施京西山水工程，因时因…", ["严格实施京西山水工程，因时因…"]),
        ("Only 相关区 (relevant districts), not “all”", ["相关区"]),
        ("控制PM2.5浓度。", ["控制PM2.5浓度。"]),
        ("Lead · Main", []),
        ("", []),
    ],
)
def test_runs_of_chinese_are_marked(text: str, runs: list[str]) -> None:
    tree = parse_html(f"<p>{mark_chinese(text, EN)}</p>")
    assert tree.xpath("//span[@lang='zh-CN']/text()") == runs
    assert tree.text_content() == text
    assert mark_chinese(text, ZH) == text
    assert (find_tongue(text, EN), find_tongue(text, ZH)) == ("zh-CN" if runs else "", "")


@pytest.mark.parametrize("t", [ZH, EN])
def test_markup_is_text(t: Texts) -> None:
    assert "<b>" not in mark_chinese("<b>中</b> & <b>", t)
    assert parse_html(f"<p>{mark_chinese('<b>中</b> & <b>', t)}</p>").text_content() == (
        "<b>中</b> & <b>"
    )
