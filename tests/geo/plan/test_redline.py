"""Wordings compared: clauses for the eye, figures apart from words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.plan.figures import take_out_figures
from geo.plan.proof import normalise
from geo.plan.redline import (
    ADDED,
    KEPT,
    TAKEN,
    diff_clauses,
    differs_in_words,
    find_changed_figures,
    list_bare_clauses,
    mark_clauses,
    pair_figures,
)

BEFORE = "覆盖率达到32%。建设小区100处，养护示范区70处。新增绿地30处，共1,373公顷。"
PIECES = [
    "建设小区",
    "100处",
    "120处",
    "1,373公顷",
    "PM2.5",
    "2025年",
    "，",
    "；",
    "。",
    " ",
    "32%",
]
wordings = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def test_a_redline_goes_clause_by_clause() -> None:
    after = "覆盖率达到33%。建设小区120处，养护示范区70处。"
    assert diff_clauses(BEFORE, after) == [
        (TAKEN, "覆盖率达到32%。"),
        (ADDED, "覆盖率达到33%。"),
        (TAKEN, "建设小区100处，"),
        (ADDED, "建设小区120处，"),
        (KEPT, "养护示范区70处。"),
        (TAKEN, "新增绿地30处，共1,373公顷。"),
    ]


def test_a_figure_is_never_cut() -> None:
    assert diff_clauses("共1,373公顷", "共1,400公顷") == [
        (TAKEN, "共1,373公顷"),
        (ADDED, "共1,400公顷"),
    ]


def test_spaces_and_width_are_no_change() -> None:
    assert diff_clauses("建设，100处。", "建设, １００ 处。") == [(KEPT, "建设, １００ 处。")]


@given(wordings, wordings)
def test_a_redline_holds_both_wordings_whole(before: str, after: str) -> None:
    parts = diff_clauses(before, after)
    for side, wording in ((TAKEN, before), (ADDED, after)):
        joined = "".join(text for kind, text in parts if kind in (KEPT, side))
        assert normalise(joined) == normalise(wording)
    kinds = [kind for kind, _ in parts]
    assert [pair for pair in pairwise(kinds) if pair[0] == pair[1]] == []


def test_figures_are_taken_with_their_units_and_names_are_left() -> None:
    text = "2021—2025年建绿道12km、绿地1.2亿立方米、100万亩，PM2.5、5G、“12345”、第3条，"
    text += "提高3个百分点，降至2.5年均值"
    words, figures = take_out_figures(text)
    assert figures == ["2021", "2025年", "12km", "1.2亿立方米", "100万亩", "3个百分点", "2.5"]
    kept = ["PM2.5", "5G", "“12345”", "第3条"]
    assert [name for name in kept if name not in words] == []


@pytest.mark.parametrize(
    ("after", "in_words", "figures"),
    [
        (BEFORE, False, []),
        (BEFORE.replace("1,373", "1373").replace("，", ","), False, []),
        (BEFORE.replace("100处", "120处"), False, [("100处", "120处")]),
        (BEFORE.replace("建设", "新建"), True, []),
        (BEFORE.replace("建设小区100处", "新建小区120处"), True, [("100处", "120处")]),
        (BEFORE.replace("，养护示范区70处", ""), True, [("70处", "")]),
        (
            BEFORE.replace("养护示范区70处", "养护示范区70公顷"),
            True,
            [("70处", ""), ("", "70公顷")],
        ),
        (BEFORE.replace("100", "x").replace("70", "100").replace("x", "70"), False, "swapped"),
        (
            "新增绿地30处，共1,373公顷。" + BEFORE.replace("新增绿地30处，共1,373公顷。", ""),
            True,
            [],
        ),
    ],
)
def test_words_and_figures_change_apart(
    after: str, in_words: bool, figures: list[tuple[str, str]] | str
) -> None:
    if figures == "swapped":
        figures = [("100处", "70处"), ("70处", "100处")]
    assert (differs_in_words(BEFORE, after), pair_figures(BEFORE, after)) == (in_words, figures)


@given(wordings, wordings)
def test_the_direction_reversed_finds_the_same(before: str, after: str) -> None:
    assert differs_in_words(before, after) == differs_in_words(after, before)
    assert find_changed_figures(before, after) == find_changed_figures(after, before)[::-1]
    old, new = find_changed_figures(before, after)
    pairs = pair_figures(before, after)
    assert ([a for a, _ in pairs if a], sorted(b for _, b in pairs if b)) == (old, sorted(new))


def test_clauses_that_none_of_several_wordings_has_are_marked() -> None:
    text, others = "修复岸线，清理 垃圾；监测水质。", ("清理垃圾。", "监测水质，")
    assert mark_clauses(text, others, TAKEN) == [
        (TAKEN, "修复岸线，"),
        (KEPT, "清理 垃圾；监测水质。"),
    ]
    assert mark_clauses(text, (), ADDED) == [(ADDED, text)]
    assert list_bare_clauses("清理 垃圾；；，监测水质") == ["清理垃圾", "监测水质"]
