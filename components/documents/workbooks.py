"""The workbooks of a month in one archive, one for each unit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date


def pack_workbooks(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """A zip of files by name, the same bytes for the same files on the same day; a name that is
    taken gets a number."""
    packed, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:  # a workbook is a zip itself
        for name, data in files:
            free = _find_free(name, taken)
            taken.add(free)
            archive.writestr(zipfile.ZipInfo(free, (day.year, day.month, day.day, 0, 0, 0)), data)
    return packed.getvalue()


def _find_free(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    names = [name, *(f"{stem} ({n}){dot}{ending}" for n in range(2, len(taken) + 3))]
    return next(one for one in names if one not in taken)
