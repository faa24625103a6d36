"""Sentences that speak for many rows are quoted where they stand."""

from __future__ import annotations

import pytest

from geo.intake.clauses import find_clauses
from geo.intake.draft import list_rows
from geo.intake.grid import Piece
from tests.geo.intake.boxes import draft_rows, pick

HEADS = ("序号", "任务", "责任单位")
ROW = ("1", "甲", "水务局")
STANDING = "以下任务均需各区政府落实，不再列出。"
FIRST_LEADS = "责任单位中列第一位的为牵头单位。"


@pytest.mark.parametrize(
    ("text", "tag"), [(STANDING, "standing_clause"), (FIRST_LEADS, "first_is_lead")]
)
@pytest.mark.parametrize("reason", ["outside", "head", "note"])
def test_a_clause_around_the_table_is_quoted_and_adds_no_duty(text, tag, reason):
    found = draft_rows([HEADS, ROW], [Piece("", f"前言。{text}后话。", reason)])
    (question,) = found.questions
    assert (question.tag, question.value) == (tag, text.rstrip("。"))
    assert [name.printed for name in found.measures[0].names["main"]] == ["水务局"]


def test_a_deleted_clause_is_none():
    assert draft_rows([HEADS, ROW], [Piece("", STANDING, "deleted")]).questions == ()


def test_a_clause_in_a_row_of_its_own_is_quoted():
    found = draft_rows([HEADS, (STANDING, "<", "<"), ROW])
    assert [(q.tag, q.row) for q in found.questions] == [("note", 2), ("standing_clause", 2)]


def test_a_clause_in_a_measure_is_asked_there():
    rows = [HEADS, ROW, ("2", STANDING, "水务局")]
    found = pick(list_rows(draft_rows(rows)), "measure_id", "questions")
    assert found == [("1", ""), ("2", "standing_clause")]


@pytest.mark.parametrize(
    "text", ["各区政府落实。", "以下任务抓紧落实。", "列入第一批名单。", "由水务局牵头。"]
)
def test_other_sentences_speak_for_themselves(text):
    assert find_clauses(text, "") == []
