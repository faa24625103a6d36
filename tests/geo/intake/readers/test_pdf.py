"""PDF: rules, pages, letters."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from geo.intake.readers.pdf import join_edges, plain
from geo.packages.problems import DataError
from tests.geo.intake.boxes import HEADINGS, pick
from tests.geo.intake.paper import FONT, write_pdf
from tests.geo.intake.readers.files import read_file, read_rows

LONG = "做好这一件事情，" * 60


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plan.pdf"


@pytest.fixture
def canvas(path):
    registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path))
    canvas.setFont(FONT, 9)
    return canvas


def test_merged_cells_are_wide_boxes(path):
    write_pdf(path, [HEADINGS, ("1", "甲", "做。", "年底", "环境局", "<", "水务局")])
    assert pick(read_rows(path), "lead", "main", "support", "merged", "questions") == [
        ("环境局", "环境局", "水务局", "lead+main", "")
    ]


def test_a_row_cut_by_a_page_is_joined_and_asked(path):
    rows = [(str(n), "甲", LONG + "。", "年底", "环境局", "水务局", "—") for n in (1, 2, 3)]
    write_pdf(path, [HEADINGS, *rows], cuts_rows=True)
    found = read_rows(path)
    assert pick(found, "measure_id", "text") == [(str(n), LONG + "。") for n in (1, 2, 3)]
    assert [row["questions"] for row in found].count("row_break") >= 1


def test_page_numbers_are_feet(path):
    write_pdf(path, [HEADINGS, ("1", "甲", "做。", "年底", "环境局", "水务局", "—")])
    assert [(piece.text, piece.reason) for piece in read_file(path).pieces] == [("— 1 —", "foot")]


def test_text_without_rules_is_no_table(canvas, path):
    canvas.drawString(50, 700, "序号 任务 责任单位")
    canvas.save()
    with pytest.raises(DataError, match="no table"):
        read_rows(path)


def test_a_frame_around_words_is_no_table(canvas, path):
    canvas.rect(40, 600, 300, 200)
    canvas.drawString(50, 700, "说明")
    canvas.save()
    with pytest.raises(DataError, match="no table"):
        read_rows(path)


def test_letters_that_fonts_hand_out_are_those_that_are_written():
    assert plain("⽣态⾦") == "生态金"


def test_a_hyphen_at_the_end_of_a_line_is_the_same_to_both_readers(path):
    write_pdf(path, [HEADINGS, ("1", "甲", "做GEP-\nR核算。", "年底", "环境局", "水务局", "—")])
    assert pick(read_rows(path), "text") == [("做GEP-R核算。",)]


def test_rules_drawn_twice_are_one():
    assert join_edges([10, 30, 11.5, 10.2, 29.9]) == [10, 29.9]


def test_too_many_pages_are_refused(canvas, path):
    for _ in range(301):
        canvas.showPage()
    canvas.save()
    with pytest.raises(DataError, match="301 pages"):
        read_rows(path)
