"""What a person says that headings mean, and which rows are offered where none is known."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from geo.__main__ import main
from geo.intake.columns import name_headings, parse_columns
from geo.intake.draft import draft_plan
from geo.intake.grid import Document, Piece
from geo.intake.read import draft_as_before, draft_file
from geo.intake.tables import UnknownHeadings, keep_occurring
from geo.packages.problems import DataError
from tests.geo.intake.boxes import HEADINGS, KNOWN, build_table
from tests.geo.intake.typeset import write_docx

DUTIES = [
    ["某县督办表", "<", "<", "<"],
    ["督办事项", "承 办", "会办", "时间"],
    ["巡查河道。", "水务局", "环境局", "年底前"],
    ["种树。", "环境局", "———", "6月底前"],
]
SAID = {"督办事项": "text", "承办": "main", "会办": "support"}


def draft(rows, columns=None, **about):
    return draft_plan(Document((build_table(rows, **about),)), KNOWN, "plan", None, columns or {})


def refuse(rows, columns=None, **about):
    with pytest.raises(DataError) as error:
        draft(rows, columns, **about)
    return [(p.rule, p.column, p.value) for p in error.value.problems], error.value


def list_cells(found):
    return [
        (m.text, *(tuple(n.printed for n in names) for names in m.names.values()), m.deadline)
        for m in found.measures
    ]


@pytest.fixture
def contents(tmp_path):
    write_docx(tmp_path / "a.docx", DUTIES)
    return "a.docx", ".docx", (tmp_path / "a.docx").read_bytes()


def test_a_file_whose_headings_nobody_knows_is_read_as_a_person_says(contents):
    found = draft_file(contents, KNOWN, None, SAID)
    assert list_cells(found) == [
        ("巡查河道。", ("水务局",), ("环境局",), "年底前"),
        ("种树。", ("环境局",), (), "6月底前"),
    ]
    assert found.roles == {"main": "承办", "support": "会办"}
    assert found.title == ("某县督办表",)
    assert {question.code for question in found.questions} == {"number"}
    assert found.proof.holds


def test_headings_are_told_with_what_stands_under_them():
    found = draft(DUTIES, {"督办事项": "text", "会办": "left_out"}).headings
    assert [(h.row, h.name, h.field, h.examples, h.is_doubtful) for h in found] == [
        (2, "督办事项", "text", ("巡查河道。", "种树。"), False),
        (2, "承办", "unknown", ("水务局", "环境局"), True),
        (2, "会办", "left_out", ("环境局", "———"), False),
        (2, "时间", "deadline", ("年底前", "6月底前"), False),
    ]


def test_what_runs_across_the_table_is_no_example():
    rows = [HEADINGS, ["一、水", *"<<<<<<"], ["1", "甲", "做。", "年底前", "水务局", "<", "环境局"]]
    by_name = {heading.name: heading.examples for heading in draft(rows).headings}
    assert (by_name["序号"], by_name["主责单位"]) == (("1",), ("水务局",))


def test_what_a_person_says_counts_before_what_is_known():
    rows = [("任务", "工作内容", "责任单位"), ("甲", "乙", "水务局")]
    assert draft(rows).measures[0].text == "乙"
    said = draft(rows, {"任务": "text", "工作内容": "left_out", "责任单位": "support"})
    assert (said.measures[0].text, [*said.measures[0].names]) == ("甲", ["support"])
    assert [(e.text, e.reason) for e in said.proof.left_out] == [("乙", "left_out")]


def test_a_known_heading_gives_way_to_one_that_is_said_to_be_the_same():
    rows = [("任务", "责任单位", "承担"), ("甲", "水务局", "环境局")]
    found = draft(rows, {"承担": "main"})
    assert [n.printed for n in found.measures[0].names["main"]] == ["环境局"]
    assert [question.tag for question in found.questions] == ["column:责任单位", "number"]


def test_what_is_said_to_be_the_wording_stays_it_beside_another_that_looks_like_one():
    rows = [("工作内容", "具体措施", "责任单位"), ("甲", "乙", "水务局")]
    found = draft(rows, {"工作内容": "text"})
    assert [heading.field for heading in found.headings] == ["text", "unknown", "main"]
    assert found.measures[0].text == "甲"


def test_a_table_that_a_person_spoke_of_is_read_though_a_list_stands_beside_it():
    pieces = (Piece("1", "1.做事。\n牵头单位：水务局", "outside"),)
    document = Document((build_table(DUTIES),), pieces)
    assert [m.text for m in draft_plan(document, KNOWN, "plan").measures] == ["做事。"]
    found = draft_plan(document, KNOWN, "plan", None, SAID)
    assert [measure.text for measure in found.measures] == ["巡查河道。", "种树。"]


def test_of_what_was_said_that_counts_which_the_row_with_most_of_it_has():
    less = build_table([("承办", "电话"), ("甲", "1")])
    tables = (replace(less, name="别的"), build_table(DUTIES), replace(less, name="又一张"))
    assert keep_occurring(Document(tables), None, SAID) == SAID
    assert keep_occurring(Document(tables), "别的", SAID) == {"承办": "main"}


def test_a_heading_of_two_roles_is_not_asked_once_a_person_said_which():
    rows = [("任务", "责任单位或牵头单位"), ("甲", "水务局")]
    assert [q.code for q in draft(rows).questions] == ["role", "number"]
    found = draft(rows, {"责任单位或牵头单位": "lead"})
    assert ([q.code for q in found.questions], [*found.roles]) == (["number"], ["lead"])


@pytest.mark.parametrize(
    ("has_edges", "second"), [(True, "责任单位会办"), (False, "会办")], ids=["edges", "none"]
)
def test_two_heading_rows_are_named_by_both_as_far_as_a_file_tells(has_edges, second):
    mark, left = ("^", "<") if has_edges else ("", "")
    rows = [("任务", "责任单位", left), (mark, "承接", "会办"), ("甲", "水务局", "环境局")]
    found = draft(rows, {"责任单位承接": "lead", second: "support"}, has_edges=has_edges)
    assert [heading.name for heading in found.headings][1:] == ["责任单位承接", second]
    assert found.roles == {"lead": "承接", "support": "会办"}
    assert list_cells(found)[0][:3] == ("甲", ("水务局",), ("环境局",))


def test_headings_that_are_blank_or_printed_twice_have_a_name_too():
    assert name_headings(["单位", "", "单 位", "单位"]) == ["单位", "#2", "单位#2", "单位#3"]
    rows = [("任务", "", "单位", "单位"), ("甲", "1", "水务局", "环境局")]
    found = draft(rows, {"#2": "number", "单位": "lead", "单位#2": "support"})
    assert [n.printed for n in found.measures[0].names["support"]] == ["环境局"]
    assert found.questions == ()


def test_of_one_field_there_is_one_column():
    problems, _ = refuse(DUTIES, {"承办": "main", "会办": "main", "督办事项": "text"})
    assert problems == [("field_twice", "会办", "main")]
    draft(DUTIES, SAID | {"会办": "left_out", "时间": "left_out"})


def test_a_field_that_there_is_not_and_a_heading_that_is_not_there_are_named():
    assert refuse(DUTIES, {"承办": "units"})[0] == [("unknown_field", "承办", "units")]
    problems, error = refuse(DUTIES, SAID | {"主办": "lead"})
    assert problems == [("unknown_heading", None, "主办")]
    assert error.problems[0].details["names"] == "督办事项、承办、会办、时间"


@pytest.mark.parametrize("columns", [{"承办": "main"}, {"督办事项": "text", "时间": "left_out"}])
def test_a_plan_needs_a_wording_and_units_or_a_deadline(columns):
    assert refuse(DUTIES, columns)[0] == [("missing_columns", None, None)]


def test_where_no_heading_is_known_the_first_rows_are_offered():
    _, error = refuse(DUTIES)
    assert isinstance(error, UnknownHeadings)
    assert (error.table, error.likely) == ("1", 1)
    rows = [[(h.row, h.name, h.field) for h in row] for row in error.rows]
    assert rows[:2] == [
        [(1, "某县督办表", "unknown")],
        [
            (2, "督办事项", "unknown"),
            (2, "承办", "unknown"),
            (2, "会办", "unknown"),
            (2, "时间", "deadline"),
        ],
    ]
    assert error.rows[1][1].examples == ("水务局", "环境局")
    assert error.problems[0].details == {"row": "督办事项、承办、会办、时间"}


def test_many_rows_are_not_all_offered_and_blank_ones_never():
    rows = [("", ""), *[(f"甲{at}", "乙") for at in range(60)]]
    _, error = refuse(rows)
    assert isinstance(error, UnknownHeadings)
    assert [row[0].name for row in error.rows] == [f"甲{at}" for at in range(12)]


def test_what_was_said_of_an_earlier_file_holds_as_far_as_it_occurs(contents):
    remembered = SAID | {"牵头科室": "lead"}
    found, used = draft_as_before(contents, KNOWN, None, remembered)
    assert (used, list_cells(found)[0][0]) == (SAID, "巡查河道。")


def test_what_was_said_of_an_earlier_file_is_forgotten_where_it_makes_no_plan(tmp_path):
    write_docx(tmp_path / "a.docx", [HEADINGS, ("1", "甲", "做。", "年底前", "水务局", "<", "—")])
    contents = "a.docx", ".docx", (tmp_path / "a.docx").read_bytes()
    others = ("重点任务", "工作措施")
    found, used = draft_as_before(contents, KNOWN, None, dict.fromkeys(others, "left_out"))
    assert (used, found.measures[0].text) == ({}, "做。")


def test_a_document_without_any_table_still_says_so():
    with pytest.raises(DataError) as error:
        draft_plan(Document(()), KNOWN, "plan", None, SAID)
    assert [problem.rule for problem in error.value.problems] == ["no_table"]


def test_columns_are_written_as_pairs_with_commas_and_signs_of_either_width():
    written = "督办事项=text，承 办＝main, a=b=left_out,"
    assert parse_columns(written) == {"督办事项": "text", "承 办": "main", "a=b": "left_out"}
    assert parse_columns("") == {}


@pytest.mark.parametrize("written", ["督办事项", "=text", "a=text,b"])
def test_what_is_no_pair_is_refused(written):
    with pytest.raises(DataError) as error:
        parse_columns(written)
    assert [problem.rule for problem in error.value.problems] == ["no_column"]


def test_a_table_of_the_same_headings_on_the_next_page_is_read_too():
    two = Document((build_table(DUTIES), build_table(DUTIES[1:])))
    assert len(draft_plan(two, KNOWN, "plan", None, SAID).measures) == 4


def write_duties(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(",".join(row) for row in DUTIES[1:]), encoding="utf-8")
    return str(path)


def test_the_command_line_takes_what_a_person_says(tmp_path, capsys):
    assert main(["read", write_duties(tmp_path), "--columns", "督办事项=text,承办=main"]) == 0
    rows = [*csv.DictReader(io.StringIO(capsys.readouterr().out))]
    assert [(row["text"], row["main"]) for row in rows] == [
        ("巡查河道。", "水务局"),
        ("种树。", "环境局"),
    ]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("", "督办事项、承办、会办、时间"),
        ("督办事项", "--columns: "),
        ("主办=main", "督办事项、承办、会办、时间"),
    ],
)
def test_the_command_line_says_which_headings_there_are(columns, said, tmp_path, capsys):
    assert main(["read", write_duties(tmp_path), "--columns", columns]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
