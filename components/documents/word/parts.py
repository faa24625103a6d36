"""Parts of an official memo: page, fonts, paragraphs, tables, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from components.documents.plain_text import clean_text, is_mostly_wide

HEADING_FONT, BODY_FONT, LATIN_FONT = "黑体", "仿宋", "Times New Roman"
PAGE_CM = {"page_width": 21.0, "page_height": 29.7}
MARGINS_CM = {"top_margin": 3.7, "bottom_margin": 3.5, "left_margin": 2.8, "right_margin": 2.6}
TABLE_SIZE_PT, TABLE_LINE_PT = 10, 14
TABLE_TEXT, TABLE_HEADING = "Table Text", "Table Heading"
CELL_MARGIN_TWIPS = 57
THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
WORD_VERSION = "15"
"""Without it Word opens the memo in its compatibility mode."""


@dataclass(frozen=True)
class Look:
    """Sizes in points. Chinese ones follow GB/T 9704: title 22, body 16 on lines of 28."""

    title: int
    heading: int
    body: int
    line: int
    indent: int


LOOKS = {"zh": Look(22, 16, 16, 28, 2), "en": Look(18, 14, 12, 20, 0)}


def set_up_document(document: Document, look: Look) -> None:
    """A4 with the margins of an official document, and its styles."""
    section = document.sections[0]
    for name, centimetres in (PAGE_CM | MARGINS_CM).items():
        setattr(section, name, Cm(centimetres))
    section.footer_distance = Cm(2.5)
    _set_style(document, "Normal", BODY_FONT, look.body, bold=False)
    _set_style(document, "Title", HEADING_FONT, look.title, bold=False)
    _set_style(document, "Heading 1", HEADING_FONT, look.heading, bold=False)
    _set_style(document, "Heading 2", HEADING_FONT, look.body - 2, bold=False)
    _add_table_style(document, TABLE_TEXT, BODY_FONT)
    _add_table_style(document, TABLE_HEADING, HEADING_FONT)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    normal = document.styles["Normal"].paragraph_format
    normal.space_after = Pt(0)
    normal.line_spacing_rule, normal.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_VERSION)


def _add_table_style(document: Document, name: str, font: str) -> None:
    """A style for the text of cells: whoever edits the memo changes all of it at once."""
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _set_style(document, name, font, TABLE_SIZE_PT, bold=False)
    form = document.styles[name].paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(TABLE_LINE_PT)
    form.space_before = form.space_after = Pt(1)


def _set_style(document: Document, name: str, font: str, size: int, *, bold: bool) -> None:
    style = document.styles[name]
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = None
    properties = style.element.get_or_add_rPr()
    for color in properties.findall(qn("w:color")) + properties.findall(qn("w:spacing")):
        properties.remove(color)
    _set_fonts(properties, font)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if name != "Normal":
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(size * 1.5)
        form.space_before = form.space_after = Pt(size // 3)


def _set_fonts(properties: Any, east_asian: str) -> None:
    """Name the fonts; a theme font on the same element would win over them."""
    fonts = properties.get_or_add_rFonts()
    for theme in THEME_FONTS:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), LATIN_FONT)
    fonts.set(qn("w:eastAsia"), east_asian)


def add_run(
    paragraph: Any,
    text: str,
    font: str = BODY_FONT,
    *,
    size: float | None = None,
    bold: bool = False,
) -> None:
    run = paragraph.add_run(clean_text(text))
    _set_fonts(run._element.get_or_add_rPr(), font)
    if is_mostly_wide(text):
        # Marks that both scripts use, such as quotation marks, then take the Chinese font.
        run._element.rPr.rFonts.set(qn("w:hint"), "eastAsia")
    if size:
        run.font.size = Pt(size)
    if bold:
        run.font.bold = True


def add_heading(document: Document, text: str, style: str, *, new_page: bool = False) -> None:
    paragraph = document.add_paragraph(style=style)
    paragraph.paragraph_format.page_break_before = new_page
    paragraph.paragraph_format.keep_with_next = True
    if style == "Title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(paragraph, text, HEADING_FONT)


def add_text(document: Document, text: str, look: Look, *, size: float | None = None) -> Any:
    """A paragraph of body text, its first line indented as the language does."""
    paragraph = document.add_paragraph()
    shown = size or look.body
    form = paragraph.paragraph_format
    if look.indent:
        form.first_line_indent = Pt(look.indent * shown)
    if size:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.6)
    form.widow_control = True
    add_run(paragraph, text, size=size)
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


def _fill_cell(cell: Any, text: str, *, is_centred: bool, is_heading: bool) -> None:
    style = TABLE_HEADING if is_heading else TABLE_TEXT
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph._p.style = style.replace(" ", "")
        if is_centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(paragraph, line, HEADING_FONT if is_heading else BODY_FONT)
    properties = cell._element.get_or_add_tcPr()
    if is_heading:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF2F0")):
            shade.set(qn(f"w:{name}"), value)
        properties.append(shade)
    align = OxmlElement("w:vAlign")
    align.set(qn("w:val"), "center")
    properties.append(align)


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))


def add_page_numbers(document: Document) -> None:
    """Page numbers between dashes: right on odd pages, left on even ones, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.left_indent = Pt(14)
        paragraph.paragraph_format.right_indent = Pt(14)
        for text in ("— ", None, " —"):
            add_run(paragraph, text or "", "宋体", size=14)
            if text is None:
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), "PAGE")
                field.append(paragraph.runs[-1]._element)
                paragraph._element.append(field)
