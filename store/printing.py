"""What a command prints: problems on the error output, rows as CSV on the other."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable

from geo.packages.problems import Problem


def print_problems(problems: Iterable[Problem]) -> None:
    """One line each, with the way out, in both languages."""
    for problem in problems:
        told = [f"{problem.why('zh')}。{problem.fix('zh')}", f"{problem.why()}. {problem.fix()}"]
        value = f" “{problem.value}”" if problem.value else ""
        where = f" row {problem.row}" if problem.row else ""
        where += f" column {problem.column}" if problem.row and problem.column else ""
        print(" ".join(f"{problem.file}{where}:{value} {' '.join(told)}".split()), file=sys.stderr)


def write_rows(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
