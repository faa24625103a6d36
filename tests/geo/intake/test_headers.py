"""Headings under their many printed names."""

from __future__ import annotations

import pytest

from geo.intake.headers import find_header, name_fields
from geo.plan.plan import ROLES
from tests.geo.intake.boxes import HEADINGS, build_table, draft_rows


def find_fields(*rows, **about):
    header = find_header(build_table([*rows, [""] * len(rows[0])], **about), {})
    return [column.field for column in header.columns] if header else None


ALL = ["number", "task", "text", "deadline", *ROLES]


def test_headings_of_the_shipped_plan():
    assert find_fields(HEADINGS) == ALL


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            ("序号", "类别", "主要任务", "细化措施", "牵头单位", "参与单位", "责任单位"),
            ["number", "category", "task", "text", "lead", "support", "main"],
        ),
        (
            ("工作任务和内容", "责任单位", "配合单位", "完成时间"),
            ["text", "main", "support", "deadline"],
        ),
        (
            ("序号", "主要任务", "牵头单位", "协同单位", "工作进度", "落实情况", "联系人", "电话"),
            ["number", "text", "lead", "support", *["left_out"] * 4],
        ),
        (
            ("序 号", "重点\n任务", "责任部门（单位）", "完成\n时限"),
            ["number", "text", "main", "deadline"],
        ),
        (("序号", "工作内容", "具体措施", "市级责任单位"), ["number", "task", "text", "main"]),
        (("任务", "责任单位(排第一的牵头)", "期限【年内】"), ["text", "main", "deadline"]),
    ],
)
def test_headings_of_other_plans(headings, fields):
    assert find_fields(headings) == fields


@pytest.mark.parametrize(
    "heading", ["责任单位 或牵头单位", "责任单位或\n牵头单位", "牵头（责任）、责任单位"]
)
def test_a_heading_of_two_roles_is_asked(heading):
    draft = draft_rows([("序号", "任务", heading), ("1", "做事。", "水务局\n环境局")])
    assert [question.tag for question in draft.questions] == ["role"]
    assert [n.printed for n in draft.measures[0].names["main"]] == ["水务局", "环境局"]


def test_two_heading_rows():
    top = ("序号", "任务", "责任单位", "<", "完成时限")
    below = ("^", "^", "牵头部门", "配合部门", "^")
    assert find_fields(top, below) == ["number", "text", "lead", "support", "deadline"]


def test_two_heading_rows_of_a_file_without_edges():
    top = ("序号", "任务", "责任单位", "", "完成时限")
    below = ("", "", "牵头部门", "配合部门", "")
    found = find_fields(top, below, has_edges=False)
    assert found == ["number", "text", "lead", "support", "deadline"]


def test_short_words_below_a_heading_of_units():
    top = ("序号", "任务", "责任单位", "<", "<")
    assert find_fields(top, ("^", "^", "牵头", "主责", "协办")) == ["number", "text", *ROLES]


def test_the_first_measure_is_no_second_heading_row():
    draft = draft_rows([("任务", "责任单位", "时限"), ("做事。", "水务局", "年底前")])
    assert len(draft.measures) == 1


def test_titles_may_stand_above():
    rows = [
        ("附件", "<", "<"),
        ("某某计划", "<", "<"),
        ("任务", "责任单位", "时限"),
        ("甲", "水务局", "年底"),
    ]
    assert draft_rows(rows).title == ("附件", "某某计划")


def test_roles_keep_their_printed_names():
    draft = draft_rows([("任务", "牵头 单位", "参与单位"), ("甲", "水务局", "—")])
    assert draft.roles == {"lead": "牵头单位", "support": "参与单位"}


def test_an_unknown_heading_is_asked_and_its_column_listed_as_left_out():
    draft = draft_rows([("号", "任务", "责任单位", "投资额"), ("1", "甲", "水务局", "三万")])
    assert [question.tag for question in draft.questions] == ["column:投资额"]
    assert [(entry.text, entry.reason) for entry in draft.proof.left_out] == [("三万", "unknown")]


def test_an_unknown_heading_above_nothing_is_not_asked():
    assert (
        draft_rows([("号", "任务", "责任单位", "投资额"), ("1", "甲", "水务局", "")]).questions
        == ()
    )


def test_personal_data_are_left_out_and_listed():
    draft = draft_rows(
        [("号", "任务", "责任单位", "联系人", "电话"), ("1", "甲", "水务局", "某人", "12345")]
    )
    left = [(entry.text, entry.reason) for entry in draft.proof.left_out]
    assert (draft.questions, left) == ((), [("某人", "left_out"), ("12345", "left_out")])


def test_a_heading_twice_is_asked():
    draft = draft_rows([("号", "任务", "责任单位", "责任部门"), ("1", "甲", "水务局", "环境局")])
    assert [question.tag for question in draft.questions] == ["column:责任部门"]


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("市级责任单位", ("main",)),
        ("配合责任单位", ("support",)),
        ("市级牵头责任单位", ("lead",)),
        ("主要参与责任部门", ("support",)),
        ("牵头配合责任单位", ()),
        ("牵头单位及责任人", ("lead",)),
        ("责任单位、责任人", ("main",)),
        ("责任单位负责人", ("left_out",)),
        ("联系人及电话", ("left_out",)),
    ],
)
def test_a_heading_is_what_its_words_say_together(heading, fields):
    assert name_fields(heading) == fields


@pytest.mark.parametrize("text", ["合计", "", "二〇", "水务局"])
def test_other_words_are_no_headings(text):
    assert name_fields(text) == ()
