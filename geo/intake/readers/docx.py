"""Word's .docx: python-docx opens it, we walk the cells, as its own view of rows repeats merged
cells, drops content controls and inserted words, and knows no automatic numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import docx

from geo.intake.files import Contents
from geo.intake.grid import Cell, Document, Piece, Table, count_letters, drop_spaces
from geo.intake.readers.csv import check_size
from geo.intake.readers.docx_numbers import Numbering, W
from geo.intake.readers.docx_words import Words, read_words, walk_in

OTHER_PARTS = {
    "word/header": "head",
    "word/footer": "foot",
    "word/footnotes": "note",
    "word/endnotes": "note",
    "word/comments": "comment",
}


@dataclass
class Reading:
    """What is gathered while a document is walked."""

    name: str
    numbering: Numbering
    tables: list[Table] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    generated: list[str] = field(default_factory=list)

    def read(self, node: Any) -> Words:
        """The words of a cell or paragraph; what they leave out is kept as pieces."""
        words = read_words(node, self.numbering)
        self.pieces += [Piece(self.place, text, reason) for text, reason in words.left_out]
        self.generated += words.generated
        return words

    @property
    def place(self) -> str:
        return str(len(self.tables) + 1)


def read_docx(contents: Contents) -> Document:
    """Its tables, named 1, 2 …, and the paragraphs around them."""
    document = docx.Document(io.BytesIO(contents.data))
    parts = {part.partname.lstrip("/"): part for part in document.part.package.iter_parts()}
    reading = Reading(
        contents.name, Numbering(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
    )
    for node in walk_in(document.element.body, ("p", "tbl")):
        if node.tag == f"{W}tbl":
            reading.tables.append(read_table(node, reading))
        else:
            words = reading.read(node)
            if words.text.strip():
                reading.pieces.append(Piece(reading.place, words.text, "outside"))
    for name, part in sorted(parts.items()):
        reason = next((r for start, r in OTHER_PARTS.items() if name.startswith(start)), None)
        if reason and name in contents.parts:
            reading.pieces += [Piece(name, text, reason) for text in list_part_words(part)]
    counted = count_letters(list_raw_words(contents.parts))
    return Document(
        tuple(reading.tables), tuple(reading.pieces), "".join(reading.generated), counted
    )


def list_part_words(part: Any) -> list[str]:
    element = getattr(part, "element", None)
    if element is None:
        element = docx.oxml.parse_xml(part.blob)
    found = read_words(element, Numbering(None, None))
    return [text for text in (found.text, *(text for text, _ in found.left_out)) if text.strip()]


def list_raw_words(parts: dict[str, bytes]) -> Iterator[str]:
    """The second reader: everything between the tags of text, without asking where it stands."""
    for name, xml in parts.items():
        if name == "word/document.xml" or name.startswith(tuple(OTHER_PARTS)):
            text = xml.decode("utf-16" if xml[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
            text = re.sub(r"<mc:Fallback\b.*?</mc:Fallback>", "", text, flags=re.DOTALL)
            for found in re.findall(r"<(?:w:t|w:delText|m:t)(?:\s[^>]*)?>([^<]*)<", text):
                yield unescape(found)


def unescape(text: str) -> str:
    named = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}

    def write(found: re.Match[str]) -> str:
        code = found[1]
        if code.startswith("#"):
            return chr(int(code[2:], 16) if code[1] in "xX" else int(code[1:]))
        return named.get(code, found[0])

    return re.sub(r"&(#?\w+);", write, text)


def read_table(node: Any, reading: Reading) -> Table:
    """Cells by the widths of the grid: three visible columns may be seven of its own."""
    name = reading.place
    edges = measure_grid(node)
    cells: list[Cell] = []
    open_cells: dict[float, int] = {}
    y = 0
    for row in walk_in(node, ("tr",)):
        check_size(reading.name, y + 1, len(edges) - 1)
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            keep_deleted(row, reading)
            mark_changed(cells)
            continue
        is_new = properties is not None and properties.find(f"{W}ins") is not None
        open_cells = read_row(row, y, edges, cells, open_cells, reading)
        if is_new:
            mark_changed(cells)
        y += 1
    return Table(name, tuple(cells))


def keep_deleted(row: Any, reading: Reading) -> None:
    words = read_words(row, Numbering(None, None))
    texts = [words.text, *(text for text, _ in words.left_out)]
    reading.pieces += [Piece(reading.place, text, "deleted") for text in texts if text.strip()]


def mark_changed(cells: list[Cell]) -> None:
    """Says so at the last cell read, beside which a row was deleted or inserted."""
    if cells:
        cells[-1] = replace(cells[-1], flags=cells[-1].flags | {"change"})


def measure_grid(node: Any) -> list[float]:
    """The edges of the grid's columns, in twips; one unit a column where no width is given."""
    widths = [read_number(column.get(f"{W}w")) for column in node.findall(f"{W}tblGrid/{W}gridCol")]
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + (width if width > 0 else 1))
    return edges


