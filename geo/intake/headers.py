"""Which column of a table is which, by its heading, which may have two rows."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from geo.intake.columns import LEFT_OUT, fold_name, name_headings
from geo.intake.grid import Cell, Table, drop_spaces, share_covered
from geo.plan.plan import ROLES

WORDINGS = ("task", "text")
UNKNOWN = "unknown"
EXAMPLES = 2
SEARCHED_ROWS = 40
"""Letterhead, title and notes may stand above a heading, but no more of them than this."""
HALF = 0.5
ROLE_WORDS = {"lead": "牵头|主办", "support": "配合|协办|协助|协同|参与|参加|协作"}


@dataclass(frozen=True)
class Column:
    """A column from `x0` to `x1`. `field`: one of `FIELDS`, `left_out`, or `unknown`; `printed`:
    its heading; `roles`: the roles the heading names, of which `field` is one; `name`: what it is
    called where a person speaks of it, see `geo.intake.columns.name_headings`."""

    field: str
    printed: str
    x0: float
    x1: float
    roles: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Header:
    """The heading rows of a table, from `y0` to before `y1`, and its columns from the left."""

    y0: int
    y1: int
    columns: tuple[Column, ...]
    cells: frozenset[Cell]

    def find(self, field: str) -> Column | None:
        return next((column for column in self.columns if column.field == field), None)

    def list_covered(self, cell: Cell) -> list[Column]:
        """The columns of which a cell covers more than half."""
        return [c for c in self.columns if share_covered(cell, c.x0, c.x1) > HALF]

    @property
    def wording(self) -> tuple[str, ...]:
        """What the headings say, by which repeated ones and equal tables are known."""
        return tuple(fold_heading(column.printed) for column in self.columns)


@dataclass(frozen=True)
class Heading:
    """A column as a person is asked about it. `row`: that of its heading, as a reader of the file
    counts; `name`, `field`: of its `Column`; `examples`: what the first cells under it say;
    `is_doubtful`: it says something and its heading is not known, or names two roles."""

    row: int
    name: str
    field: str
    examples: tuple[str, ...]
    is_doubtful: bool


@cache
def read_synonyms() -> dict[str, str]:
    """The field of every heading known."""
    path = Path(__file__).parent / "headings.toml"
    fields = tomllib.loads(path.read_text(encoding="utf-8"))
    return {word: field for field, words in fields.items() for word in words}


def fold_heading(text: str) -> str:
    """A heading without spaces, brackets and what stands in them, in half-width forms."""
    plain = unicodedata.normalize("NFKC", drop_spaces(text))
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|[()\[\]:*]", "", plain)


def name_fields(text: str) -> tuple[str, ...]:
    """The fields that a heading names: one, or two roles (责任单位或牵头单位), or none. Units and
    persons in one column are units; the persons will be unknown names."""
    heading = fold_heading(text)
    whole = find_field(heading)
    parts = [find_field(part) for part in re.split(r"[或、/和及]", heading) if part]
    roles = tuple(dict.fromkeys(part for part in parts if part in ROLES))
    if roles and len(parts) > 1 and None not in parts:
        return roles
    if set(parts) == {LEFT_OUT}:
        return (LEFT_OUT,)
    return (whole,) if whole else ()


def find_field(heading: str) -> str | None:
    synonyms = read_synonyms()
    if heading in synonyms:
        return synonyms[heading]
    ends = [word for word in synonyms if len(word) > 2 and heading.endswith(word)]
    found = synonyms[max(ends, key=len)] if ends else None
    return find_role(heading) if found in ROLES else found


def find_role(heading: str) -> str | None:
    """The role of a heading that ends as one of units does, by the word that stands before:
    配合责任单位 is no 责任单位. None where two words contradict each other."""
    said = {role for role, words in ROLE_WORDS.items() if re.search(words, heading)}
    return "main" if not said else said.pop() if len(said) == 1 else None


def find_header(table: Table, said: Mapping[str, str]) -> Header | None:
    """The first row whose headings name a wording and, beside it, units or a deadline; or where a
    person `said` what headings mean (folded, see `fold_columns`), the first row that has them."""
    rows = table.list_rows()
    for y, row in enumerate(rows[:SEARCHED_ROWS]):
        if said:
            header = build_header(rows, y, said)
            if said.keys() <= {fold_name(column.name) for column in header.columns}:
                return header
        elif is_complete(
            field for c in row if c.y0 == y and not c.is_blank for field in name_fields(c.text)
        ):
            return build_header(rows, y, said)
    return None


def is_complete(fields: Iterable[str]) -> bool:
    """Whether columns say what is to be done and, beside it, by whom or until when."""
    found = {*fields}
    return bool(found & {*WORDINGS} and found & {"deadline", *ROLES})


def build_header(rows: Sequence[Sequence[Cell]], y: int, said: Mapping[str, str]) -> Header:
    top = [cell for cell in rows[y] if cell.y0 == y]
    end = max((cell.y1 for cell in top if not cell.is_blank), default=y + 1)
    if end == y + 1 and y + 1 < len(rows) and is_second_row(top, rows[y + 1], y + 1, said):
        end = y + 2
    cells = [cell for row in rows[y:end] for cell in row]
    leaves = list_leaves(rows[y:end])
    names = name_headings([f"{above}{leaf.text}" for leaf, above in leaves])
    columns = tuple(
        name_column(leaf, above, name, said.get(fold_name(name)))
        for (leaf, above), name in zip(leaves, names, strict=True)
    )
    is_said = [fold_name(name) in said for name in names]
    return Header(y, end, _choose_text(columns, is_said), frozenset(cells))


def is_second_row(
    top: Sequence[Cell], row: Sequence[Cell], y: int, said: Mapping[str, str]
) -> bool:
    """Whether the row below a heading is one too: all it says are names of roles and dates, of
    which one stands under a heading or beside one that is the heading of both; or a person spoke
    of them."""
    printed = [cell for cell in row if cell.y0 == y and not cell.is_blank]
    above = {fold_heading(cell.text) for cell in top}
    if {fold_heading(cell.text) for cell in printed} <= above:
        return False
    names = [
        name_fields(cell.text)
        for cell in printed
        if not any(name.endswith(fold_name(cell.text)) for name in said)
    ]
    return len(printed) > 1 and all(
        len(found) == 1 and found[0] in (*ROLES, "deadline", LEFT_OUT) for found in names
    )


def list_leaves(rows: Sequence[Sequence[Cell]]) -> list[tuple[Cell, str]]:
    """The lowest heading of every column that says something, with what stands above it."""
    leaves: list[tuple[Cell, str]] = []
    for cell in dict.fromkeys(cell for row in reversed(rows) for cell in row):
        hidden = [leaf for leaf, _ in leaves if share_covered(leaf, cell.x0, cell.x1) > 0]
        if not hidden:
            leaves.append((cell, ""))
        elif not cell.is_blank:
            leaves = [
                (leaf, _stack(leaf, above, cell)) if leaf in hidden else (leaf, above)
                for leaf, above in leaves
            ]
    # A blank one with a heading above is that heading's column.
    return sorted(leaves, key=lambda leaf: leaf[0].x0)


def _stack(leaf: Cell, above: str, cell: Cell) -> str:
    return above or (
        cell.text if cell.x0 <= leaf.x0 or share_covered(cell, leaf.x0, leaf.x1) > HALF else ""
    )


def name_column(leaf: Cell, above: str, name: str, said: str | None) -> Column:
    printed = drop_spaces(leaf.text if not leaf.is_blank else above)
    found: tuple[str, ...] = (said,) if said else name_fields(printed)
    if not found and above:
        found = name_fields(f"{above}{leaf.text}")
    roles = tuple(field for field in found if field in ROLES)
    field = ("main" if len(roles) > 1 else found[0]) if found else UNKNOWN
    return Column(field, printed, leaf.x0, leaf.x1, roles, name)


def _choose_text(columns: tuple[Column, ...], is_said: Sequence[bool]) -> tuple[Column, ...]:
    """A table with tasks and no measures says what is to be done in the tasks' column. Of a field
    that two headings name, the second is left as unknown, and so asked. What a person said of a
    heading stands."""
    fields = [column.field for column in columns]
    free = [at for at, said in enumerate(is_said) if not said]
    tasks = [at for at in free if fields[at] == "task"]
    if "text" not in fields and tasks:
        fields[tasks[-1]] = "text"
    if fields.count("text") == 2 and "task" not in fields and fields.index("text") in free:
        fields[fields.index("text")] = "task"
    seen = {field for field, said in zip(fields, is_said, strict=True) if said}
    for at in free:
        if fields[at] in seen and fields[at] not in (LEFT_OUT, UNKNOWN):
            fields[at] = UNKNOWN
        seen.add(fields[at])
    return tuple(
        replace(column, field=field) for field, column in zip(fields, columns, strict=True)
    )


def list_headings(table: Table, header: Header) -> tuple[Heading, ...]:
    """The columns of a table from the left, each with what the first cells under it say."""
    row = min((cell.row for cell in header.cells), default=0)
    return tuple(
        Heading(
            row,
            column.name,
            column.field,
            tuple(list_below(column, table, header)[:EXAMPLES]),
            is_doubtful(column, table, header),
        )
        for column in header.columns
    )


def list_below(column: Column, table: Table, header: Header) -> list[str]:
    """What the cells under a heading say, those aside that run across most of the table."""
    found = []
    for cell in table.cells:
        if cell.y0 < header.y1 or cell.is_blank:
            continue
        covered = header.list_covered(cell)
        if column in covered and len(covered) <= max(1, len(header.columns) / 2):
            found.append(drop_spaces(cell.text))
    return found


def is_doubtful(column: Column, table: Table, header: Header) -> bool:
    """Whether a heading is asked about: it names two roles, or it is not known and stands above
    something."""
    return len(column.roles) > 1 or (
        column.field == UNKNOWN
        and any(
            not cell.is_blank and cell not in header.cells and column in header.list_covered(cell)
            for cell in table.cells
        )
    )


def is_repeated(row: Sequence[Cell], header: Header) -> bool:
    """Whether a row says the same as the heading rows, as on a new page."""
    said = {fold_heading(cell.text) for cell in row if not cell.is_blank}
    heads = {fold_heading(cell.text) for cell in header.cells if not cell.is_blank}
    return len(said) > 1 and said <= heads
