"""The part of an original around a place, as a value: its cells as they are merged, or lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.intake.grid import SAME_EDGE, Cell, Document, Table, drop_spaces
from geo.intake.headers import Header, find_header
from geo.intake.lists import list_lines

AROUND = 2
"""Rows, or lines, that are shown before and after where nobody says how many."""
MOST_ROWS = 8
"""Of a cell that runs over more rows no more are shown."""

LONG = 24
"""Letters of a line."""


@dataclass(frozen=True)
class Spot:
    """Where to look. `place`, `row`: as a `Cell` has them, 0 where it is no row; `column`: a
    printed heading, or ""; `field`: what that column is for; `value`: what is printed there;
    `wording`: of the row, where the cell at `row` may run over others too; `around`: how many rows
    or lines are shown before and after."""

    place: str
    row: int = 0
    column: str = ""
    field: str = ""
    value: str = ""
    wording: str = ""
    around: int = AROUND


@dataclass(frozen=True)
class Box:
    """A cell as it is drawn, or a gap where the original has none. `goes_on`: it reaches beyond
    what is shown."""

    text: str
    width: int
    height: int
    is_framed: bool = False
    is_gap: bool = False
    goes_on: bool = False

    @property
    def is_long(self) -> bool:
        """Whether a line of it needs more room than a name does."""
        return max(map(len, self.text.split("\n"))) > LONG


@dataclass(frozen=True)
class Grid:
    """Rows of a table, headings first, over one set of columns. `place`, `row`: of what is framed,
    as a `Cell` has them, 0 where it is no row; `column`: the heading of the framed cell, or ""."""

    heads: tuple[tuple[Box, ...], ...]
    rows: tuple[tuple[Box, ...], ...]
    place: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Lines:
    """Lines of a text. `framed`: the one in question."""

    before: tuple[str, ...]
    framed: str
    after: tuple[str, ...]


def build_excerpt(document: Document, spot: Spot, said: Mapping[str, str]) -> Grid | Lines | None:
    """What stands around a spot; None where it is nowhere in particular. `said`: of the headings,
    see `find_header`."""
    headers = [find_header(table, said) if table.cells else None for table in document.tables]
    first = next(filter(None, headers), None)
    if first is None:
        return _build_lines(list_lines(document.pieces), spot)
    at = _find_table(document.tables, spot)
    if at is None:
        return _build_lines([(p.place, p.text) for p in document.pieces], spot)
    # A table that goes on with another one has its headings there.
    header = headers[at] or Header(0, 0, first.columns, first.cells)
    return _build_grid(document.tables[at], header, spot)


def _build_lines(lines: Sequence[tuple[str, str]], spot: Spot) -> Lines | None:
    """By the number of its line, else by what it says."""
    at = spot.row - 1
    if not 0 <= at < len(lines):
        said = [spot.value != "" and spot.value in drop_spaces(text) for _, text in lines]
        at = said.index(True) if True in said else -1
    if at < 0:
        return None
    texts = [text.strip() for _, text in lines]
    before = texts[max(0, at - spot.around) : at]
    return Lines(tuple(before), texts[at], tuple(texts[at + 1 : at + 1 + spot.around]))


def _find_table(tables: Sequence[Table], spot: Spot) -> int | None:
    """The position of the table with the row of a spot; of one that is no row, of the table it
    names."""
    for at, table in enumerate(tables):
        is_named = table.name == spot.place and bool(table.cells) and not spot.value
        if _list_begun(table, spot) if spot.row else is_named:
            return at
    return None


def _list_begun(table: Table, spot: Spot) -> list[Cell]:
    return [c for c in table.cells if (c.sheet_or_page, c.row) == (spot.place, spot.row)]


def _build_grid(table: Table, header: Header, spot: Spot) -> Grid:
    y = _find_row(table, header, spot)
    framed = _find_framed(table, header, y, spot)
    last = min(max(c.y1 for c in framed), y + MOST_ROWS) if len(framed) == 1 else y + 1
    # Above the headings stand title and notes, which may be asked about too.
    is_below = y >= header.y1
    top = max(y - spot.around, header.y1 if is_below else 0)
    bottom = min(max(last, y + 1) + spot.around, max(cell.y1 for cell in table.cells))
    shown = [cell for cell in table.cells if cell.y0 < bottom and cell.y1 > top]
    heads = [*header.cells] if is_below else []
    edges = _join_edges([*heads, *shown])
    low = min((cell.y0 for cell in heads), default=0)
    high = max((cell.y1 for cell in heads), default=0)
    covered = [c.printed for cell in framed for c in header.list_covered(cell)]
    begun = [cell for cell in table.cells if cell.y0 == y and spot.row]
    return Grid(
        _lay_out(heads, low, high, edges, framed),
        _lay_out(shown, top, bottom, edges, framed),
        begun[0].sheet_or_page if begun else spot.place,
        begun[0].row if begun else spot.row,
        "、".join(covered) if len(framed) == 1 else "",
    )


def _find_row(table: Table, header: Header, spot: Spot) -> int:
    """Counted through the table from 0. The first cell of a row may begin rows above it, its
    wording does not."""
    if not spot.row:
        return header.y1
    y = min(cell.y0 for cell in _list_begun(table, spot))
    column = header.find("text")
    if column and spot.wording:
        for cell in table.cells:
            said = drop_spaces(cell.text)
            is_wording = cell.y0 >= y and said and column in header.list_covered(cell)
            if is_wording and drop_spaces(spot.wording).startswith(said):
                return cell.y0
    return y


def _find_framed(table: Table, header: Header, y: int, spot: Spot) -> frozenset[Cell]:
    """The cell in question, by its column or by what it says; else the whole row."""
    if not spot.row:
        return frozenset()
    row = [cell for cell in table.cells if cell.y0 <= y < cell.y1]
    wanted = [c for c in header.columns if spot.column and c.printed == spot.column]
    wanted = wanted or [c for c in header.columns if spot.field and c.field == spot.field]
    found = [cell for cell in row if any(column in header.list_covered(cell) for column in wanted)]
    if not wanted and spot.value:
        found = [cell for cell in row if drop_spaces(cell.text) == spot.value]
    same = [cell for cell in found if drop_spaces(cell.text) == spot.value]
    return frozenset((same or found)[:1] or row)


def _join_edges(cells: Iterable[Cell]) -> list[float]:
    """Edges of columns in order; those that lie together, as a PDF draws them, are one."""
    cells = list(cells)
    edges = sorted({edge for cell in cells for edge in (cell.x0, cell.x1)})
    narrowest = min((cell.x1 - cell.x0 for cell in cells), default=0)
    slack = min(SAME_EDGE * (edges[-1] - edges[0]), narrowest / 2) if edges else 0
    joined = edges[:1]
    for edge in edges:
        if edge - joined[-1] > slack:
            joined.append(edge)
    return joined


def _lay_out(
    cells: Sequence[Cell], top: int, bottom: int, edges: Sequence[float], framed: frozenset[Cell]
) -> tuple[tuple[Box, ...], ...]:
    """The rows from `top` to before `bottom`, each place of them taken once: where cells lie over
    each other, the first one keeps it."""
    width = len(edges) - 1
    taken: set[tuple[int, int]] = set()
    found: dict[tuple[int, int], Box] = {}
    for cell in sorted(cells, key=lambda cell: (cell.y0, cell.x0)):
        x0, x1 = _find_edge(edges, cell.x0), _find_edge(edges, cell.x1)
        y0, y1 = max(cell.y0, top), min(cell.y1, bottom)
        while (y0, x0) in taken and x0 < x1:
            x0 += 1
        x1 = next((x for x in range(x0, x1) if (y0, x) in taken), x1)
        if x0 >= x1:
            continue
        y1 = next((y for y in range(y0, y1) for x in range(x0, x1) if (y, x) in taken), y1)
        taken |= {(y, x) for y in range(y0, y1) for x in range(x0, x1)}
        goes_on = cell.y0 < top or cell.y1 > bottom
        found[y0, x0] = Box(cell.text.strip(), x1 - x0, y1 - y0, cell in framed, goes_on=goes_on)
    gaps = {
        (y, x): Box("", 1, 1, is_gap=True)
        for y in range(top, bottom)
        for x in range(width)
        if (y, x) not in taken
    }
    placed = found | gaps
    return tuple(
        tuple(placed[y, x] for x in range(width) if (y, x) in placed) for y in range(top, bottom)
    )


def _find_edge(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))
