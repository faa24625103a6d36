"""The proof that nothing of a file was lost: every cell has its use, every letter its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.intake.grid import Cell, Document, Table, count_letters, drop_spaces

FURNITURE = ("heading", "repeated_heading", "running_head", "chapter", "title", "blank")
LEFT_OUT = ("left_out", "unknown", "left_over", "note", "other_table")
SHOWN = 12


@dataclass(frozen=True)
class Entry:
    """Something of the file that is in no measure. `reason`: one of `FURNITURE` or `LEFT_OUT`, or
    the reason of a `Piece`."""

    place: str
    row: int
    text: str
    reason: str


@dataclass(frozen=True)
class Proof:
    """`cells`: how many cells have each use; `letters`: how many letters are in `measures`, in
    `furniture`, `left_out`, and `second`, those that a second reader counts (-1 where there is
    none). `unlisted`: cells without a use. `differing`: letters of which the readers count
    different numbers, or cells they read otherwise. `left_out`: what is in no measure."""

    cells: dict[str, int]
    letters: dict[str, int]
    unlisted: tuple[Cell, ...]
    differing: tuple[str, ...]
    left_out: tuple[Entry, ...]

    @property
    def holds(self) -> bool:
        return not self.unlisted and not self.differing


def prove(document: Document, read: Sequence[Table], uses: Mapping[Cell, str]) -> Proof:
    """`uses`: what every cell of the tables `read` is for; other tables are left out whole."""
    reasons = dict(uses)
    for table in document.tables:
        if table not in read:
            reasons |= dict.fromkeys(table.cells, "other_table")
    cells = [cell for table in document.tables for cell in table.cells]
    entries = [
        Entry(cell.sheet_or_page, cell.row, drop_spaces(cell.text), reasons[cell])
        for cell in cells
        if reasons.get(cell) in LEFT_OUT and not cell.is_blank
    ]
    entries += [
        Entry(piece.place, 0, drop_spaces(piece.text), piece.reason)
        for piece in document.pieces
        if piece.reason not in FURNITURE
    ]
    unlisted = tuple(cell for cell in cells if cell not in reasons)
    return Proof(
        dict(Counter(reasons[cell] for cell in cells if cell in reasons)),
        _count_parts(document, cells, reasons),
        unlisted,
        (*compare_letters(document), *document.differences),
        tuple(entries),
    )


def _count_parts(
    document: Document, cells: Sequence[Cell], reasons: Mapping[Cell, str]
) -> dict[str, int]:
    parts = {"measures": 0, "furniture": 0, "left_out": 0}
    for cell in cells:
        reason = reasons.get(cell, "left_over")
        part = (
            "furniture" if reason in FURNITURE else "left_out" if reason in LEFT_OUT else "measures"
        )
        parts[part] += len(drop_spaces(cell.text))
    for piece in document.pieces:
        part = "furniture" if piece.reason in FURNITURE else "left_out"
        parts[part] += len(drop_spaces(piece.text))
    second = document.counted
    return parts | {"second": -1 if second is None else second.total()}


def compare_letters(document: Document) -> list[str]:
    """Letters that the second reader counts otherwise, `甲 3/4`: ours, then its number."""
    if document.counted is None:
        return []
    texts = [cell.text for table in document.tables for cell in table.cells]
    ours = count_letters([*texts, *(piece.text for piece in document.pieces)])
    ours.subtract(count_letters([document.generated]))
    letters = sorted(set(ours) | set(document.counted))
    unequal = [x for x in letters if ours[x] != document.counted[x]]
    return [f"{x} {ours[x]}/{document.counted[x]}" for x in unequal[:SHOWN]]
