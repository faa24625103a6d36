"""CSV, which has no edges: a merged cell looks like a blank one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from geo.intake.files import Contents
from geo.intake.grid import MAX_COLUMNS, MAX_ROWS, Document, Table, count_letters, lay_out
from geo.intake.readers.text import decode
from geo.packages.problems import DataError, Problem

DELIMITERS = ",\t;"
LOOKED_AT = 4_000
PLACE = "CSV"


def read_csv(contents: Contents) -> Document:
    """One table, its rows filled up to the longest."""
    text = decode(contents.data, contents.name)
    delimiter = find_delimiter(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)
            check_size(contents.name, len(rows), len(row))
    except csv.Error as error:
        details = {"reason": str(error)}
        raise DataError(
            [Problem("broken_csv", contents.name, len(rows) + 1, details=details)]
        ) from None
    width = max(map(len, rows), default=0)
    filled = [row + [""] * (width - len(row)) for row in rows]
    table = Table(PLACE, tuple(lay_out(PLACE, filled, {})), has_edges=False)
    return Document((table,), counted=count_letters(list_letters(text, delimiter)))


def check_size(name: str, rows: int, columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise DataError([Problem("too_wide", name, details={"limit": str(MAX_COLUMNS)})])
    if rows > MAX_ROWS:
        raise DataError([Problem("too_long", name, details={"limit": str(MAX_ROWS)})])


def find_delimiter(text: str) -> str:
    """The one that stands most often in the opening; a comma where none does."""
    opening = text[:LOOKED_AT]
    return max(DELIMITERS, key=opening.count)


def list_letters(text: str, delimiter: str) -> Iterator[str]:
    """The second reader: every letter that is neither a delimiter nor a quotation mark of CSV."""
    is_quoted, at = False, 0
    while at < len(text):
        letter = text[at]
        if letter == '"' and is_quoted and text[at + 1 : at + 2] == '"':
            yield letter
            at += 1
        elif letter == '"':
            is_quoted = not is_quoted
        elif is_quoted or letter != delimiter:
            yield letter
        at += 1
