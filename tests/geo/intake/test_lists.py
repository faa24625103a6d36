"""Plans without a table: numbered items, and paragraphs that end in brackets."""

from __future__ import annotations

import pytest

from geo.intake.draft import draft_plan, list_rows
from geo.intake.grid import Document, Piece, count_letters
from geo.packages.problems import DataError
from tests.geo.intake.boxes import KNOWN, build_table, pick
from tests.geo.intake.readers.files import read_rows
from tests.geo.intake.typeset import pack_docx, paragraph


def draft(*lines):
    pieces = tuple(Piece("", line, "outside") for line in lines)
    document = Document((), pieces, counted=count_letters(lines))
    found = draft_plan(document, KNOWN, "plan")
    assert (found.proof.differing, found.proof.unlisted) == ((), ())
    return found


UNITS = ("lead", "main", "support", "deadline", "questions")


def test_units_by_name_on_lines_below_an_item():
    found = draft(
        *(
            "某某计划",
            "一、水",
            "1. 治理河道。",
            "抓紧施工。",
            "牵头单位：水务局",
            "责任单位：各区政府",
        ),
        *(
            "配合单位：环境局、",
            "开发区管委会",
            "完成时限：年底前",
            "2、巡查。",
            "责任单位：水务局",
            "注：其他事项。",
        ),
    )
    rows = list_rows(found)
    assert pick(rows, "measure_id", "chapter", "text") == [
        ("1", "一、水", "治理河道。抓紧施工。"),
        ("2", "一、水", "巡查。"),
    ]
    assert pick(rows, *UNITS) == [
        ("水务局", "各区政府", "环境局", "年底前", ""),
        ("", "水务局", "", "", ""),
    ]
    assert found.roles == {"lead": "", "main": "", "support": ""}


def test_units_by_name_in_one_line_or_in_brackets():
    rows = list_rows(
        draft(
            "1.治理河道。牵头单位：水务局；配合单位：环境局；完成时限：6月底前。",
            "2.巡查（责任单位：水务局、甲区政府；时限：年底前）",
        )
    )
    assert pick(rows, "text", *UNITS) == [
        ("治理河道。", "水务局", "", "环境局", "6月底前", ""),
        ("巡查", "", "水务局;甲区政府", "", "年底前", ""),
    ]


@pytest.mark.parametrize(
    ("brackets", "units"),
    [
        ("（水务局牵头，环境局参与，各区政府负责落实）", ("水务局", "各区政府", "环境局", "", "")),
        ("(水务局牵头,环境局、开发区管委会配合)", ("水务局", "", "环境局;开发区管委会", "", "")),
        ("（水务局、环境局按职责分工负责）", ("", "水务局;环境局", "", "", "")),
        ("（水务局，环境局负责）。", ("", "水务局;环境局", "", "", "")),
        ("（水务局牵头，环境局等参与）", ("水务局", "", "环境局", "", "open_ended")),
        ("（水务局牵头，年底前完成）", ("水务局", "", "", "年底前完成", "")),
        ("（某局牵头，相关区政府落实）", ("某局", "相关区政府", "", "", "unknown:某局")),
        ("（水务局牵头，各区（县）政府落实）", ("水务局", "各区（县）政府", "", "", "")),
    ],
)
def test_units_in_brackets_at_the_end_of_an_item(brackets, units):
    (row,) = list_rows(draft(f"1.治理（含疏浚）河道。{brackets}"))
    assert (row["text"], pick([row], *UNITS)) == ("治理（含疏浚）河道。", [units])


def test_tasks_and_their_numbers():
    rows = list_rows(
        draft(
            "一、水",
            "（一）治理",
            "1.河道。（水务局负责）",
            "2.湖泊。（水务局负责）",
            "（二）巡查。（环境局负责）",
        )
    )
    assert pick(rows, "measure_id", "chapter", "task", "text", "questions") == [
        ("1", "一、水", "（一）治理", "河道。", ""),
        ("2", "一、水", "（一）治理", "湖泊。", ""),
        ("2", "一、水", "（一）治理", "巡查。", "number"),
    ]


def test_an_item_that_names_no_unit_is_asked():
    rows = list_rows(draft("1.治理。（水务局负责）", "2.（另行通知）巡查。"))
    assert pick(rows, "measure_id", "text", "questions") == [
        ("1", "治理。", ""),
        ("2", "（另行通知）巡查。", "blank"),
    ]


def test_a_standing_clause_after_the_list_is_quoted():
    found = draft(
        "1.治理。（水务局负责）", "以下各项均需各区政府落实，不再列出。", "2.巡查。（水务局负责）"
    )
    assert [question.tag for question in found.questions] == ["standing_clause"]


@pytest.mark.parametrize(
    "lines", [("前言",), ("1.治理。", "2.巡查（含夜间）。"), ("水务局牵头",), ()]
)
def test_paragraphs_that_name_no_units_are_no_plan(lines):
    with pytest.raises(DataError, match="no table"):
        draft(*lines)


def test_a_table_of_a_plan_goes_before_a_list():
    table = build_table([("任务", "责任单位"), ("做事。", "水务局")])
    document = Document((table,), (Piece("", "1.治理。（水务局负责）", "outside"),))
    assert [m.text for m in draft_plan(document, KNOWN, "plan").measures] == ["做事。"]


def test_a_list_in_word(tmp_path):
    lines = ("一、水", "1. 治理河道。", "牵头单位：水务局", "责任单位：各区政府")
    pack_docx(tmp_path / "plan.docx", "".join(map(paragraph, lines)))
    rows = read_rows(tmp_path / "plan.docx")
    assert pick(rows, "chapter", "text", "lead", "main") == [
        ("一、水", "治理河道。", "水务局", "各区政府")
    ]
