"""Chapters, tasks, measures: by the edges of their cells."""

from __future__ import annotations

import pytest

from geo.intake.draft import draft_plan, list_rows
from geo.intake.grid import Cell, Document, Table
from tests.geo.intake.boxes import HEADINGS, KNOWN, build_table, draft_rows, pick, read_rows

DONE = ("做事。", "年底前", "环境局", "水务局", "—")


def test_a_cell_across_lead_and_main_is_both():
    (row,) = read_rows([("1", "甲", "做事。", "年底前", "环境局\n甲区政府", "<", "水务局")])
    assert [row[c] for c in ("lead", "main", "support", "merged", "questions")] == [
        *("环境局;甲区政府", "环境局;甲区政府"),
        *("水务局", "lead+main", ""),
    ]


def test_equal_words_in_two_cells_are_no_merged_cell():
    (row,) = read_rows([("1", "甲", "做事。", "年底前", "环境局", "环境局", "—")])
    assert (row["lead"], row["main"], row["merged"]) == ("环境局", "环境局", "")


@pytest.mark.parametrize(
    ("units", "merged"),
    [(("环境局", "<", "<"), "lead+main+support"), (("环境局", "水务局", "<"), "main+support")],
)
def test_a_cell_across_other_roles_is_asked(units, merged):
    (row,) = read_rows([("1", "甲", "做事。", "年底前", *units)])
    assert (row["merged"], row["questions"]) == (merged, "merge")


def test_a_cell_across_deadline_and_lead_is_asked():
    (row,) = read_rows([("1", "甲", "做事。", "环境局", "<", "水务局", "—")])
    assert (row["lead"], row["questions"]) == ("环境局", "merge")


def test_blank_cells_are_asked_and_a_dash_is_not():
    (row,) = read_rows([("1", "甲", "做事。", "", "环境局", "", "———")])
    draft = draft_rows([HEADINGS, ("1", "甲", "做事。", "", "环境局", "", "———")])
    assert (row["main"], row["merged"], row["support"], row["questions"]) == ("", "", "", "blank")
    assert [question.column for question in draft.questions] == ["完成时限", "主责单位"]


def test_without_edges_a_blank_beside_a_lead_is_read_as_merged_and_asked():
    row = read_rows([("1", "甲", "做事。", "年底前", "环境局", "", "—")], has_edges=False)[0]
    assert (row["main"], row["merged"], row["questions"]) == ("环境局", "lead+main", "merge")


def test_without_edges_a_blank_support_is_asked_as_blank():
    row = read_rows([("1", "甲", "做事。", "年底前", "环境局", "水务局", "")], has_edges=False)[0]
    assert (row["support"], row["merged"], row["questions"]) == ("", "", "blank")


def test_a_unit_cell_over_several_rows_is_that_of_each():
    rows = [
        ("1", "甲", "做一。", "年底前", "环境局", "水务局", "—"),
        ("2", "乙", "做二。", "^", "^", "^", "^"),
    ]
    assert pick(read_rows(rows), "measure_id", "deadline", "lead", "main", "questions") == [
        ("1", "年底前", "环境局", "水务局", ""),
        ("2", "年底前", "环境局", "水务局", ""),
    ]


def test_measures_below_a_task_are_counted_and_a_lone_one_is_not():
    rows = [("9", "甲", *DONE), ("^", "^", *DONE), ("10", "乙", *DONE)]
    found = pick(read_rows([("8", "子", *DONE), *rows]), "measure_id", "task_no", "task")
    assert found == [("8", "8", "子"), ("9.1", "9", "甲"), ("9.2", "9", "甲"), ("10", "10", "乙")]


def test_a_wording_over_rows_with_other_units_is_one_measure_and_asked():
    rows = [
        ("1", "甲", "做事。", "年底前", "环境局", "甲区政府", "—"),
        ("^", "^", "^", "^", "^", "乙区政府", "^"),
    ]
    assert pick(read_rows(rows), "measure_id", "main", "questions") == [
        ("1", "甲区政府;乙区政府", "merge")
    ]


def test_chapters_run_across_and_are_kept_as_printed():
    rows = [
        ("一、开头", *"<<<<<<"),
        ("1", "甲", *DONE),
        ("二、结尾", *"<<<<<<"),
        ("2", "乙", *DONE),
    ]
    assert pick(read_rows(rows), "measure_id", "chapter") == [("1", "一、开头"), ("2", "二、结尾")]


@pytest.mark.parametrize("at", [0, 1])
def test_a_chapter_may_stand_in_one_cell_of_its_row(at):
    row = ["", "", "", "", "", "", ""]
    row[at] = "一、开头"
    assert pick(read_rows([row, ("1", "甲", *DONE)]), "chapter", "questions") == [("一、开头", "")]


