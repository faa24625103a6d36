"""What is wrong with the data, said so that a reader can find and mend it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

SENTENCES = (("zh", "。"), ("en", ". "))
"""Each language with what ends a sentence in it."""


@cache
def read_rules() -> dict[str, dict[str, str]]:
    """Wording of every rule, `{rule: {zh, en, fix_zh, fix_en}}`, from `problems.toml`."""
    return tomllib.loads((Path(__file__).parent / "problems.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Problem:
    """One offender: `rule` is a key of `problems.toml`, `row` counts the header as row 1."""

    rule: str
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    details: dict[str, str] = field(default_factory=dict, hash=False)

    def why(self, lang: str = "en") -> str:
        return read_rules()[self.rule][lang].format(**self.details)

    def fix(self, lang: str = "en") -> str:
        return read_rules()[self.rule][f"fix_{lang}"].format(**self.details)

    def line(self) -> str:
        """The problem as one line: file, row, column, value, why."""
        where = [self.file]
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.column is not None:
            where.append(f"column {self.column}")
        value = "" if self.value is None else f'value "{" ".join(self.value.split())}" '
        return f"{' '.join(where)}: {value}{self.why()}"

    def advise(self) -> str:
        """The same for a terminal, with the way out, in both languages."""
        where = self.line().removesuffix(self.why())
        told = [f"{self.why(lang)}{mark}{self.fix(lang)}" for lang, mark in SENTENCES]
        return " ".join(" ".join([where, *told]).split())


class DataError(Exception):
    """The data cannot be used; carries every problem found.

    A log, where no page shows it, has the way out in its notes, in both languages.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.line() for problem in self.problems))
        for problem in self.problems:
            for lang in ("zh", "en"):
                self.add_note(f"{problem.file} | {problem.why(lang)} | {problem.fix(lang)}")

    def __reduce__(self) -> tuple[object, ...]:
        """Into another process: as the text that `Exception` keeps it could not be made again, and
        who waits for the answer of a worker would wait for ever."""
        return _remake, (type(self), self.__dict__)


def _remake(kind: type[DataError], held: dict[str, Any]) -> DataError:
    """Without the call of `__init__`, which others have otherwise."""
    error = kind.__new__(kind)
    DataError.__init__(error, held["problems"])
    error.__dict__.update(held)
    return error


def print_problems(problems: Iterable[Problem]) -> None:
    """One line each on the standard error output."""
    for problem in problems:
        print(problem.advise(), file=sys.stderr)


def raise_if_any(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise DataError(found)
