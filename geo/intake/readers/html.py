"""A table copied from Word, WPS, Excel or a web page, as the clipboard gives it: HTML."""

from __future__ import annotations

import html.parser
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import lxml.html

from geo.intake.files import Contents
from geo.intake.grid import Cell, Document, Piece, Table, count_letters
from geo.intake.readers.csv import check_size
from geo.intake.readers.text import decode
from geo.packages.problems import DataError, Problem

BLOCKS = {"br", "p", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}
UNSEEN = {"script", "style", "head", "title", "template", "noscript", "svg", "math", "object"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
MAX_COLSPAN, MAX_ROWSPAN = 1_000, 65_534
"""The limits of HTML itself."""


def read_html(contents: Contents) -> Document:
    """Every table that is no mere layout of others, and the words around them."""
    text = decode(contents.data, contents.name)
    text = text[max(text.find("<"), 0) :]  # the clipboard puts a header of its own before it
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, recover=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        raise DataError([Problem("no_table", contents.name)]) from None
    chosen = list(list_tables(root))
    tables = tuple(
        read_table(table, str(number), contents.name) for number, table in enumerate(chosen, 1)
    )
    pieces = [Piece("", words, "outside") for words in list_outside(root, chosen)]
    pieces += [Piece("", words, "deleted") for table in chosen for words in list_deleted(table)]
    counter = LetterCounter()
    counter.feed(text)
    counter.close()
    return Document(tables, tuple(pieces), counted=count_letters(counter.words))


def list_tables(node: Any) -> Iterator[Any]:
    """The outermost tables of more than two columns; of others, those inside."""
    for table in node.iter("table"):
        if any(parent.tag == "table" and is_wide(parent) for parent in table.iterancestors()):
            continue
        if is_wide(table) or next(table.iterdescendants("table"), None) is None:
            yield table


def is_wide(table: Any) -> bool:
    return any(len(list_row_cells(row)) > 2 for row in list_rows(table))


def list_rows(table: Any) -> list[Any]:
    """Its own rows, not those of tables inside."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def list_row_cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def read_table(table: Any, name: str, label: str) -> Table:
    """Cells laid out as HTML lays them out: each at the first free place of its row."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    rows = list_rows(table)
    for y, row in enumerate(rows):
        check_size(label, y + 1, 1)
        x = 0
        for node in list_row_cells(row):
            while (y, x) in taken:
                x += 1
            width = read_span(node.get("colspan"), MAX_COLSPAN)
            height = min(read_span(node.get("rowspan"), MAX_ROWSPAN), len(rows) - y)
            check_size(label, y + height, x + width)
            taken |= {(y + down, x + right) for down in range(height) for right in range(width)}
            flags = find_flags(node, row)
            cells.append(Cell(name, y + 1, x, x + width, y, y + height, write_text(node), flags))
            x += width
    return Table(name, tuple(fill_gaps(cells, taken, name, len(rows))))


def fill_gaps(
    cells: Sequence[Cell], taken: set[tuple[int, int]], name: str, height: int
) -> list[Cell]:
    """Rows that end early have blank cells up to the table's edge."""
    width = max((x + 1 for _, x in taken), default=0)
    missing = [
        Cell(name, y + 1, x, x + 1, y, y + 1, "")
        for y in range(height)
        for x in range(width)
        if (y, x) not in taken
    ]
    return sorted([*cells, *missing], key=lambda cell: (cell.y0, cell.x0))


def read_span(value: str | None, most: int) -> int:
    found = re.match(r"\s*(\d{1,6})", value or "")
    return min(max(int(found[1]), 1), most) if found else 1


def find_flags(node: Any, row: Any) -> frozenset[str]:
    flags = {"hidden"} if any(map(is_hidden, [*node.iter(), row])) else set()
    if next(node.iter("ins", "del"), None) is not None:
        flags.add("change")
    if next(node.iterdescendants("table"), None) is not None:
        flags.add("nested")
    return frozenset(flags)


def is_hidden(node: Any) -> bool:
    style = node.get("style") or "" if isinstance(node.tag, str) else ""
    return bool(HIDDEN.search(style.lower())) or (
        isinstance(node.tag, str) and "hidden" in node.attrib
    )


def write_text(node: Any, left_out: Sequence[str] = ("del",), skip: Collection[Any] = ()) -> str:
    """Its words; blocks and line breaks are breaks, breaks of the source are spaces."""
    written: list[str] = []

    def walk(inner: Any) -> None:
        is_seen = isinstance(inner.tag, str) and inner.tag not in (*UNSEEN, *left_out)
        if is_seen and inner not in skip:
            if inner.tag in BLOCKS:
                written.append("\n")
            written.append(re.sub(r"\s+", " ", inner.text or ""))
            for child in inner:
                walk(child)
            if inner.tag in BLOCKS:
                written.append("\n")
        if inner is not node:
            written.append(re.sub(r"\s+", " ", inner.tail or ""))

    walk(node)
    lines = [line.strip() for line in "".join(written).split("\n")]
    return "\n".join(line for line in lines if line)


def list_outside(root: Any, tables: Sequence[Any]) -> list[str]:
    body = root.find("body")
    words = write_text(root if body is None else body, (), set(tables))
    return words.split("\n") if words else []


def list_deleted(table: Any) -> list[str]:
    """What tracked changes deleted; and what stands in the table between its cells."""
    deleted = [write_text(node, ()) for node in table.iter("del")]
    cells = {cell for row in list_rows(table) for cell in list_row_cells(row)}
    return [words for words in (*deleted, write_text(table, (), cells)) if words]


class LetterCounter(html.parser.HTMLParser):
    """The second reader: Python's own parser, which knows nothing of tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in UNSEEN and self.depth > 0

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.words.append(data)
