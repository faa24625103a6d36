"""Cells as they are shown and typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.screens.review.cells import name_field, show_cell, write_answer
from components.texts import Texts
from geo.plan.plan import ROLES
from store.answers import check_answer
from store.asked import CORRECT, FIELDS, Asked
from tests.components.screens.review.stated import build_state


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        ("main", "甲局；乙局;  丙局 ；", "set:甲局;乙局;丙局"),
        ("main", "甲局\n乙局", "set:甲局;乙局"),
        ("main", " ", "set:"),
        ("text", "一、巡河；\r\n二、 清淤。\u2028完", "set:一、巡河；二、清淤。完"),
        ("text", "Plant trees\nby May 5", "set:Plant trees by May 5"),
        ("number", " 9.1 ", "set:9.1"),
    ],
)
def test_what_is_typed_becomes_an_answer(field: str, typed: str, answer: str) -> None:
    assert write_answer(field, typed) == answer


@given(st.sampled_from(FIELDS), st.text(max_size=60))
def test_whatever_is_typed_is_an_answer_that_is_taken(field: str, typed: str) -> None:
    check_answer(Asked("1", CORRECT, "", ""), write_answer(field, typed), set())


def test_names_are_shown_with_the_mark_that_parts_them_and_read_back() -> None:
    assert show_cell("main", "甲局;乙局") == "甲局；乙局"
    assert show_cell("text", "甲;乙") == "甲;乙"
    assert write_answer("main", show_cell("main", "甲局;乙局")) == "set:甲局;乙局"


def test_a_role_has_its_printed_name_or_ours() -> None:
    t = Texts("zh")
    draft = build_state([["1", "治水", "巡河。", "年底前", "环境局", "<", ""]]).reading.draft
    assert [name_field(role, draft, t) for role in ROLES] == ["牵头部门", "主责单位", "协办单位"]
    assert name_field("text", draft, t) == t("rows.text")
