"""Word: cells walked as the file has them."""

from __future__ import annotations

import pytest

from tests.geo.intake.boxes import HEADINGS, list_boxes, pick
from tests.geo.intake.readers.files import list_cells, list_flags, read_file, read_rows
from tests.geo.intake.typeset import (
    NAMESPACES,
    draw_cell,
    draw_table,
    pack_docx,
    paragraph,
    wrap_table,
)

HEADS = "".join(draw_cell(paragraph(text)) for text in ("序号", "任务", "责任单位"))
HEAD_ROW = f"<w:tr>{HEADS}</w:tr>"
WIDTHS = (500, 3000, 1500)
SHOWN, STYLED = '<w:vanish w:val="0"/>', '<w:rStyle w:val="s"/>'


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def row(*cells, properties=""):
    drawn = [cell if cell.startswith("<w:") else draw_cell(paragraph(cell)) for cell in cells]
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(drawn)}</w:tr>"


@pytest.fixture
def write(tmp_path):
    def write_body(body, **parts):
        pack_docx(tmp_path / "plan.docx", body, **parts)
        return tmp_path / "plan.docx"

    return write_body


@pytest.fixture
def read(write):
    def read_body(*rows, **parts):
        return read_rows(write(wrap_table("".join([HEAD_ROW, *rows]), WIDTHS), **parts))

    return read_body


def test_cells_stand_by_the_widths_of_the_grid(write):
    table = wrap_table(
        f"<w:tr>{draw_cell(paragraph('甲'), 2)}{draw_cell(paragraph('乙'))}</w:tr>", WIDTHS
    )
    assert list_cells(read_file(write(table))) == [(0, 3500, 0, 1, "甲"), (3500, 5000, 0, 1, "乙")]


def test_three_visible_columns_of_seven(write):
    """Each row splits the grid in its own way; what counts are the edges."""
    spans = [(1, 3, 3), (1, 2, 4)]
    texts = [("序号", "任务", "责任单位"), ("1", "做事。", "水务局")]
    rows = [
        "".join(draw_cell(paragraph(t), s) for t, s in zip(*pair, strict=True))
        for pair in zip(texts, spans, strict=True)
    ]
    widths = (500, 1500, 1400, 100, 500, 500, 500)
    body = wrap_table("".join(f"<w:tr>{cells}</w:tr>" for cells in rows), widths)
    assert pick(read_rows(write(body)), "text", "main", "questions") == [("做事。", "水务局", "")]


def test_merged_cells_over_rows_are_one(write):
    body = draw_table(list_boxes([("甲", "乙"), ("^", "丙"), ("^", "丁")]), 3, 2)
    assert list_cells(read_file(write(body)))[0] == (0, 1000, 0, 3, "甲")


def test_a_cell_that_continues_nothing_is_asked(read):
    alone = draw_cell(paragraph(""), merge="continue")
    found = read(row("1", "做事。", alone))
    assert pick(found, "main", "questions") == [("", "merge;blank")]


def test_a_cell_that_continues_one_of_another_width_is_its_own(write):
    rows = [
        draw_cell(paragraph("甲"), 2, "restart") + draw_cell(paragraph("乙")),
        draw_cell(paragraph("丙"), 1, "continue") + draw_cell(paragraph("丁"), 2),
    ]
    document = read_file(write(wrap_table("".join(f"<w:tr>{r}</w:tr>" for r in rows), WIDTHS)))
    assert list_flags(document) == {"丙": {"unanchored"}}


def test_words_in_the_continued_part_are_kept_as_hidden(write):
    rows = [
        draw_cell(paragraph("甲"), 1, "restart") + draw_cell(paragraph("乙")),
        draw_cell(paragraph("丙"), 1, "continue") + draw_cell(paragraph("丁")),
    ]
    document = read_file(write(wrap_table("".join(f"<w:tr>{r}</w:tr>" for r in rows), (9, 9))))
    assert [(piece.text, piece.reason) for piece in document.pieces] == [("丙", "hidden")]
    assert list_flags(document) == {"甲": {"hidden"}}


