"""Word: cells walked as the file has them."""

from __future__ import annotations

import pytest

from tests.geo.intake.boxes import HEADINGS, list_boxes, pick
from tests.geo.intake.readers.files import list_cells, list_flags, read_file, read_rows
from tests.geo.intake.readers.word import HEAD_ROW, SHOWN, STYLED, WIDTHS, row, run
from tests.geo.intake.typeset import (
    NAMESPACES,
    draw_cell,
    draw_table,
    paragraph,
    wrap_table,
)


def test_cells_stand_by_the_widths_of_the_grid(write_body):
    table = wrap_table(
        f"<w:tr>{draw_cell(paragraph('甲'), 2)}{draw_cell(paragraph('乙'))}</w:tr>", WIDTHS
    )
    assert list_cells(read_file(write_body(table))) == [
        (0, 3500, 0, 1, "甲"),
        (3500, 5000, 0, 1, "乙"),
    ]


def test_three_visible_columns_of_seven(write_body):
    """Each row splits the grid in its own way; what counts are the edges."""
    spans = [(1, 3, 3), (1, 2, 4)]
    texts = [("序号", "任务", "责任单位"), ("1", "做事。", "水务局")]
    rows = [
        "".join(draw_cell(paragraph(t), s) for t, s in zip(*pair, strict=True))
        for pair in zip(texts, spans, strict=True)
    ]
    widths = (500, 1500, 1400, 100, 500, 500, 500)
    body = wrap_table("".join(f"<w:tr>{cells}</w:tr>" for cells in rows), widths)
    assert pick(read_rows(write_body(body)), "text", "main", "questions") == [
        ("做事。", "水务局", "")
    ]


def test_merged_cells_over_rows_are_one(write_body):
    body = draw_table(list_boxes([("甲", "乙"), ("^", "丙"), ("^", "丁")]), 3, 2)
    assert list_cells(read_file(write_body(body)))[0] == (0, 1000, 0, 3, "甲")


def test_a_cell_that_continues_nothing_is_asked(read_body):
    alone = draw_cell(paragraph(""), merge="continue")
    found = read_body(row("1", "做事。", alone))
    assert pick(found, "main", "questions") == [("", "merge;blank")]


def test_a_cell_that_continues_one_of_another_width_is_its_own(write_body):
    rows = [
        draw_cell(paragraph("甲"), 2, "restart") + draw_cell(paragraph("乙")),
        draw_cell(paragraph("丙"), 1, "continue") + draw_cell(paragraph("丁"), 2),
    ]
    document = read_file(write_body(wrap_table("".join(f"<w:tr>{r}</w:tr>" for r in rows), WIDTHS)))
    assert list_flags(document) == {"丙": {"unanchored"}}


def test_words_in_the_continued_part_are_kept_as_hidden(write_body):
    rows = [
        draw_cell(paragraph("甲"), 1, "restart") + draw_cell(paragraph("乙")),
        draw_cell(paragraph("丙"), 1, "continue") + draw_cell(paragraph("丁")),
    ]
    document = read_file(write_body(wrap_table("".join(f"<w:tr>{r}</w:tr>" for r in rows), (9, 9))))
    assert [(piece.text, piece.reason) for piece in document.pieces] == [("丙", "hidden")]
    assert list_flags(document) == {"甲": {"hidden"}}


def test_cells_merged_in_the_old_way_are_one(write_body):
    """By marks in the cells themselves, which keep their places in the grid."""
    begins, goes_on = (
        f'<w:tc><w:tcPr><w:hMerge w:val="{value}"/></w:tcPr>{paragraph(text)}</w:tc>'
        for value, text in (("restart", "甲"), ("continue", "藏"))
    )
    document = read_file(write_body(wrap_table(f"<w:tr>{begins}{goes_on}</w:tr>", (9, 9))))
    assert list_cells(document) == [(0, 18, 0, 1, "甲")]
    assert [(piece.text, piece.reason) for piece in document.pieces] == [("藏", "hidden")]


