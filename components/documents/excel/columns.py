"""Columns of a sheet, and how high a row of wrapped texts is in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.documents.plain_text import count_wide, is_mostly_wide
from components.texts import Texts

LINE_HEIGHT_PT = 15
CELL_PADDING_PT = 5
MAX_HEIGHT_PT = 409
WIDE_UNITS = 1.9
"""A Chinese character of 10 pt in units of column width, the digit of the default font."""
PRINTED_UNITS, CELL_UNITS = 149.0, 5 / 7
"""What a page holds in units of column width, cells' own margins included, where its letters of
10 pt are to be 8 pt at least; also with a font whose digits are broad, where ours is missing."""
# A line never fills its column to the last unit: punctuation and words move to the next one.
WRAP_LOSS = {"wide": 1.06, "narrow": 1.15}


@dataclass(frozen=True)
class Column:
    """A column's heading, its width in digits, and how its cells stand."""

    heading: str
    width: float
    align: str = "left"


def list_columns(
    names: Sequence[str], widths: Sequence[float], centred: Sequence[str], t: Texts
) -> list[Column]:
    """Columns headed by the catalogue's `file.head_<name>`."""
    return [
        Column(t(f"file.head_{name}"), width, "center" if name in centred else "left")
        for name, width in zip(names, widths, strict=True)
    ]


def fit_page(columns: Sequence[Column]) -> list[Column]:
    """The same columns, narrower where letters would be too small on paper."""
    room = PRINTED_UNITS - CELL_UNITS * len(columns)
    share = min(1, room / sum(column.width for column in columns))
    return [replace(column, width=math.floor(column.width * share * 10) / 10) for column in columns]


def fit_height(values: Sequence[object], widths: Sequence[float]) -> float:
    """Height of a row, in points, that shows every line of its texts."""
    lines = max(count_lines(str(value), width) for value, width in zip(values, widths, strict=True))
    return min(MAX_HEIGHT_PT, lines * LINE_HEIGHT_PT + CELL_PADDING_PT)


def count_lines(text: str, width: float) -> int:
    """Lines a text takes in a column `width` digits wide."""
    return sum(_count_wrapped(line, width) for line in text.split("\n"))


def _count_wrapped(text: str, width: float) -> int:
    wide = count_wide(text)
    units = wide * WIDE_UNITS + len(text) - wide
    if units <= width - 1:
        return 1
    loss = WRAP_LOSS["wide" if is_mostly_wide(text) else "narrow"]
    return math.ceil(units * loss / (width - 1))