def read_number(value: str | None) -> int:
    found = re.match(r"\d{1,7}", value or "")
    return int(found.group()) if found else 0


def find_edge(edges: list[float], column: int) -> float:
    """An edge of the grid; what lies beyond it is as wide as its columns are on average."""
    if column < len(edges):
        return edges[column]
    average = edges[-1] / max(len(edges) - 1, 1) or 1
    return edges[-1] + (column - len(edges) + 1) * average


def read_row(
    row: Any,
    y: int,
    edges: list[float],
    cells: list[Cell],
    above: dict[float, int],
    reading: Reading,
) -> dict[float, int]:
    """Adds a row's cells to `cells`; `above`: where in it those stand that the row may go on
    with, by their left edge. Returns the same for the row below."""
    open_cells: dict[float, int] = {}
    column = count_columns(row.find(f"{W}trPr"), "gridBefore", 0)
    for node in walk_in(row, ("tc",)):
        properties = node.find(f"{W}tcPr")
        span = count_columns(properties, "gridSpan", 1)
        check_size(reading.name, 1, column + span)
        x0, x1 = find_edge(edges, column), find_edge(edges, column + span)
        column += span
        words = reading.read(node)
        flags = words.flags
        if properties is not None and any(
            properties.find(f"{W}{change}") is not None
            for change in ("cellIns", "cellDel", "cellMerge")
        ):
            flags = flags | {"change"}
        if read_merge(properties, "hMerge") == "continue" and cells and cells[-1].y0 == y:
            widen(cells, x1, words, reading)
            continue
        merge = read_merge(properties, "vMerge")
        at = above.get(x0)
        if merge == "continue" and at is not None and cells[at].x1 == x1:
            cells[at] = lengthen(cells[at], y, words, reading)
            open_cells[x0] = at
            continue
        if merge == "continue":
            flags = flags | {"unanchored"}
        cells.append(Cell(reading.place, y + 1, x0, x1, y, y + 1, words.text, flags))
        if merge:
            open_cells[x0] = len(cells) - 1
    return open_cells


def count_columns(properties: Any, tag: str, default: int) -> int:
    node = None if properties is None else properties.find(f"{W}{tag}")
    return default if node is None else max(read_number(node.get(f"{W}val")), default)


def read_merge(properties: Any, tag: str) -> str:
    """`restart`, `continue`, or "" where the cell is merged with none."""
    node = None if properties is None else properties.find(f"{W}{tag}")
    return "" if node is None else str(node.get(f"{W}val") or "continue")


def lengthen(cell: Cell, y: int, words: Words, reading: Reading) -> Cell:
    """A merged cell one row longer; words kept in the part that goes on are not shown."""
    flags = cell.flags
    if drop_spaces(words.text):
        reading.pieces.append(Piece(cell.sheet_or_page, words.text, "hidden"))
        flags = flags | {"hidden"}
    return replace(cell, y1=y + 1, flags=flags)


def widen(cells: list[Cell], x1: float, words: Words, reading: Reading) -> None:
    if drop_spaces(words.text):
        reading.pieces.append(Piece(cells[-1].sheet_or_page, words.text, "hidden"))
    cells[-1] = replace(cells[-1], x1=x1)
