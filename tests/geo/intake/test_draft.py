"""From tables to a draft: which tables, which clauses, what a row of `geo read` says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.intake.draft import COLUMNS, draft_plan, join_lines, list_rows
from geo.intake.grid import Document, Piece
from geo.packages.problems import DataError
from tests.geo.intake.boxes import HEADINGS, KNOWN, build_table, draft_rows, pick, read_rows

HEADS = ("序号", "任务", "责任单位")
FIRST, SECOND = (HEADS, ("1", "甲", "水务局")), (HEADS, ("2", "乙", "环境局"))


def name_table(rows, name, **about):
    table = build_table(rows, **about)
    cells = tuple(replace(cell, sheet_or_page=name) for cell in table.cells)
    return replace(table, name=name, cells=cells)


def draft(*tables, is_offered=False, sheet=None, pieces=()):
    document = Document(tables, tuple(pieces), is_offered=is_offered)
    return draft_plan(document, KNOWN, "plan", sheet)


def refuse(*tables, **about):
    with pytest.raises(DataError) as caught:
        draft(*tables, **about)
    (problem,) = caught.value.problems
    return problem.rule, problem.details.get("names", "")


def test_tables_with_the_same_headings_are_one_and_asked():
    found = list_rows(draft(name_table(FIRST, "1"), name_table(SECOND, "2")))
    assert pick(found, "measure_id", "text", "questions") == [
        ("1", "甲", "tables"),
        ("2", "乙", ""),
    ]


def test_a_table_that_goes_on_without_headings_is_read_with_those_before():
    found = list_rows(draft(name_table(FIRST, "1"), name_table(SECOND[1:], "2")))
    assert pick(found, "measure_id", "text", "main") == [
        ("1", "甲", "水务局"),
        ("2", "乙", "环境局"),
    ]


def test_chapter_and_task_go_on_into_the_next_table():
    heads = ("序号", "任务", "措施", "责任单位")
    first = [heads, ("一、水", "<", "<", "<"), ("1", "甲", "做一。", "水务局")]
    second = [("", "", "做二。", "环境局"), ("2", "乙", "做三。", "水务局")]
    found = list_rows(draft(name_table(first, "1"), name_table(second, "2")))
    assert pick(found, "measure_id", "chapter", "task", "questions") == [
        ("1.1", "一、水", "甲", "tables"),
        ("1.2", "一、水", "甲", ""),
        ("2", "一、水", "乙", ""),
    ]


def test_a_chapter_may_stand_before_each_table():
    tables = name_table(FIRST, "1"), name_table(SECOND, "2")
    lines = [("1", "某某计划"), ("1", "一、水"), ("2", "二、气"), ("3", "三、附则")]
    found = draft(*tables, pieces=[Piece(place, text, "outside") for place, text in lines])
    assert [measure.chapter for measure in found.measures] == ["一、水", "二、气"]
    assert [entry.text for entry in found.proof.left_out] == ["某某计划", "三、附则"]


def test_a_section_goes_on_until_the_next_chapter():
    first = [(*HEADS[:1], "措施", *HEADS[2:]), ("一、水", "<", "<"), ("（一）河", "<", "<")]
    first += [("1", "甲", "水务局")]
    tables = [name_table(rows, name) for rows, name in ((first, "1"), (SECOND[1:], "2"))]
    assert [measure.task for measure in draft(*tables).measures] == ["（一）河", "（一）河"]
    found = draft(*tables, pieces=[Piece("2", "二、气", "outside")])
    assert [measure.task for measure in found.measures] == ["（一）河", ""]


def test_a_sentence_before_a_table_is_no_chapter():
    found = draft(name_table(FIRST, "1"), pieces=[Piece("1", "一、以下各项要抓紧。", "outside")])
    assert [measure.chapter for measure in found.measures] == [""]


def test_a_table_of_another_shape_is_left_out_and_listed():
    other = name_table([("签发", "某人")], "2")
    found = draft(name_table(FIRST, "1"), other)
    assert (len(found.measures), found.questions) == (1, ())
    assert [(e.text, e.reason) for e in found.proof.left_out] == [
        ("签发", "other_table"),
        ("某人", "other_table"),
    ]
    assert found.proof.holds


def test_tables_with_other_headings_are_offered_and_one_may_be_named():
    other = name_table([("任务", "牵头单位"), ("丙", "水务局")], "2")
    assert refuse(name_table(FIRST, "1"), other) == ("several_tables", "1、2")
    assert draft(name_table(FIRST, "1"), other, sheet="2").measures[0].text == "丙"


def test_sheets_are_offered_even_with_the_same_headings():
    sheets = name_table(FIRST, "大气"), name_table(SECOND, "水")
    assert refuse(*sheets, is_offered=True) == ("several_tables", "大气、水")
    assert draft(*sheets, is_offered=True, sheet="水").measures[0].text == "乙"


def test_the_only_sheet_with_a_plan_is_read():
    sheets = name_table([("说明", "无")], "说明"), name_table(FIRST, "计划")
    assert draft(*sheets, is_offered=True).measures[0].text == "甲"


def test_a_hidden_sheet_is_not_offered_but_may_be_named():
    sheets = name_table(FIRST, "计划"), name_table(SECOND, "旧稿", is_hidden=True)
    assert draft(*sheets, is_offered=True).measures[0].text == "甲"
    assert draft(*sheets, is_offered=True, sheet="旧稿").measures[0].text == "乙"


def test_an_unknown_sheet_names_those_that_are_there():
    found = refuse(name_table(FIRST, "计划"), is_offered=True, sheet="气")
    assert found == ("unknown_sheet", "计划")


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([], "no_table"),
        ([("姓名", "电话"), ("某人", "1")], "no_heading"),
        ([HEADS], "empty_table"),
        ([HEADS, ("", "", "")], "empty_table"),
        ([HEADS, HEADS], "empty_table"),
    ],
)
def test_what_is_no_plan_is_refused(rows, rule):
    assert refuse(build_table(rows))[0] == rule


def test_a_row_has_the_columns_of_the_contract():
    (row,) = read_rows([("1", "甲", "做。", "年底前", "环境局", "水务局", "—")])
    assert (
        tuple(row)
        == COLUMNS
        == (
            *("measure_id", "task_no", "chapter", "task", "text", "deadline"),
            *("lead", "main", "support", "merged", "questions"),
        )
    )


def test_questions_of_a_row_are_named_once_each():
    (row,) = read_rows([("1", "甲", "做。", "", "某局", "某局、别局", "")])
    assert row["questions"] == "blank;unknown:某局;unknown:别局"


def test_a_merged_cell_asks_once():
    row = ("1", "甲", "做。", "年底前", "某局", "<", "—")
    assert [question.tag for question in draft_rows([HEADINGS, row]).questions] == ["unknown:某局"]


def test_an_open_list_and_relevant_districts_stay_as_printed():
    (row,) = read_rows(
        [("1", "甲", "做。", "12月底前完成", "环境局等部门", "相关区", "各相关单位")]
    )
    assert [row[c] for c in ("deadline", "lead", "main", "support", "questions")] == [
        *("12月底前完成", "环境局", "相关区", "各相关单位", "open_ended"),
    ]


def test_an_unknown_name_is_told_with_those_spelt_alike():
    found = draft_rows([HEADS, ("1", "甲", "水务处")])
    assert "水务局" in found.questions[0].ask("zh")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("做好\n工作。", "做好工作。"),
        ("做 好\u3000工作。", "做好工作。"),
        ("Plan A  for\nall", "Plan A for all"),
        ("GEP-\nR核算", "GEP-R核算"),
        ("约13\n73公顷", "约1373公顷"),
        ("达到 32 %", "达到32%"),
        (" 一\n\n二 ", "一二"),
    ],
)
def test_lines_of_a_wording_are_joined(text, joined):
    assert join_lines(text) == joined
