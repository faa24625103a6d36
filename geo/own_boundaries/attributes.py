"""The table of a Shapefile (`.dbf`): which encoding its letters are in, and cells that were cut.

A cell has so many bytes, and some programs cut a long name at the last of them, in the middle of a
letter. Such a table fits no encoding as it stands, or, worse, a wrong one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

LATIN = re.compile(r"iso.?8859.?1|latin.?1|l1|88591|(ansi|cp)?.?1252", re.I)
"""Encodings that programs write where nobody said one; no Chinese name can be written in them."""
HEADING, DELETED = 32, b"*"


@dataclass(frozen=True)
class Cell:
    """`start`: its first byte in the table; `row`: from 1, those deleted not counted, 0 where it is
    a heading."""

    row: int
    column: bytes
    start: int
    data: bytes


@dataclass(frozen=True)
class Attributes:
    """`table`: the `.dbf`, cut cells without the beginning of their last letter; `cut`: row and
    column of each."""

    table: bytes
    encoding: str
    cut: tuple[tuple[int, str], ...]


def read_attributes(table: bytes, said: str) -> Attributes | None:
    """`said`: what `.cpg` names; None where the table is in no known encoding."""
    cells = [*_split(table)]
    for encoding in (*find_encoding(said), "UTF-8", "GB18030"):
        ends = [_count_whole(cell.data, encoding) for cell in cells]
        cut = [at for at, end in enumerate(ends) if end is not None and end < len(cells[at].data)]
        if None in ends or (cut and not _has_letters(cells, cut)):
            continue
        mended = bytearray(table)
        for at in cut:
            start, length = cells[at].start, len(cells[at].data)
            end = ends[at] or 0
            mended[start + end : start + length] = b" " * (length - end)
        told = tuple((cells[at].row, cells[at].column.decode(encoding)) for at in cut)
        return Attributes(bytes(mended), encoding, told)
    return None


def _split(table: bytes) -> Iterator[Cell]:
    """The headings and every cell of text or of numbers, which are text too."""
    first, width = (int.from_bytes(table[at : at + 2], "little") for at in (8, 10))
    columns = []
    for at in range(HEADING, first - 1, HEADING):
        name = table[at : at + 11].split(b"\x00")[0]
        columns.append((name, table[at + 16]))
        yield Cell(0, name, at, name)
    row = 0
    for start in range(first, len(table) - width + 1, max(width, 1)):
        if table[start : start + 1] == DELETED:
            continue
        row, at = row + 1, start + 1
        for name, length in columns:
            yield Cell(row, name, at, table[at : at + length])
            at += length


def _count_whole(data: bytes, encoding: str) -> int | None:
    """Bytes of the letters that are there whole; None where it is not of this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return None
    return len(data) - len(decoder.getstate()[0])


def _has_letters(cells: list[Cell], cut: list[int]) -> bool:
    """Whether other cells have letters beyond ASCII: else nothing tells one encoding from another
    of which a letter has fewer bytes."""
    return any(not cell.data.isascii() for at, cell in enumerate(cells) if at not in cut)


def find_encoding(said: str) -> list[str]:
    """What a `.cpg` names, where Python knows it: UTF-8, GBK, 936, ANSI 936, 65001."""
    if not said or LATIN.fullmatch(said):
        return []
    number = re.search(r"\d{3,5}$", said)
    names = [said, *([f"cp{number.group()}"] if number else [])]
    for name in names:
        try:
            known = codecs.lookup(name).name
        except LookupError:
            continue
        return ["GB18030" if known in ("gbk", "gb2312", "cp936") else known]
    return ["UTF-8"] if said == "65001" else []
