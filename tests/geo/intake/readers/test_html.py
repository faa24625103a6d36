"""A pasted table: rowspan and colspan, and whatever else a clipboard carries."""

from __future__ import annotations

import pytest

from tests.geo.intake.boxes import pick
from tests.geo.intake.readers.files import list_cells, list_flags, read_file, read_rows

HEADS = "<tr><th>序号<th>任务<th>责任单位</tr>"


@pytest.fixture
def write(tmp_path):
    def write_page(text, encoding="utf-8"):
        path = tmp_path / "plan.html"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write_page


def test_spans_are_laid_out_as_a_browser_does(write):
    rows = ("<td rowspan=2>甲<td colspan=2>乙", "<td>丙<td rowspan=99>丁", "<td colspan=2>戊")
    page = f"<table>{''.join(f'<tr>{row}' for row in rows)}</table>"
    assert list_cells(read_file(write(page))) == [
        (0, 1, 0, 2, "甲"),
        (1, 3, 0, 1, "乙"),
        (1, 2, 1, 2, "丙"),
        (2, 3, 1, 3, "丁"),
        (0, 2, 2, 3, "戊"),
    ]


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "1.5"])
def test_a_span_that_is_none_is_one(span, write):
    page = f'<table><tr><td colspan="{span}">甲<td>乙<td>丙</table>'
    assert [cell[:2] for cell in list_cells(read_file(write(page)))] == [(0, 1), (1, 2), (2, 3)]


def test_short_rows_are_filled_with_blanks(write):
    page = "<table><tr><td>甲<td>乙<td>丙<tr><td>丁</table>"
    assert list_cells(read_file(write(page)))[3:] == [
        (0, 1, 1, 2, "丁"),
        (1, 2, 1, 2, ""),
        (2, 3, 1, 2, ""),
    ]


def test_breaks_part_names_and_breaks_of_the_source_do_not(write):
    page = f"<table>{HEADS}<tr><td>1<td>做\n好 事。<td>环境局<br>水务局<p>甲区\n政府</p></table>"
    assert pick(read_rows(write(page)), "text", "main") == [("做好事。", "环境局;水务局;甲区政府")]


@pytest.mark.parametrize("style", ["display:none", "DISPLAY : none", "mso-hide:all"])
def test_hidden_words_are_asked(style, write):
    page = f'<table>{HEADS}<tr><td>1<td>做。<td>水务局<span style="{style}">环境局</span></table>'
    assert read_rows(write(page))[0]["questions"] == "hidden"


def test_a_hidden_row_is_asked(write):
    page = f'<table>{HEADS}<tr style="display:none"><td>1<td>做。<td>水务局</table>'
    assert read_rows(write(page))[0]["questions"] == "hidden"


def test_tracked_changes_are_settled_and_said(write):
    page = f"<table>{HEADS}<tr><td>1<td>做<ins>好</ins><del>坏</del>。<td>水务局</table>"
    path = write(page)
    assert pick(read_rows(path), "text", "questions") == [("做好。", "change")]
    assert [(p.text, p.reason) for p in read_file(path).pieces] == [("坏", "deleted")]


def test_scripts_and_styles_are_no_words(write):
    page = (
        f"<html><head><title>题</title><style>td{{}}</style></head><body><p>前言</p><table>{HEADS}"
        "<tr><td>1<td>做。<script>alert('不')</script><td>水务局<img onerror=alert(1)></table>"
    )
    path = write(page)
    assert pick(read_rows(path), "text", "main") == [("做。", "水务局")]
    assert [p.text for p in read_file(path).pieces] == ["前言"]


def test_marks_are_written_out(write):
    page = f"<table>{HEADS}<tr><td>1<td>甲&nbsp;&lt;乙&gt;&#20108;&amp;<td>水务局</table>"
    assert read_rows(write(page))[0]["text"] == "甲<乙>二&"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding, write):
    page = f"<table>{HEADS}<tr><td>1<td>做。<td>水务局</table>"
    assert pick(read_rows(write(page, encoding)), "text") == [("做。",)]


def test_the_header_of_a_clipboard_is_passed_over(write):
    head = "Version:0.9\r\nStartHTML:00\r\n<html><body><!--StartFragment-->"
    page = f"{head}<table>{HEADS}<tr><td>1<td>做。<td>水务局</table>"
    assert pick(read_rows(write(page)), "text") == [("做。",)]


def test_what_word_puts_on_the_clipboard(write):
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--[if gte mso 9]><xml>'
        f"<o:p>不</o:p></xml><![endif]--><table class=MsoNormalTable>{HEADS}<tr><td>"
        "<p class=MsoNormal><span lang=EN-US>1<o:p></o:p></span></p></td><td><p>做。</p></td>"
        "<td><![if !supportMisalignedColumns]><p>水务局</p><![endif]></td></tr></table>"
    )
    assert pick(read_rows(write(page)), "measure_id", "text", "main") == [("1", "做。", "水务局")]


def test_a_table_that_only_lays_out_others_is_none(write):
    page = f"<table><tr><td>边<td><table>{HEADS}<tr><td>1<td>做。<td>水务局</table></table>"
    path = write(page)
    assert pick(read_rows(path), "text") == [("做。",)]
    assert [p.text for p in read_file(path).pieces] == ["边"]


def test_a_table_in_a_cell_of_the_plan_is_read_with_it_and_asked(write):
    page = f"<table>{HEADS}<tr><td>1<td>做。<td><table><tr><td>水务局</table></table>"
    path = write(page)
    assert pick(read_rows(path), "main", "questions") == [("水务局", "nested")]
    assert {*list_flags(read_file(path))} == {"水务局"}