def test_content_controls_around_words_cells_and_rows(read):
    word = f"<w:p><w:sdt><w:sdtContent>{run('水务局')}</w:sdtContent></w:sdt></w:p>"
    cell = f"<w:sdt><w:sdtContent>{draw_cell(paragraph('做事。'))}</w:sdtContent></w:sdt>"
    inner = row("1", cell, draw_cell(word))
    assert pick(
        read(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"), "measure_id", "text", "main"
    ) == [("1", "做事。", "水务局")]


def test_a_table_in_a_content_control(write):
    body = wrap_table(HEAD_ROW + row("1", "做事。", "水务局"), WIDTHS)
    found = read_rows(write(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>"))
    assert pick(found, "text") == [("做事。",)]


def test_tracked_changes_are_settled_and_said(read, tmp_path):
    changed = (
        f"<w:p>{run('做')}<w:ins>{run('好')}</w:ins><w:del><w:r><w:delText>坏</w:delText></w:r>"
        f"</w:del>{run('事。')}</w:p>"
    )
    found = read(row("1", draw_cell(changed), "水务局"))
    assert pick(found, "text", "questions") == [("做好事。", "change")]
    pieces = read_file(tmp_path / "plan.docx").pieces
    assert [(piece.text, piece.reason) for piece in pieces] == [("坏", "deleted")]


def test_moved_words_stand_where_they_went(read):
    moved = (
        f"<w:p><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom>{run('乙')}"
        f"<w:moveTo>{run('甲')}</w:moveTo></w:p>"
    )
    assert pick(read(row("1", draw_cell(moved), "水务局")), "text", "questions") == [
        ("乙甲", "change")
    ]


def test_deleted_and_inserted_rows(read, tmp_path):
    found = read(
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


def test_hidden_letters_are_asked(read):
    hidden = f"<w:p>{run('水务局')}{run('环境局', '<w:vanish/>')}</w:p>"
    shown = f"<w:p>{run('水务局', SHOWN)}</w:p>"
    assert pick(
        read(row("1", "甲", draw_cell(hidden)), row("2", "乙", draw_cell(shown))), "questions"
    ) == [
        ("hidden",),
        ("",),
    ]


def test_letters_that_a_style_hides_are_asked(read):
    style = '<w:style w:styleId="s"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = f"<w:p>{run('水务局', STYLED)}</w:p>"
    styles = f"<w:styles {NAMESPACES}>{style}</w:styles>"
    assert pick(read(row("1", "甲", draw_cell(hidden)), styles=styles), "questions") == [
        ("hidden",)
    ]


def number(level=0, name="5"):
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>'


def level(at, form, text, start=1):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def define(*levels, override=""):
    return (
        f'<w:abstractNum w:abstractNumId="1">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="5"><w:abstractNumId w:val="1"/>{override}</w:num>'
    )


def test_automatic_numbers_are_counted(read):
    counted = draw_cell(f"<w:p>{number()}</w:p>")
    rows = [row(counted, f"做{at}。", "水务局") for at in "一二三"]
    found = read(*rows, numbering=define(level(0, "decimal", "%1.")))
    assert pick(found, "measure_id", "questions") == [("1", ""), ("2", ""), ("3", "")]


@pytest.mark.parametrize(
    ("form", "text", "third"),
    [
        ("chineseCounting", "%1、", "三、"),
        ("chineseCountingThousand", "（%1）", "（三）"),
        ("decimalEnclosedCircle", "%1", "③"),
        ("upperRoman", "%1.", "III."),
        ("lowerLetter", "%1)", "c)"),
        ("bullet", "●", ""),
        ("none", "", ""),
    ],
)
def test_automatic_numbers_in_their_forms(form, text, third, write):
    body = "".join(f"<w:p>{number()}{run(x)}</w:p>" for x in "甲乙丙")
    document = read_file(write(body, numbering=define(level(0, form, text))))
    assert document.pieces[-1].text == f"{third}丙"


def test_numbers_below_numbers_begin_anew(write):
    levels = level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")
    depths = (0, 1, 1, 0, 1)
    body = "".join(f"<w:p>{number(depth)}{run('、')}</w:p>" for depth in depths)
    document = read_file(write(body, numbering=define(*levels)))
    assert [piece.text for piece in document.pieces] == ["1、", "1.1、", "1.2、", "2、", "2.1、"]


def test_numbers_may_start_elsewhere(write):
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    body = "".join(f"<w:p>{number()}{run('、')}</w:p>" for _ in "12")
    document = read_file(
        write(body, numbering=define(level(0, "decimal", "%1"), override=override))
    )
    assert [piece.text for piece in document.pieces] == ["7、", "8、"]


def test_numbers_of_a_style(write):
    style = (
        f'<w:styles {NAMESPACES}><w:style w:styleId="s"><w:pPr><w:numPr><w:numId w:val="5"/>'
        "</w:numPr></w:pPr></w:style></w:styles>"
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="s"/></w:pPr>{run("甲")}</w:p>'
    document = read_file(write(body, numbering=define(level(0, "decimal", "%1.")), styles=style))
    assert [piece.text for piece in document.pieces] == ["1.甲"]


def test_breaks_are_kept_and_part_names(read):
    broken = "<w:p><w:r><w:t>环境局</w:t><w:br/><w:t>水务局</w:t></w:r></w:p>" + paragraph(
        "甲区政府"
    )
    assert pick(read(row("1", "甲", draw_cell(broken))), "main") == [("环境局;水务局;甲区政府",)]


def test_a_table_in_a_cell_is_read_with_it_and_asked(read):
    inner = wrap_table(f"<w:tr>{draw_cell(paragraph('水务局'))}</w:tr>", (900,))
    assert pick(read(row("1", "甲", draw_cell(inner + paragraph("")))), "main", "questions") == [
        ("水务局", "nested")
    ]


def test_what_stands_in_both_forms_is_read_once(read, tmp_path):
    both = (
        f"<w:p><mc:AlternateContent><mc:Choice>{run('水务局')}</mc:Choice>"
        f"<mc:Fallback>{run('水务局')}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert pick(read(row("1", "甲", draw_cell(both))), "main") == [("水务局",)]


def test_text_boxes_headers_and_notes_are_left_out_and_listed(write):
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r></w:p>"
    table = wrap_table(HEAD_ROW + row("1", "做事。", "水务局"), WIDTHS)
    header = f"<w:hdr {NAMESPACES}>{paragraph('页眉')}</w:hdr>"
    footer = f"<w:ftr {NAMESPACES}>{paragraph('— 1 —')}</w:ftr>"
    path = write(paragraph("附件") + box + table, header1=header, footer1=footer)
    pieces = {piece.text: piece.reason for piece in read_file(path).pieces}
    assert pieces == {"附件": "outside", "框": "drawing", "页眉": "head", "— 1 —": "foot"}


def test_a_symbol_is_marked_and_not_counted(write):
    body = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>甲</w:t></w:r></w:p>'
    assert [piece.text for piece in read_file(write(body)).pieces] == ["□甲"]


def test_a_row_that_begins_late_stands_further_right(write):
    late = row("水务局", properties='<w:gridBefore w:val="2"/>')
    document = read_file(write(wrap_table(HEAD_ROW + late, WIDTHS)))
    assert list_cells(document)[-1] == (3500, 5000, 1, 2, "水务局")


def test_a_grid_without_widths_counts_columns(write):
    body = f"<w:tbl><w:tblPr/>{HEAD_ROW}{row('1', '做事。', '水务局')}</w:tbl>"
    assert pick(read_rows(write(body)), "text", "main") == [("做事。", "水务局")]


def test_the_headings_of_the_shipped_plan_in_a_merged_row(write):
    rows = [HEADINGS, ("1", "甲", "做。", "年底", "环境局", "<", "水务局")]
    found = read_rows(write(draw_table(list_boxes(rows), 2, 7)))
    assert pick(found, "lead", "main", "support", "merged") == [
        ("环境局", "环境局", "水务局", "lead+main")
    ]
