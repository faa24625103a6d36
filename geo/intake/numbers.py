"""Numbers of tasks and measures: as printed, counted below a task, and asked where out of turn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from geo.intake.questions import Question
from geo.intake.rows import Row

DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


def plain_number(text: str) -> str:
    """A printed number without what surrounds it: 1、 （1） ① 一 as 1; 9.1 as it is."""
    plain = unicodedata.normalize("NFKC", text).strip(" .、,()[]:：。")
    chinese = read_chinese(plain)
    return str(chinese) if chinese else plain


def read_chinese(text: str) -> int:
    """一 to 九十九 as a number; 0 for anything else."""
    if not re.fullmatch(r"[一二三四五六七八九]?十?[一二三四五六七八九]?", text) or not text:
        return 0
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return DIGITS.get(text, 0)
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def number_rows(rows: Sequence[Row], has_numbers: bool) -> list[tuple[str, str]]:
    """`task_no, measure_id` of every row: its printed number, with .1 .2 … below a task that has
    several measures. Rows out of turn get a question; where none is printed, tasks are counted."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.is_continued and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    numbers: list[tuple[str, str]] = []
    last = 0
    for count, group in enumerate(groups, start=1):
        number = plain_number(group[0].short("number")) if has_numbers else str(count)
        main, _, below = number.partition(".")
        expected = str(last + 1)
        if not has_numbers:
            if count == 1:
                group[0].questions.append(_ask(group[0], "", number, "none"))
        elif below.isdecimal() and main in (str(last), expected):
            last = int(main)
        elif number != expected:
            printed = group[0].short("number")
            group[0].questions.append(_ask(group[0], printed, expected))
        last = int(number) if has_numbers and number.isdecimal() else last + (not below)
        numbers += [
            (main, number if len(group) == 1 else f"{number}.{at}")
            for at in range(1, len(group) + 1)
        ]
    return numbers


def _ask(row: Row, value: str, expected: str, case: str = "") -> Question:
    cell = (row.cells.get("number") or [row.first_cell()])[0]
    details = {"expected": expected}
    return Question("number", cell.sheet_or_page, cell.row, "", value, case=case, details=details)
