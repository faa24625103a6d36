"""Files of a test's own making, read to a document."""

from __future__ import annotations

from pathlib import Path

from geo.intake.apart import read_document
from geo.intake.draft import draft_plan, list_rows
from geo.intake.files import read_contents
from geo.intake.grid import Document
from geo.intake.proof import compare_letters
from tests.geo.intake.boxes import KNOWN


def read_file(path: Path) -> Document:
    """The document; a second reader finds the same letters, or the test is wrong."""
    document = read_document(read_contents(path))
    assert (compare_letters(document), document.differences) == ([], ())
    return document


def read_rows(path: Path, sheet: str | None = None) -> list[dict[str, str]]:
    return list_rows(draft_plan(read_file(path), KNOWN, path.name, sheet))


def list_cells(document: Document, number: int = 0) -> list[tuple[float, float, int, int, str]]:
    return [(c.x0, c.x1, c.y0, c.y1, c.text) for c in document.tables[number].cells]


def list_flags(document: Document) -> dict[str, set[str]]:
    """The flags of every cell that has some, by its text."""
    return {c.text: {*c.flags} for t in document.tables for c in t.cells if c.flags}
