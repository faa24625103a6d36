"""Which tables of a document make up the plan, read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.intake.grid import SAME_EDGE, Document, Piece, Table, drop_spaces
from geo.intake.headers import Header, find_header
from geo.intake.rows import Walk, is_chapter
from geo.packages.problems import DataError, Problem

OUTSIDE = ("outside", "chapter")


class SeveralTables(DataError):
    """A file holds several plans; `names`: of their tables, of which one has to be chosen."""

    def __init__(self, label: str, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__([Problem("several_tables", label, details={"names": "、".join(names)})])


def read_tables(document: Document, label: str, sheet: str | None) -> list[Walk]:
    """The tables of the plan, each going on where the one before has ended; raises `DataError`
    where there is none. `label`: the file as problems name it."""
    walks: list[Walk] = []
    for table, header in choose_tables(document, label, sheet):
        walk = Walk(table, header)
        if walks:
            walk.go_on(walks[-1])
        chapter = find_chapter(document, table)
        if chapter:
            walk.chapter, walk.section = drop_spaces(chapter.text), None
        walk.read()
        walks.append(walk)
    return walks


def find_chapter(document: Document, table: Table) -> Piece | None:
    """The heading of a chapter that stands last before a table, where each has one of its own."""
    before = [p for p in document.pieces if p.place == table.name and p.reason in OUTSIDE]
    found = [piece for piece in before if is_chapter(piece.text)]
    return found[-1] if found else None


def mark_chapters(document: Document, walks: Sequence[Walk]) -> Document:
    """The document with the headings that were read as chapters marked as such."""
    chapters = [find_chapter(document, walk.table) for walk in walks]
    pieces = [replace(p, reason="chapter") if p in chapters else p for p in document.pieces]
    return replace(document, pieces=tuple(pieces))


def choose_tables(document: Document, label: str, sheet: str | None) -> list[tuple[Table, Header]]:
    """The tables that make up the plan: those with the headings of the first. Several plans in a
    file are offered, never chosen from."""
    names = "、".join(dict.fromkeys(table.name for table in document.tables))
    if not any(table.cells for table in document.tables):
        raise DataError([Problem("no_table", label)])
    if sheet is not None and sheet not in {table.name for table in document.tables}:
        raise DataError([Problem("unknown_sheet", label, value=sheet, details={"names": names})])
    shown = [table for table in document.tables if table.cells and not table.is_hidden]
    named = [table for table in document.tables if table.cells and table.name == sheet]
    tables = named or shown or [table for table in document.tables if table.cells]
    found = [(table, header) for table in tables if (header := find_header(table))]
    if not found:
        raise DataError([Problem("no_heading", label)])
    first = found[0][1]
    if any(header.wording != first.wording for _, header in found) or document.is_offered:
        if len(found) > 1:
            raise SeveralTables(label, tuple(dict.fromkeys(table.name for table, _ in found)))
        return found
    headed = {id(table): header for table, header in found}
    start = next(at for at, table in enumerate(tables) if id(table) in headed)
    return [
        (table, headed.get(id(table)) or Header(0, 0, first.columns, frozenset()))
        for table in tables[start:]
        if id(table) in headed or continues(table, tables[start], first)
    ]


def continues(table: Table, before: Table, header: Header) -> bool:
    """Whether a table without headings has the columns of the one before it."""
    (left, right), (x0, x1) = table.width, before.width
    slack = SAME_EDGE * (x1 - x0)
    if abs(left - x0) > slack or abs(right - x1) > slack:
        return False
    alone = [header.list_covered(cell) for cell in table.cells]
    return {covered[0] for covered in alone if len(covered) == 1} == set(header.columns)


def has_plan(document: Document) -> bool:
    """Whether any table has the headings of a plan."""
    return any(table.cells and find_header(table) for table in document.tables)
