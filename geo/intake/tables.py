"""Which tables of a document make up the plan, read one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from geo.intake.columns import fold_name
from geo.intake.grid import SAME_EDGE, Document, Piece, Table, drop_spaces
from geo.intake.headers import (
    SEARCHED_ROWS,
    Header,
    Heading,
    build_header,
    find_header,
    is_complete,
    list_headings,
)
from geo.intake.rows import Walk, is_chapter
from geo.packages.problems import DataError, Problem

OUTSIDE = ("outside", "chapter")
OFFERED_ROWS = 12
LONGEST_HEADING = 16


class SeveralTables(DataError):
    """A file holds several plans; `names`: of their tables, of which one has to be chosen."""

    def __init__(self, label: str, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__([Problem("several_tables", label, details={"names": "、".join(names)})])


class UnknownHeadings(DataError):
    """A file holds a table, but no heading that is known: a person may say which row holds them,
    and what each is. `table`: its name; `rows`: its first rows, each as headings would be;
    `likely`: which of them looks like one."""

    def __init__(self, label: str, table: Table) -> None:
        rows = list_rows_of_headings(table)
        self.table = table.name
        self.rows = tuple(list_headings(table, header) for header in rows[:OFFERED_ROWS])
        self.likely = max(range(len(self.rows)), key=lambda at: count_short(self.rows[at]))
        shown = "、".join(heading.name for heading in self.rows[self.likely])
        super().__init__([Problem("no_heading", label, details={"row": shown})])


def list_rows_of_headings(table: Table) -> list[Header]:
    """The first rows of a table, blank ones aside, each as if it were its heading."""
    grid = table.list_rows()
    return [
        build_header(grid, y, {})
        for y, row in enumerate(grid[:SEARCHED_ROWS])
        if any(cell.y0 == y and not cell.is_blank for cell in row)
    ]


def count_short(headings: Sequence[Heading]) -> int:
    """How many of them may be headings: short words, none a number of ours or a second one."""
    return sum(
        len(heading.name) <= LONGEST_HEADING and "#" not in heading.name for heading in headings
    )


def read_tables(
    document: Document, label: str, sheet: str | None, said: Mapping[str, str]
) -> list[Walk]:
    """The tables of the plan, each going on where the one before has ended; raises `DataError`
    where there is none. `label`: the file as problems name it; `said`: see `find_header`."""
    walks: list[Walk] = []
    for table, header in choose_tables(document, label, sheet, said):
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


def choose_tables(
    document: Document, label: str, sheet: str | None, said: Mapping[str, str]
) -> list[tuple[Table, Header]]:
    """The tables that make up the plan: those with the headings of the first. Several plans in a
    file are offered, never chosen from."""
    tables = pick_tables(document, label, sheet)
    found = [(table, header) for table in tables if (header := find_header(table, said))]
    if not found:
        raise refuse_headings(tables, label, said)
    first = found[0][1]
    if said and not is_complete(column.field for column in first.columns):
        raise DataError([Problem("missing_columns", label)])
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


def pick_tables(document: Document, label: str, sheet: str | None) -> list[Table]:
    """Those named `sheet`, or else all that are shown; raises `DataError` where there are none."""
    names = "、".join(dict.fromkeys(table.name for table in document.tables))
    filled = [table for table in document.tables if table.cells]
    if not filled:
        raise DataError([Problem("no_table", label)])
    if sheet is not None and sheet not in {table.name for table in document.tables}:
        raise DataError([Problem("unknown_sheet", label, value=sheet, details={"names": names})])
    named = [table for table in filled if table.name == sheet]
    return named or [table for table in filled if not table.is_hidden] or filled


def refuse_headings(tables: Sequence[Table], label: str, said: Mapping[str, str]) -> DataError:
    """No row of any table has known headings, or all those that a person spoke of."""
    if not said:
        return UnknownHeadings(label, max(tables, key=lambda table: len(table.cells)))
    rows = [names for table in tables for names in name_rows_of_headings(table)]
    best = max(rows, key=lambda names: len(said.keys() & names.keys()))
    details = {"names": "、".join(best.values())}
    missing = [name for name in said if name not in best]
    return DataError(Problem("unknown_heading", label, value=n, details=details) for n in missing)


def name_rows_of_headings(table: Table) -> Iterator[dict[str, str]]:
    """For each of the first rows of a table its headings as printed, by how they are compared."""
    for header in list_rows_of_headings(table):
        yield {fold_name(column.name): column.name for column in header.columns}


def keep_occurring(
    document: Document, sheet: str | None, columns: Mapping[str, str]
) -> dict[str, str]:
    """Of what was said of the headings of another file, what holds of this one: that of the row
    which has most of them."""
    best: dict[str, str] = {}
    for table in document.tables:
        for names in name_rows_of_headings(table) if sheet in (None, table.name) else ():
            kept = {head: f for head, f in columns.items() if fold_name(head) in names}
            best = max(best, kept, key=len)
    return best


def list_sheets(document: Document) -> tuple[str, ...]:
    """The sheets that a file offers, where one of them has to be chosen."""
    shown = [table.name for table in document.tables if table.cells and not table.is_hidden]
    return tuple(shown) if document.is_offered else ()


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
    return any(table.cells and find_header(table, {}) for table in document.tables)