def test_content_controls_around_words_cells_and_rows(read_body):
    word = f"<w:p><w:sdt><w:sdtContent>{run('水务局')}</w:sdtContent></w:sdt></w:p>"
    cell = f"<w:sdt><w:sdtContent>{draw_cell(paragraph('做事。'))}</w:sdtContent></w:sdt>"
    inner = row("1", cell, draw_cell(word))
    assert pick(
        read_body(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"),
        "measure_id",
        "text",
        "main",
    ) == [("1", "做事。", "水务局")]


def test_a_table_in_a_content_control(write_body):
    body = wrap_table(HEAD_ROW + row("1", "做事。", "水务局"), WIDTHS)
    found = read_rows(write_body(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>"))
    assert pick(found, "text") == [("做事。",)]


def test_tracked_changes_are_settled_and_said(read_body, tmp_path):
    changed = (
        f"<w:p>{run('做')}<w:ins>{run('好')}</w:ins><w:del><w:r><w:delText>坏</w:delText></w:r>"
        f"</w:del>{run('事。')}</w:p>"
    )
    found = read_body(row("1", draw_cell(changed), "水务局"))
    assert pick(found, "text", "questions") == [("做好事。", "change")]
    pieces = read_file(tmp_path / "plan.docx").pieces
    assert [(piece.text, piece.reason) for piece in pieces] == [("坏", "deleted")]


def test_moved_words_stand_where_they_went(read_body):
    moved = (
        f"<w:p><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom>{run('乙')}"
        f"<w:moveTo>{run('甲')}</w:moveTo></w:p>"
    )
    assert pick(read_body(row("1", draw_cell(moved), "水务局")), "text", "questions") == [
        ("乙甲", "change")
    ]


def test_deleted_and_inserted_rows(read_body, tmp_path):
    found = read_body(
        row("1", "做一。", "水务局"),
        row("2", "不做。", "水务局", properties="<w:del/>"),
        row("2", "做二。", "环境局", properties="<w:ins/>"),
    )
    assert pick(found, "measure_id", "text", "questions") == [
        ("1", "做一。", "change"),
        ("2", "做二。", "change"),
    ]
    deleted = {piece.reason for piece in read_file(tmp_path / "plan.docx").pieces}
    assert deleted == {"deleted"}


@pytest.mark.parametrize("change", ["cellIns", "cellDel", "cellMerge"])
def test_a_cell_that_a_change_made_is_said(change, read_body):
    cell = f"<w:tc><w:tcPr><w:{change}/></w:tcPr>{paragraph('水务局')}</w:tc>"
    assert pick(read_body(row("1", "甲", cell)), "main", "questions") == [("水务局", "change")]


@pytest.mark.parametrize("change", ["ins", "del"])
def test_a_line_that_a_change_began_or_ended_is_said(change, read_body):
    mark = f"<w:pPr><w:rPr><w:{change}/></w:rPr></w:pPr>"
    cell = draw_cell(f"<w:p>{mark}{run('水务')}</w:p><w:p>{run('局')}</w:p>")
    assert pick(read_body(row("1", "甲", cell)), "main", "questions") == [("水务局", "change")]


def test_readings_above_letters_are_left_out(read_body, tmp_path):
    ruby = f"<w:ruby><w:rt>{run('shui')}</w:rt><w:rubyBase>{run('水')}</w:rubyBase></w:ruby>"
    cell = draw_cell(f"<w:p><w:r>{ruby}</w:r>{run('务局')}</w:p>")
    assert pick(read_body(row("1", "甲", cell)), "main") == [("水务局",)]
    pieces = read_file(tmp_path / "plan.docx").pieces
    assert [(piece.text, piece.reason) for piece in pieces] == [("shui", "note")]


def test_hidden_letters_are_asked(read_body):
    hidden = f"<w:p>{run('水务局')}{run('环境局', '<w:vanish/>')}</w:p>"
    shown = f"<w:p>{run('水务局', SHOWN)}</w:p>"
    assert pick(
        read_body(row("1", "甲", draw_cell(hidden)), row("2", "乙", draw_cell(shown))), "questions"
    ) == [
        ("hidden",),
        ("",),
    ]


def test_letters_that_a_style_hides_are_asked(read_body):
    style = '<w:style w:styleId="s"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = f"<w:p>{run('水务局', STYLED)}</w:p>"
    styles = f"<w:styles {NAMESPACES}>{style}</w:styles>"
    assert pick(read_body(row("1", "甲", draw_cell(hidden)), styles=styles), "questions") == [
        ("hidden",)
    ]


def test_breaks_are_kept_and_part_names(read_body):
    broken = "<w:p><w:r><w:t>环境局</w:t><w:br/><w:t>水务局</w:t></w:r></w:p>" + paragraph(
        "甲区政府"
    )
    assert pick(read_body(row("1", "甲", draw_cell(broken))), "main") == [
        ("环境局;水务局;甲区政府",)
    ]


def test_a_table_in_a_cell_is_read_with_it_and_asked(read_body):
    inner = wrap_table(f"<w:tr>{draw_cell(paragraph('水务局'))}</w:tr>", (900,))
    assert pick(
        read_body(row("1", "甲", draw_cell(inner + paragraph("")))), "main", "questions"
    ) == [("水务局", "nested")]


def test_what_stands_in_both_forms_is_read_once(read_body, tmp_path):
    both = (
        f"<w:p><mc:AlternateContent><mc:Choice>{run('水务局')}</mc:Choice>"
        f"<mc:Fallback>{run('水务局')}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert pick(read_body(row("1", "甲", draw_cell(both))), "main") == [("水务局",)]


def test_text_boxes_headers_and_notes_are_left_out_and_listed(write_body):
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r></w:p>"
    table = wrap_table(HEAD_ROW + row("1", "做事。", "水务局"), WIDTHS)
    header = f"<w:hdr {NAMESPACES}>{paragraph('页眉')}</w:hdr>"
    footer = f"<w:ftr {NAMESPACES}>{paragraph('— 1 —')}</w:ftr>"
    path = write_body(paragraph("附件") + box + table, header1=header, footer1=footer)
    pieces = {piece.text: piece.reason for piece in read_file(path).pieces}
    assert pieces == {"附件": "outside", "框": "drawing", "页眉": "head", "— 1 —": "foot"}


def test_a_symbol_is_marked_and_not_counted(write_body):
    body = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>甲</w:t></w:r></w:p>'
    assert [piece.text for piece in read_file(write_body(body)).pieces] == ["□甲"]


def test_a_row_that_begins_late_stands_further_right(write_body):
    late = row("水务局", properties='<w:gridBefore w:val="2"/>')
    document = read_file(write_body(wrap_table(HEAD_ROW + late, WIDTHS)))
    assert list_cells(document)[-1] == (3500, 5000, 1, 2, "水务局")


def test_a_grid_without_widths_counts_columns(write_body):
    body = f"<w:tbl><w:tblPr/>{HEAD_ROW}{row('1', '做事。', '水务局')}</w:tbl>"
    assert pick(read_rows(write_body(body)), "text", "main") == [("做事。", "水务局")]


def test_the_headings_of_the_shipped_plan_in_a_merged_row(write_body):
    rows = [HEADINGS, ("1", "甲", "做。", "年底", "环境局", "<", "水务局")]
    found = read_rows(write_body(draw_table(list_boxes(rows), 2, 7)))
    assert pick(found, "lead", "main", "support", "merged") == [
        ("环境局", "环境局", "水务局", "lead+main")
    ]
