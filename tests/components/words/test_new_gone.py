"""New and dropped duties in words: of one party in figures, of all in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.words.changes import Between, look_between
from components.words.new_gone import (
    NewGone,
    group_by_case,
    label_new_gone,
    list_new_gone,
    say_all,
    say_left_out,
    say_new_gone,
)
from geo.plan.editions import Links
from tests.geo.next_edition import MIYUN
from tests.kept_editions import SETTLED, keep_editions, look
from tests.real_model import MODEL


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield look()


@pytest.mark.parametrize(
    ("counts", "case"),
    [
        ((1, 2, 3), "both"),
        ((1, 0, 0), "new"),
        ((0, 1, 1), "gone"),
        ((0, 0, 0), "none"),
        ((0, 0, 1), "unlinked"),
    ],
)
def test_a_party_is_one_case(counts: tuple[int, int, int], case: str) -> None:
    assert NewGone(*counts).case == case


def test_figures_of_one_party(between: Between) -> None:
    assert list_new_gone(between)[MIYUN] == NewGone(2, 2, 1)
    said = {code: label_new_gone(between, code) for code in (MIYUN, "110101", "bda")}
    assert said == {MIYUN: "+2 −2", "110101": "−1", "bda": "0"}
    assert say_new_gone(between, MIYUN) == "新增2条、不再列出2条"
    assert say_new_gone(between, "bda") == "没有新增，也没有不再列出"


def test_the_other_way_round_new_and_dropped_change_places(between: Between) -> None:
    reverse = look_between(between.after, between.before)
    assert label_new_gone(reverse, "110101") == "+1"
    assert list(group_by_case(reverse, MODEL.codes)) == ["both", "new", "none"]


def test_all_together_are_told_in_sentences(between: Between) -> None:
    assert "".join(say_all(between)) == (
        "与《生态保护2025年行动计划》相比，措施：同一条 27、拆分 1、合并 1、新增 1、不再列出 1。"
        "17个区和同级单位中，有新增职责的1个，有不再列出职责的16个。"
        "还没有人确认对应关系的措施（后一版1条）不在其中。"
    )
    assert say_all(look("en"))[1] == (
        "Of the 17 districts and units on a par: with new duties 1, "
        "with duties no longer listed 16."
    )


def test_what_nobody_linked_is_no_zero(between: Between) -> None:
    bare = Between(between.before, between.after, Links())
    assert say_all(bare) == ["与《生态保护2025年行动计划》相比，还没有已对应的措施。"]
    assert group_by_case(bare, MODEL.codes) == {"unlinked": MODEL.codes}
    assert label_new_gone(bare, MIYUN) == "—"
    assert say_new_gone(bare, MIYUN) == "未见增减，另有措施未确认对应"
    assert say_left_out(look_between(between.before, between.before)) == ""
