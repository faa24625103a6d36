"""One grid for every format: cells with their edges, as the layout is the data.

A plan says by merged cells who leads and who supports, so no cell is taken for its text alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MAX_COLUMNS = 200
"""A printed plan has a dozen; beyond this a file is no table of one."""
MAX_ROWS = 20_000
SAME_EDGE = 0.02
"""Edges nearer than this share of a table's width are one edge drawn twice."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    `row`: as a reader of the file counts, from 1. `x0, x1`: left and right edge, in a unit that
    is one for the whole table (columns, twips or points). `y0, y1`: the first row it covers and
    the one after its last, counted through the table from 0. `text` keeps line breaks. `flags`:
    `hidden` (not shown when the file is opened), `change` (tracked changes were settled),
    `numbered` (an automatic number was written out), `unanchored` (continues a merged cell that
    never began), `formula` (no value was kept beside it), `format` (shown by a format that is
    not known here), `nested` (held a table of its own).
    """

    sheet_or_page: str
    row: int
    x0: float
    x1: float
    y0: int
    y1: int
    text: str
    flags: frozenset[str] = frozenset()

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True)
class Table:
    """Cells in printed order. `has_edges`: whether a merged cell can be told from a blank one;
    `page_tops`: the rows with which a new page begins; `is_hidden`: a sheet that is not shown."""

    name: str
    cells: tuple[Cell, ...]
    has_edges: bool = True
    page_tops: frozenset[int] = frozenset()
    is_hidden: bool = False

    def list_rows(self) -> list[list[Cell]]:
        """For each row the cells that cover it, from left to right; merged ones in every row."""
        rows: list[list[Cell]] = [
            [] for _ in range(max((cell.y1 for cell in self.cells), default=0))
        ]
        for cell in self.cells:
            for y in range(cell.y0, cell.y1):
                rows[y].append(cell)
        return [sorted(row, key=lambda cell: cell.x0) for row in rows]

    @property
    def width(self) -> tuple[float, float]:
        return min(c.x0 for c in self.cells), max(c.x1 for c in self.cells)


@dataclass(frozen=True)
class Piece:
    """Text of the file that stands in no cell. `place`: a page or part, or the table before which
    it stands. `reason`: `outside` (before, between or after the tables), `chapter`, `head` or
    `foot` (of the pages), `note`, `comment`, `deleted`, `hidden` or `drawing`."""

    place: str
    text: str
    reason: str


@dataclass(frozen=True)
class Document:
    """A file, read. `generated`: letters in its cells that the file does not hold as text, such as
    automatic numbers. `counted`: every letter of the file as a second reader counts them, or None
    where there is none. `differences`: cells that the second reader reads otherwise.
    `is_offered`: its tables are sheets of which one has to be chosen, not parts of one."""

    tables: tuple[Table, ...]
    pieces: tuple[Piece, ...] = ()
    generated: str = ""
    counted: Counter[str] | None = None
    differences: tuple[str, ...] = ()
    is_offered: bool = False


def count_letters(texts: Iterable[str]) -> Counter[str]:
    """How often each letter stands in `texts`, white space and zero-width marks aside."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(text)
    return Counter({letter: n for letter, n in counted.items() if not is_space(letter)})


def lay_out(
    place: str, texts: Sequence[Sequence[str]], spans: Mapping[tuple[int, int], tuple[int, int]]
) -> list[Cell]:
    """Cells of a sheet whose texts stand in a rectangle; row and column count from 0.

    `spans`: rows and columns of merged ranges by their first cell. A cell that a merged range
    covers is none of its own; words that a file still keeps in one are no part of it.
    """
    covered = {
        (y + down, x + right)
        for (y, x), (height, width) in spans.items()
        for down in range(height)
        for right in range(width)
        if down or right
    }
    cells = []
    for y, row in enumerate(texts):
        for x, text in enumerate(row):
            if (y, x) not in covered:
                height, width = spans.get((y, x), (1, 1))
                cells.append(Cell(place, y + 1, x, x + width, y, y + height, text))
    return cells


def is_space(letter: str) -> bool:
    """White space, and marks without width that word processors leave behind."""
    return letter.isspace() or letter in "\u200b\u200c\u200d\u2060\ufeff\x00\x07\xad"


def drop_spaces(text: str) -> str:
    return "".join(letter for letter in text if not is_space(letter))


def share_covered(cell: Cell, x0: float, x1: float) -> float:
    """Which share of the range from `x0` to `x1` a cell covers."""
    return max(0.0, min(cell.x1, x1) - max(cell.x0, x0)) / (x1 - x0) if x1 > x0 else 0.0
