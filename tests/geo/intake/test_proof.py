"""Nothing of a file is lost: cells are used once or listed, letters are counted twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geo.intake.draft import draft_plan
from geo.intake.grid import Document, Piece, count_letters
from geo.intake.proof import prove
from geo.packages.problems import DataError
from tests.geo.intake.boxes import HEADINGS, KNOWN, build_table

ROWS = [
    ("附件", *"<<<<<<"),
    HEADINGS,
    ("一、开头", *"<<<<<<"),
    ("1", "甲", "做事。", "年底", "环境局", "<", "—"),
]
TABLE = build_table(ROWS)
LETTERS = Counter("".join(text for row in ROWS for text in row if text != "<") + "前言")
DOCUMENT = Document((TABLE,), (Piece("", "前 言", "outside"),), counted=LETTERS)


def test_cells_and_letters_add_up():
    proof = draft_plan(DOCUMENT, KNOWN, "plan").proof
    assert proof.holds
    assert proof.cells == {
        **{"title": 1, "heading": 7, "chapter": 1, "number": 1, "task": 1, "text": 1},
        **{"deadline": 1, "lead+main": 1, "support": 1},
    }
    assert proof.letters == {"measures": 11, "furniture": 32, "left_out": 2, "second": 45}
    assert [(entry.text, entry.reason) for entry in proof.left_out] == [("前言", "outside")]


def test_a_letter_that_the_second_reader_does_not_find_is_asked():
    document = replace(DOCUMENT, counted=LETTERS - Counter("事") + Counter("余"))
    draft = draft_plan(document, KNOWN, "plan")
    assert (draft.proof.holds, draft.proof.differing) == (False, ("事 1/0", "余 0/1"))
    assert [question.code for question in draft.questions] == ["proof", "proof"]


def test_a_cell_that_the_second_reader_reads_otherwise_is_asked():
    draft = draft_plan(replace(DOCUMENT, differences=("甲 / 乙",)), KNOWN, "plan")
    assert [question.value for question in draft.questions] == ["甲 / 乙"]


def test_what_is_generated_is_not_looked_for():
    document = replace(DOCUMENT, generated="1", counted=LETTERS - Counter("1"))
    assert draft_plan(document, KNOWN, "plan").proof.holds


def test_a_cell_without_a_use_is_found():
    proof = prove(DOCUMENT, [TABLE], dict.fromkeys(TABLE.cells[1:], "text"))
    assert (proof.unlisted, proof.holds) == (TABLE.cells[:1], False)


def test_white_space_and_marks_without_width_are_no_letters():
    assert count_letters(["甲 乙\n\u3000\u200b\xa0甲"]) == {"甲": 2, "乙": 1}


WORDS = (
    "",
    "<",
    "^",
    "1",
    "2",
    "一、开头",
    "甲",
    "做事。",
    "年底前",
    "环境局",
    "水务局、甲局",
    "—",
    "注：无",
)
TABLES = st.lists(st.lists(st.sampled_from(WORDS), min_size=7, max_size=7), max_size=9)


@given(TABLES, st.booleans(), st.sets(st.integers(0, 8)))
def test_whatever_a_table_says_no_cell_is_lost_and_nothing_breaks(rows, has_edges, tops):
    """Cells may overlap here, as they do in no file."""
    about = {"has_edges": has_edges, "page_tops": frozenset(tops)}
    table = build_table([HEADINGS, *rows], **about)
    letters = count_letters(cell.text for cell in table.cells)
    try:
        draft = draft_plan(Document((table,), counted=letters), KNOWN, "plan")
    except DataError as error:
        assert [problem.rule for problem in error.problems] == ["empty_table"]
        return
    assert draft.proof.holds
    assert sum(draft.proof.cells.values()) == len(table.cells)
    asked = [question.line(lang) for question in draft.questions for lang in ("zh", "en")]
    assert [line for line in asked if "{" in line] == []
