"""What commands print, and the answers they take as CSV."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from geo.packages import package
from geo.packages.problems import DataError, Problem


def write_rows(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    sys.stdout.write(package.write_csv(columns, rows))


def read_answers(
    path: Path, required: Sequence[str], expected: Sequence[str]
) -> list[dict[str, str]]:
    """The rows of a CSV file in UTF-8 that have an `answer`, with `seen`, the number of the answer
    that stood, as digits; raises `DataError` where one of the columns `required` is missing."""
    label = path.name
    rows = list(csv.reader(io.StringIO(package.read_text(path, label))))
    header = rows[0] if rows else []
    if missing := [name for name in required if name not in header]:
        details = {"expected": ",".join(expected)}
        value = ",".join(missing)
        raise DataError([Problem("wrong_columns", label, 1, None, value, details)])
    given = []
    for number, cells in enumerate(rows[1:], start=2):
        row = dict(zip(header, cells, strict=False))
        if not row.get("answer", "").strip():
            continue
        seen = row.get("seen", "") or "0"
        if not (seen.isascii() and seen.isdecimal()):
            raise DataError([Problem("type", label, number, "seen", seen, {"type": "integer"})])
        given.append(row | {"answer": row["answer"].strip(), "seen": seen})
    return given
