"""What a cell says: a mark, a status by its word, a day however it is written.

What was sent and what came back pass through the same functions, so that what a spreadsheet does to
a text by itself is no change.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from geo.plan.deadlines import find_due
from store.progress.lines import KEY_LENGTH
from store.progress.periods import Period
from store.progress.reports import STATUSES
from store.progress.workbook.words import find_by_word, fold, narrow

ROOM = 32_000
"""Letters that go into a cell; a spreadsheet holds 767 more, and refuses a longer text whole."""
MARK = re.compile(rf"([12]\d{{3}}-\d\d)\.([0-9a-f]{{{KEY_LENGTH}}})\.(\d+)")
DAY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a spreadsheet's count of days."""
DAYS = range(36_526, 73_051)
"""Numbers that are taken for days of this century where a date is asked for."""


@dataclass(frozen=True)
class Mark:
    """What the last column holds: which line, in which period, and upon which revision; for a line
    that its unit does not report, the number of its comments."""

    period: str
    key: str
    rev: int

    def write(self) -> str:
        return f"{self.period}.{self.key}.{self.rev}"


def read_mark(text: str) -> Mark | None:
    found = MARK.fullmatch(fold(text))
    return Mark(found[1], found[2], int(found[3])) if found else None


def tidy(text: str) -> str:
    """A text as a cell can hold it and gives it back: no control or zero-width characters, no
    white space at the ends of lines, no longer than a cell."""
    lines = re.sub(r"_x000D_(?:\r?\n)?|\r\n?|[\v\f\u2028\u2029]", "\n", text).split("\n")
    kept = ["".join(letter for letter in line if _is_printed(letter)).rstrip() for line in lines]
    return "\n".join(kept).strip()[:ROOM].rstrip()


def _is_printed(letter: str) -> bool:
    category = unicodedata.category(letter)
    return letter == "\t" or (category not in ("Cc", "Cf", "Cs") and letter not in "\ufffe\uffff")


def read_status(text: str) -> str:
    """One of `STATUSES` by its word in either language; else the text."""
    word = fold(text)
    return find_by_word("status").get(word, word if word in STATUSES else text)


def read_day(text: str, period: Period) -> str:
    """An ISO date; else the text. A wording of deadlines is read too, of the period's year, where
    it is not before the period."""
    word = fold(text)
    found = DAY.fullmatch(word)
    if found is None:
        due = find_due(word, period.opens.year, period.year_end).day
        return due.isoformat() if due and due >= period.opens else text
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def read_number_of_day(number: float) -> str:
    """The ISO date of a number that a spreadsheet counts days by; else its digits."""
    if int(number) in DAYS:
        return (FIRST_DAY + timedelta(days=int(number))).isoformat()
    return f"{number:.11g}"


def read_cell(field: str, text: str, period: Period) -> str:
    """What is kept of a cell of `store.progress.reports.FIELDS`, or of a comment."""
    text = tidy(text)
    if field == "status":
        return read_status(text)
    if field == "expected":
        return read_day(text, period)
    return narrow(text) if field == "value" else text
