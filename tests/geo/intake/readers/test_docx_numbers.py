"""Automatic numbers of a Word document, as it shows them."""

from __future__ import annotations

import pytest

from tests.geo.intake.boxes import pick
from tests.geo.intake.readers.files import read_file
from tests.geo.intake.readers.word import row, run
from tests.geo.intake.typeset import NAMESPACES, draw_cell


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


def test_automatic_numbers_are_counted(read_body):
    counted = draw_cell(f"<w:p>{number()}</w:p>")
    rows = [row(counted, f"做{at}。", "水务局") for at in "一二三"]
    found = read_body(*rows, numbering=define(level(0, "decimal", "%1.")))
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
def test_automatic_numbers_in_their_forms(form, text, third, write_body):
    body = "".join(f"<w:p>{number()}{run(x)}</w:p>" for x in "甲乙丙")
    document = read_file(write_body(body, numbering=define(level(0, form, text))))
    assert document.pieces[-1].text == f"{third}丙"


def test_numbers_below_numbers_begin_anew(write_body):
    levels = level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")
    depths = (0, 1, 1, 0, 1)
    body = "".join(f"<w:p>{number(depth)}{run('、')}</w:p>" for depth in depths)
    document = read_file(write_body(body, numbering=define(*levels)))
    assert [piece.text for piece in document.pieces] == ["1、", "1.1、", "1.2、", "2、", "2.1、"]


def test_numbers_may_start_elsewhere(write_body):
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    body = "".join(f"<w:p>{number()}{run('、')}</w:p>" for _ in "12")
    document = read_file(
        write_body(body, numbering=define(level(0, "decimal", "%1"), override=override))
    )
    assert [piece.text for piece in document.pieces] == ["7、", "8、"]


def test_numbers_of_a_style(write_body):
    style = (
        f'<w:styles {NAMESPACES}><w:style w:styleId="s"><w:pPr><w:numPr><w:numId w:val="5"/>'
        "</w:numPr></w:pPr></w:style></w:styles>"
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="s"/></w:pPr>{run("甲")}</w:p>'
    document = read_file(
        write_body(body, numbering=define(level(0, "decimal", "%1.")), styles=style)
    )
    assert [piece.text for piece in document.pieces] == ["1.甲"]
