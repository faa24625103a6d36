"""Pieces of a Word file's XML."""

from __future__ import annotations

from tests.geo.intake.typeset import draw_cell, paragraph

HEADS = "".join(draw_cell(paragraph(text)) for text in ("序号", "任务", "责任单位"))
HEAD_ROW = f"<w:tr>{HEADS}</w:tr>"
WIDTHS = (500, 3000, 1500)
SHOWN, STYLED = '<w:vanish w:val="0"/>', '<w:rStyle w:val="s"/>'


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def row(*cells, properties=""):
    drawn = [cell if cell.startswith("<w:") else draw_cell(paragraph(cell)) for cell in cells]
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(drawn)}</w:tr>"
