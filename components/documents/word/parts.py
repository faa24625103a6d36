"""Parts of an official memo: headings, paragraphs, tables. Their looks are styles of a template.

`memo.zh.docx` and `memo.en.docx` hold page, fonts, sizes, distances and page numbers; an office
changes them in Word or WPS. As they come the Chinese one follows GB/T 9704: title 22 pt, body 16 on
lines of 28. Styles that are used: Title, Heading 1, Heading 2, and those named below.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table

from components.documents.plain_text import clean_text, is_mostly_wide
from components.texts import Texts

TEMPLATES = Path(__file__).parent
BODY, NOTE, SOURCE, DATE = "Body Text", "Memo Note", "Memo Source", "Memo Date"
TABLE_TEXT, TABLE_HEADING = "Table Text", "Table Heading"
CELL_MARGIN_TWIPS = 57
BAND_FILL = "EEF2F0"


def open_template(t: Texts) -> Document:
    return docx.Document(str(TEMPLATES / f"memo.{t.lang}.docx"))


def add_run(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(clean_text(text))
    if is_mostly_wide(text):
        # Marks that both scripts use, such as quotation marks, then take the Chinese font.
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def add_heading(document: Document, text: str, style: str, *, new_page: bool = False) -> None:
    paragraph = document.add_paragraph(style=style)
    if new_page:
        paragraph.paragraph_format.page_break_before = True
    add_run(paragraph, text)


def add_text(document: Document, text: str, style: str = BODY) -> Any:
    paragraph = document.add_paragraph(style=style)
    add_run(paragraph, text)
    return paragraph


def add_table(document: Document, headings: Sequence[str], widths_cm: Sequence[float]) -> Table:
    """A ruled table with a heading row that repeats on every page."""
    table = document.add_table(rows=0, cols=len(headings), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN_TWIPS))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    add_row(table, headings, widths_cm, is_heading=True)
    return table


def add_row(
    table: Table,
    values: Sequence[str],
    widths_cm: Sequence[float],
    centred: Sequence[int] = (),
    *,
    is_heading: bool = False,
) -> None:
    """A row of texts that does not split over pages; a text may have several lines."""
    row = table.add_row()
    _mark_row(row, "cantSplit")
    if is_heading:
        _mark_row(row, "tblHeader")
    for number, (cell, value, width) in enumerate(zip(row.cells, values, widths_cm, strict=True)):
        cell.width = Cm(width)
        is_centred = is_heading or number in centred
        _fill_cell(cell, value, is_centred=is_centred, is_heading=is_heading)


def add_band(table: Table, text: str) -> None:
    """A shaded row across the table that names what follows, kept with it."""
    row = table.add_row()
    _mark_row(row, "cantSplit")
    cell = row.cells[0].merge(row.cells[-1])
    _fill_cell(cell, text, is_centred=False, is_heading=True)
    cell.paragraphs[0].paragraph_format.keep_with_next = True


def add_span(table: Table, text: str) -> None:
    """A row across the table for what is said of all below it, kept with them."""
    row = table.add_row()
    _mark_row(row, "cantSplit")
    cell = row.cells[0].merge(row.cells[-1])
    _fill_cell(cell, text, is_centred=False, is_heading=False)
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _fill_cell(cell: Any, text: str, *, is_centred: bool, is_heading: bool) -> None:
    style = TABLE_HEADING if is_heading else TABLE_TEXT
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph._p.style = style.replace(" ", "")
        if is_centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(paragraph, line)
    properties = cell._element.get_or_add_tcPr()
    if is_heading:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", BAND_FILL)):
            shade.set(qn(f"w:{name}"), value)
        properties.append(shade)
    align = OxmlElement("w:vAlign")
    align.set(qn("w:val"), "center")
    properties.append(align)


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))
