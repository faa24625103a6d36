"""The shapes in which such plans are printed, each as a small table of our own wording."""

from __future__ import annotations

from geo.intake.draft import list_rows
from geo.intake.grid import Piece
from tests.geo.intake.boxes import draft_rows, pick

UNITS = ("lead", "main", "support", "merged", "questions")


def read(rows, *pieces, **about):
    outside = [Piece("1", text, "outside") for text in pieces]
    return list_rows(draft_rows(rows, outside, **about))


def test_seven_columns_with_chapters_and_running_heads():
    heads = ("序号", "重点任务", "工作措施", "完成时限", "牵头部门", "主责单位", "协办单位")
    rows = [
        ("一、水", *"<<<<<<"),
        ("1", "治河", "清理河道。", "年底前", "水务局\n环境局", "<", "———"),
        (
            "^",
            "^",
            "巡查河道。",
            "持续推进",
            "水务局",
            "各区政府\n（含开发区\n管委会）",
            "环境局等部门",
        ),
        heads,
        ("1", "治河", "通报情况。", "长期坚持", "相关区", "<", "————"),
    ]
    found = read([heads, *rows])
    assert pick(found, "measure_id", "chapter", "task", "text", "deadline") == [
        ("1.1", "一、水", "治河", "清理河道。", "年底前"),
        ("1.2", "一、水", "治河", "巡查河道。", "持续推进"),
        ("1.3", "一、水", "治河", "通报情况。", "长期坚持"),
    ]
    assert pick(found, *UNITS) == [
        ("水务局;环境局", "水务局;环境局", "", "lead+main", ""),
        ("水务局", "各区政府;开发区管委会", "环境局", "", "open_ended"),
        ("相关区", "相关区", "", "lead+main", ""),
    ]


def test_two_levels_of_tasks():
    heads = ("序号", "类别", "主要任务", "细化措施", "牵头单位", "参与单位", "责任单位")
    everyone = "各县(市、区)党委和人民政府，某示范区、高新区党工委和管委会"
    rows = [
        ("1", "水", "治河", "清理河道。", "水务局", "环境局", everyone),
        ("2", "^", "治湖", "清理湖泊。", "^", "/", "各县(市、区)党委和人民政府"),
    ]
    found = read([heads, *rows])
    assert pick(found, "measure_id", "chapter", "task") == [
        ("1", "水", "治河"),
        ("2", "水", "治湖"),
    ]
    assert pick(found, *UNITS) == [
        (
            *("水务局", "各县(市、区)党委和人民政府;某示范区;高新区党工委和管委会", "环境局", ""),
            "unknown:某示范区;unknown:高新区党工委和管委会",
        ),
        ("水务局", "各县(市、区)党委和人民政府", "", "", ""),
    ]


def test_a_list_without_numbers():
    heads = ("工作任务和内容", "责任单位", "配合单位", "完成时间")
    rows = [
        ("查清来源。", "环境局", "", "7月底前制定方案"),
        ("停用锅炉。", "开发区\n管委会", "水务局", "12月底前完成"),
    ]
    found = read([heads, *rows])
    assert pick(found, "measure_id", "text", "deadline") == [
        ("1", "查清来源。", "7月底前制定方案"),
        ("2", "停用锅炉。", "12月底前完成"),
    ]
    assert pick(found, *UNITS) == [
        ("", "环境局", "", "", "number;blank"),
        ("", "开发区管委会", "水务局", "", ""),
    ]


def test_a_table_of_progress_with_personal_data():
    heads = ("序号", "主要任务", "牵头单位", "协同单位", "工作进度", "落实情况")
    heads += ("滞后原因及下步措施", "联系人", "电话")
    rows = [
        ("3", "甲事。", "水务局", "环境局", "半数", "正常", "无", "某人", "1234"),
        ("5", "乙事。", "环境局", "—", "完成", "正常", "无", "某人", "1234"),
    ]
    draft = draft_rows([heads, *rows])
    found = list_rows(draft)
    assert pick(found, "measure_id", "text", *UNITS) == [
        ("3", "甲事。", "水务局", "", "环境局", "", "number"),
        ("5", "乙事。", "环境局", "", "", "", "number"),
    ]
    assert ("某人" in str(found), len(draft.proof.left_out)) == (False, 10)


def test_two_heading_rows():
    rows = [
        ("序号", "项目名称", "责任单位", "<", "完成时限"),
        ("^", "^", "牵头部门", "配合部门", "^"),
        ("1", "建一座站。", "水务局", "甲区政府、乙区政府", "6月底前"),
    ]
    assert pick(read(rows), "text", "deadline", *UNITS) == [
        ("建一座站。", "6月底前", "水务局", "", "甲区政府;乙区政府", "", "")
    ]


def test_a_heading_of_two_roles_above_units_parted_by_blanks():
    heads = ("序号", "工作任务", "责任单位 或牵头单位")
    found = read([heads, ("1", "种树。", "水务局 环境局\n甲区政府")])
    assert pick(found, "text", *UNITS) == [("种树。", "", "水务局;环境局;甲区政府", "", "", "role")]


def test_a_rule_in_the_covering_letter():
    letter = "责任单位中列第一位的责任单位为牵头单位。"
    found = read([("序号", "任务", "责任单位"), ("1", "种树。", "水务局、环境局")], letter)
    assert pick(found, *UNITS) == [("", "水务局;环境局", "", "", "first_is_lead")]


def test_shared_heads_and_tails():
    found = read([("序号", "任务", "责任单位"), ("1", "种树。", "甲区、乙区政府")])
    assert pick(found, "main", "questions") == [("甲区;乙区政府", "")]
