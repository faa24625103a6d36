"""The shipped plan typeset anew, in every form an office may have it in."""

from __future__ import annotations

import csv
import html
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import xlwt

from geo.packages.package import DATA_DIR, DEFAULT_PLAN
from geo.plan.plan import ROLES
from tests.geo.intake.boxes import HEADINGS, Box, list_boxes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)

ODS_NAMES_OF_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def read_measures() -> list[dict[str, str]]:
    """The shipped measures, as `measures.csv` has them."""
    path = DATA_DIR / "plans" / DEFAULT_PLAN / "measures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lay_out_measures(measures: Iterable[dict[str, str]]) -> list[list[str]]:
    """The printed table: chapters across, number and task over their rows, names on lines."""
    rows = [list(HEADINGS)]
    chapter = task = ""
    for measure in measures:
        if measure["chapter"] != chapter:
            rows.append([measure["chapter"], *"<<<<<<"])
        head = ["^", "^"] if measure["task_no"] == task else [measure["task_no"], measure["task"]]
        chapter, task = measure["chapter"], measure["task_no"]
        lead, main, support = (measure[role].replace(";", "\n") for role in ROLES)
        units = [lead, "<" if measure["shared_cell"] == "true" else main, support]
        rows.append([*head, measure["text"], measure["deadline"], *units])
    return rows


def write_docx(path: Path, rows: Sequence[Sequence[str]], before: Sequence[str] = ()) -> None:
    body = "".join(paragraph(text) for text in before)
    pack_docx(path, body + draw_table(list_boxes(rows), len(rows), len(rows[0])))


def paragraph(text: str) -> str:
    runs = "<w:br/>".join(
        f'<w:t xml:space="preserve">{html.escape(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def draw_cell(content: str, span: int = 1, merge: str = "") -> str:
    """A `w:tc`; `merge`: `restart` or `continue` of a vertically merged cell."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{content}</w:tc>'


def draw_table(boxes: Sequence[Box], height: int, width: int) -> str:
    rows = []
    for y in range(height):
        covering = sorted((b for b in boxes if b.y <= y < b.y + b.height), key=lambda b: b.x)
        cells = [
            draw_cell(
                paragraph(box.text if box.y == y else ""),
                box.width,
                "" if box.height == 1 else "restart" if box.y == y else "continue",
            )
            for box in covering
        ]
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return wrap_table("".join(rows), [1000] * width)


def wrap_table(rows: str, widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def pack_docx(path: Path, body: str, numbering: str = "", **others: str) -> None:
    """A Word file of this body; `others`: further parts by the stem of their names."""
    parts = {"document": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"}
    parts |= others
    if numbering:
        parts["numbering"] = f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"
    kinds = {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="{WORD}.{kinds.get(name, name.rstrip("123"))}+xml"/>'
        for name in parts
    )
    related = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{name.rstrip("123")}" Target="{name}.xml"/>'
        for name in parts
        if name != "document"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OFFICE}/'
            f'officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f'<?xml version="1.0"?>{text}')


def write_xlsx(path: Path, rows: Sequence[Sequence[str]]) -> None:
    build_xlsx(rows).save(path)


def build_xlsx(rows: Sequence[Sequence[str]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for box in list_boxes(rows):
        book.active.cell(box.y + 1, box.x + 1).value = box.text or None
        if box.width > 1 or box.height > 1:
            book.active.merge_cells(
                start_row=box.y + 1,
                end_row=box.y + box.height,
                start_column=box.x + 1,
                end_column=box.x + box.width,
            )
    return book


def write_xls(path: Path, rows: Sequence[Sequence[str]]) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("计划")
    for box in list_boxes(rows):
        if box.width > 1 or box.height > 1:
            last = (box.y + box.height - 1, box.x + box.width - 1)
            sheet.write_merge(box.y, last[0], box.x, last[1], box.text)
        elif box.text:
            sheet.write(box.y, box.x, box.text)
    book.save(str(path))


def write_ods(path: Path, rows: Sequence[Sequence[str]]) -> None:
    written = []
    for row, boxes in zip(rows, group_by_row(rows), strict=True):
        begun = {box.x: box for box in boxes}
        cells = [
            draw_ods_cell(begun[x]) if x in begun else "<table:covered-table-cell/>"
            for x in range(len(row))
        ]
        written.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
    rows_written = "".join([*written, rest, "</table:table-row>"])
    pack_ods(path, f'<table:table table:name="计划">{rows_written}</table:table>')


def draw_ods_cell(box: Box) -> str:
    lines = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in box.text.split("\n"))
    spans = f'table:number-columns-spanned="{box.width}" table:number-rows-spanned="{box.height}"'
    kind = ' office:value-type="string"' if box.text else ""
    return f"<table:table-cell {spans}{kind}>{lines if box.text else ''}</table:table-cell>"


def pack_ods(path: Path, tables: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {ODS_NAMES}><office:body>'
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{ODS_NAMES_OF_MANIFEST}">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
            "</manifest:manifest>",
        )


def group_by_row(rows: Sequence[Sequence[str]]) -> list[list[Box]]:
    boxes = list_boxes(rows)
    return [[box for box in boxes if box.y == y] for y in range(len(rows))]


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> None:
    """As Excel saves merged cells: their words in the first, nothing in the others."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([["" if t in ("<", "^") else t for t in row] for row in rows])


def write_html(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """As a browser's clipboard has a table."""
    lines = []
    for boxes in group_by_row(rows):
        cells = [
            f'<td colspan="{b.width}" rowspan="{b.height}">'
            f"{html.escape(b.text).replace(chr(10), '<br>')}</td>"
            for b in boxes
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    page = f"<html><body><p>附件5</p><table>{''.join(lines)}</table></body></html>"
    path.write_text(page, encoding="utf-8")
