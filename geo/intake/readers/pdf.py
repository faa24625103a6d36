"""PDF with text: ruled tables, page after page as one."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils import extract_text
from pdfplumber.utils.exceptions import PdfminerException

from geo.intake.files import Contents
from geo.intake.grid import SAME_EDGE, Cell, Document, Piece, Table, count_letters
from geo.intake.readers.csv import check_size
from geo.packages.problems import DataError, Problem

MAX_PAGES = 300
SAME_LINE_POINTS = 2.0
"""Rules nearer than this are one, drawn twice."""
SETTINGS = {"snap_tolerance": SAME_LINE_POINTS, "join_tolerance": SAME_LINE_POINTS}
PAGE_NUMBER = re.compile(r"[—–\-－ ]*第?\d{1,4}页?[—–\-－ ]*(?:[/共]\d+页?)?|[—–\-－]+")
RADICALS = re.compile("[\u2f00-\u2fd5\uf900-\ufaff]")
"""Letters some fonts hand out in the place of those that are written."""

LINE_END_HYPHEN = re.compile("[\ufffe\x02]")
"""How PDFium writes a hyphen with which a line ends."""

# What is wrong with a file is said once, in our own sentence.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@dataclass
class Group:
    """A table that goes on over pages: what is ruled from the same left edge to the same right."""

    left: float
    right: float
    cells: list[Cell] = field(default_factory=list)
    height: int = 0
    page_tops: set[int] = field(default_factory=set)

    def fits(self, left: float, right: float) -> bool:
        slack = SAME_EDGE * (self.right - self.left)
        return abs(self.left - left) <= slack and abs(self.right - right) <= slack


def read_pdf(contents: Contents) -> Document:
    """Its ruled tables; those with the same outer edges are one, named 1, 2 …"""
    groups: list[Group] = []
    pieces: list[Piece] = []
    letters = 0
    try:
        with pdfplumber.open(io.BytesIO(contents.data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                details = {"size": str(len(pdf.pages)), "limit": str(MAX_PAGES)}
                raise DataError([Problem("too_many_pages", contents.name, details=details)])
            for page in pdf.pages:
                letters += len(page.chars)
                pieces += read_page(page, groups, contents.name)
                page.close()
    except PDFPasswordIncorrect:
        raise DataError([Problem("password", contents.name)]) from None
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise DataError([Problem("password", contents.name)]) from None
        raise
    if not letters:
        raise DataError([Problem("scan", contents.name)])
    tables = [
        Table(str(n), tuple(g.cells), page_tops=frozenset(g.page_tops))
        for n, g in enumerate(groups, start=1)
    ]
    return Document(
        tuple(tables), tuple(pieces), counted=count_letters(list_raw_words(contents.data))
    )


def read_page(page: Any, groups: list[Group], label: str) -> list[Piece]:
    """Adds the page's tables to `groups`; returns its words outside of them."""
    place = f"p{page.page_number}"
    waiting = list(page.chars)
    for found in page.find_tables(SETTINGS):
        left, top, right, bottom = found.bbox
        group = next((g for g in groups if g.fits(left, right)), None)
        if group is None:
            group = Group(left, right)
            groups.append(group)
        inside = [c for c in waiting if is_in(c, (left, top, right, bottom))]
        cells, lost = read_cells(found.cells, inside, place)
        taken = {id(char) for char in inside} - {id(char) for char in lost}
        waiting = [char for char in waiting if id(char) not in taken]
        if group.height:
            group.page_tops.add(group.height)
        group.cells += [replace(c, y0=c.y0 + group.height, y1=c.y1 + group.height) for c in cells]
        group.height += max(cell.y1 for cell in cells)
        check_size(label, group.height, 1)
    return [
        Piece(place, line, "foot" if PAGE_NUMBER.fullmatch(line.strip()) else "outside")
        for line in write(waiting).split("\n")
        if line.strip()
    ]


def is_in(char: dict[str, Any], box: Sequence[float]) -> bool:
    """Whether the middle of a letter lies in a box `left, top, right, bottom`."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def read_cells(
    boxes: Sequence[Sequence[float]], chars: list[dict[str, Any]], place: str
) -> tuple[list[Cell], list[dict[str, Any]]]:
    """The cells of a ruled table, and the letters that lie in none of them."""
    edges = join_edges([edge for box in boxes for edge in (box[1], box[3])])
    cells = []
    waiting = chars
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        inside = [char for char in waiting if is_in(char, box)]
        taken = {id(char) for char in inside}
        waiting = [char for char in waiting if id(char) not in taken]
        y0, y1 = find_edge(edges, box[1]), find_edge(edges, box[3])
        cells.append(Cell(place, y0 + 1, box[0], box[2], y0, max(y1, y0 + 1), write(inside)))
    return cells, waiting


def join_edges(edges: Sequence[float]) -> list[float]:
    """Edges in order, those that lie together as one."""
    joined: list[float] = []
    for edge in sorted(edges):
        if not joined or edge - joined[-1] > SAME_LINE_POINTS:
            joined.append(edge)
    return joined


def find_edge(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))


def write(chars: list[dict[str, Any]]) -> str:
    """Letters as lines of text, in the order of reading."""
    return plain(extract_text(chars)) if chars else ""


def plain(text: str) -> str:
    return RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def list_raw_words(data: bytes) -> Iterator[str]:
    """The second reader: every letter that PDFium finds, wherever it stands."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        for page in pdf:
            words = page.get_textpage()
            yield plain(LINE_END_HYPHEN.sub("-", words.get_text_range()))
            words.close()
            page.close()
    finally:
        pdf.close()