def test_a_blank_column_may_stand_first():
    rows = [("", *HEADINGS), ("", "水环境", *[""] * 6), ("", "1", "甲", *DONE)]
    assert pick(list_rows(draft_rows(rows)), "measure_id", "chapter") == [("1", "水环境")]


def test_sections_below_a_chapter_are_tasks_where_no_column_is():
    heads = ("序号", "措施", "责任单位")
    rows = [
        ("一、水", "<", "<"),
        ("（一）河", "<", "<"),
        ("1", "清理。", "水务局"),
        ("2", "巡查。", "水务局"),
    ]
    rows += [
        ("（二）湖", "<", "<"),
        ("3", "清理。", "水务局"),
        ("二、气", "<", "<"),
        ("4", "通风。", "环境局"),
    ]
    found = pick(
        list_rows(draft_rows([heads, *rows])), "measure_id", "chapter", "task", "questions"
    )
    assert found == [
        ("1", "一、水", "（一）河", ""),
        ("2", "一、水", "（一）河", ""),
        ("3", "一、水", "（二）湖", ""),
        ("4", "二、气", "", ""),
    ]


def test_a_section_beside_a_column_of_tasks_is_asked_and_the_chapter_stands():
    rows = [("一、水", *"<<<<<<"), ("（一）河", *"<<<<<<"), ("1", "甲", *DONE)]
    assert pick(read_rows(rows), "chapter", "task", "questions") == [("一、水", "甲", "note")]


def test_chapters_may_be_numbered_in_brackets():
    rows = [
        ("（一）水", *"<<<<<<"),
        ("1", "甲", *DONE),
        ("（二）气", *"<<<<<<"),
        ("2", "乙", *DONE),
    ]
    assert pick(read_rows(rows), "chapter", "questions") == [("（一）水", ""), ("（二）气", "")]


def test_a_number_alone_is_no_chapter():
    found = read_rows([("1", "甲", *DONE), ("2", "", "", "", "", "", "")])
    assert pick(found, "measure_id", "chapter", "questions") == [("1", "", ""), ("2", "", "blank")]


def test_a_note_in_the_table_is_no_chapter_and_asked():
    draft = draft_rows([HEADINGS, ("1", "甲", *DONE), ("注：以上各项按季度报送。", *"<<<<<<")])
    assert [question.tag for question in draft.questions] == ["note"]
    assert [entry.reason for entry in draft.proof.left_out] == ["note"]


def test_a_category_column_is_the_chapter():
    heads = ("序号", "类别", "主要任务", "细化措施", "责任单位")
    rows = [
        ("1", "水", "甲", "一。", "水务局"),
        ("2", "^", "乙", "二。", "水务局"),
        ("3", "气", "丙", "三。", "环境局"),
    ]
    found = list_rows(draft_rows([heads, *rows]))
    assert pick(found, "measure_id", "chapter", "task") == [
        ("1", "水", "甲"),
        ("2", "水", "乙"),
        ("3", "气", "丙"),
    ]


def test_headings_repeated_on_a_page_and_running_heads_are_furniture():
    rows = [("1", "甲", *DONE), HEADINGS, ("1", "甲", *DONE), ("2", "乙", *DONE)]
    draft = draft_rows([HEADINGS, *rows])
    assert [m.measure_id for m in draft.measures] == ["1.1", "1.2", "2"]
    assert (draft.questions, draft.proof.cells["repeated_heading"]) == ((), 7)
    assert draft.proof.cells["running_head"] == 2


def test_a_blank_number_in_a_cell_of_its_own_is_asked():
    rows = [("1", "甲", *DONE), ("", "", *DONE), ("2", "乙", *DONE)]
    assert pick(read_rows(rows), "measure_id", "questions") == [
        ("1.1", ""),
        ("1.2", "merge"),
        ("2", ""),
    ]


def test_without_edges_a_blank_number_goes_on_with_the_task():
    rows = [("1", "甲", *DONE), ("", "", *DONE), ("2", "乙", *DONE)]
    found = pick(read_rows(rows, has_edges=False), "measure_id", "questions")
    assert found == [("1.1", ""), ("1.2", ""), ("2", "")]


def test_a_task_does_not_go_on_in_the_next_chapter():
    rows = [("1", "甲", *DONE), ("二、结尾", *"<<<<<<"), ("", "", *DONE)]
    found = pick(read_rows(rows), "measure_id", "chapter", "task", "questions")
    assert found == [("1", "", "甲", ""), ("", "二、结尾", "", "number")]


