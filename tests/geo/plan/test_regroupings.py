"""What may have been split or merged is found by its clauses, and no amount of them decides."""

from __future__ import annotations

import pytest

from geo.plan.regroupings import Regrouping, find_regroupings

WHOLE = {"1": "修复岸线，清理垃圾；监测水质。", "2": "植树造林，年底前完成。"}


def find(**parts: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.whole, one.parts) for one in find_regroupings(WHOLE, parts)]


def test_one_whose_clauses_are_found_in_two_is_one_of_them() -> None:
    parts = {"1": "修复岸线，清理垃圾。", "2": "监测水质。"}
    assert find_regroupings(WHOLE, parts) == [Regrouping("1", ("1", "2"), 1.0)]
    assert find(a="清 理垃圾，新写的一句。", b="监测水质；又一句，再一句。") == [("1", ("a", "b"))]


@pytest.mark.parametrize(
    "parts",
    [
        {"a": "修复岸线，清理垃圾；监测水质。", "b": "监测水质。"},  # b has nothing that a has not
        {"a": "修复岸线，清理垃圾。", "b": "另一件事。"},
        {"a": "修复岸线，清理垃圾。", "b": "植树造林，监测水质，年底前完成。"},  # more of "2"
        {"a": ""},
        {},
    ],
)
def test_anything_else_is_none(parts: dict[str, str]) -> None:
    assert find(**parts) == []


def test_the_most_found_comes_first_and_parts_in_printed_order() -> None:
    found = find_regroupings(
        WHOLE,
        {
            "a": "监测水质，不相干的一句很长很长的话。",
            "b": "年底前完成。",
            "c": "植树造林。",
            "d": "修复岸线，清理垃圾。",
        },
    )
    assert [(one.whole, one.parts) for one in found] == [("2", ("b", "c")), ("1", ("a", "d"))]
    assert 1 == found[0].found > found[1].found > 0