def test_page_breaks():
    """The row after each is the rest of one, or stands by itself where the one before has ended."""
    rows = [
        ("1", "甲", "先做一半", "年底前", "环境局", "甲区政府", "—"),
        ("", "", "再做一半。", "", "", "乙区政府", ""),
        ("2", "乙", *DONE),
        ("", "", "另做一事。", "", "环境局", "水务局", "—"),
        ("", "", "又做一事。", "年底前", "环境局", "水务局", "—"),
    ]
    found = read_rows(rows, page_tops=frozenset({2, 4}))
    assert pick(found, "measure_id", "text", "main", "questions") == [
        ("1", "先做一半再做一半。", "甲区政府;乙区政府", "row_break"),
        ("2.1", "做事。", "水务局", ""),
        ("2.2", "另做一事。", "水务局", "row_break;blank"),
        ("2.3", "又做一事。", "水务局", "merge"),
    ]


def test_a_row_without_a_deadline_within_a_page_is_a_measure_of_its_own():
    rows = [("1", "甲", "先做一半", *DONE[1:]), ("2", "乙", "做事。", "", *DONE[2:])]
    found = pick(read_rows(rows), "measure_id", "text", "questions")
    assert found == [("1", "先做一半", ""), ("2", "做事。", "blank")]


def test_cells_belong_to_columns_by_their_edges_not_their_number():
    """Three visible columns that are seven of the file's own, with edges that are a little off."""
    heads = [("号", -9, 0), ("任务", 0, 300), ("责任单位", 300, 500), ("完成时限", 500, 600)]
    body = [("1", -9, 0), ("做事。", 0, 296), ("水务局", 296, 504), ("年底前", 504, 600)]
    cells = [
        Cell("1", y + 1, a, b, y, y + 1, t)
        for y, row in enumerate((heads, body))
        for t, a, b in row
    ]
    draft = draft_plan(Document((Table("1", tuple(cells)),)), KNOWN, "plan")
    (row,) = list_rows(draft)
    assert (row["text"], row["main"], row["deadline"], row["questions"]) == (
        "做事。",
        "水务局",
        "年底前",
        "",
    )


def test_a_cell_that_reaches_into_a_column_is_asked():
    heads = [("号", -9, 0), ("任务", 0, 300), ("牵头单位", 300, 400), ("责任单位", 400, 500)]
    body = [("1", -9, 0), ("做事。", 0, 300), ("水务局", 300, 440), ("环境局", 440, 500)]
    cells = [
        Cell("1", y + 1, a, b, y, y + 1, t)
        for y, row in enumerate((heads, body))
        for t, a, b in row
    ]
    (row,) = list_rows(draft_plan(Document((Table("1", tuple(cells)),)), KNOWN, "plan"))
    assert (row["lead"], row["main"], row["questions"]) == ("水务局", "环境局", "merge")


def test_several_cells_in_one_column_are_read_together_and_asked():
    heads = [("号", -9, 0), ("任务", 0, 300), ("责任单位", 300, 500)]
    body = [("1", -9, 0), ("做事。", 0, 300), ("水务局", 300, 400), ("环境局", 400, 500)]
    cells = [
        Cell("1", y + 1, a, b, y, y + 1, t)
        for y, row in enumerate((heads, body))
        for t, a, b in row
    ]
    (row,) = list_rows(draft_plan(Document((Table("1", tuple(cells)),)), KNOWN, "plan"))
    assert (row["main"], row["questions"]) == ("水务局;环境局", "merge")


@pytest.mark.parametrize("flag", ["hidden", "change", "formula", "format", "nested"])
def test_what_a_cell_is_marked_with_is_asked_once(flag):
    table = build_table([("号", "任务", "责任单位"), ("1", "做事。", "水务局")])
    cells = [
        Cell(
            *(
                c.__getattribute__(n)
                for n in ("sheet_or_page", "row", "x0", "x1", "y0", "y1", "text")
            ),
            frozenset({flag}) if c.row > 1 else frozenset(),
        )
        for c in table.cells
    ]
    (row,) = list_rows(draft_plan(Document((Table("1", tuple(cells)),)), KNOWN, "plan"))
    assert (row["text"], row["main"], row["questions"]) == ("做事。", "水务局", flag)


def test_a_cell_merged_with_nothing_above_is_asked():
    table = build_table([("号", "任务", "责任单位"), ("1", "做事。", "")])
    *others, last = table.cells
    odd = Cell("1", 2, last.x0, last.x1, last.y0, last.y1, "", frozenset({"unanchored"}))
    (row,) = list_rows(draft_plan(Document((Table("1", (*others, odd)),)), KNOWN, "plan"))
    assert row["questions"] == "merge;blank"
