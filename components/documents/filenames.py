"""File names that Windows, Linux and a mail gateway accept."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from components.documents.plain_text import clean_text

MAX_CHARACTERS = 120
# Linux desktops of Chinese make count bytes, three to a Chinese character.
MAX_BYTES = 240
FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL"]
    + [f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"]
)


def name_file(parts: Sequence[str], today: datetime.date, extension: str) -> str:
    """`<part>_<part>_<date>.<extension>`, at most 120 characters; empty parts are left out."""
    ending = f"{today.isoformat()}.{extension.lstrip('.')}"
    stem = "_".join(filter(None, (_clean_part(part) for part in parts)))
    stem = _cut(stem, len(ending) + 1)
    if not stem:
        return ending
    # Windows looks only at what stands before the first dot.
    if f"{stem}_{ending}".split(".")[0].strip().upper() in RESERVED:
        stem = f"_{stem}"
    return f"{stem}_{ending}"


def _clean_part(part: str) -> str:
    return " ".join(FORBIDDEN.sub("", clean_text(part)).split()).strip(". ")


def _cut(stem: str, reserved: int) -> str:
    """As much of `stem` as fits beside `reserved` characters and a mark against reserved names."""
    room = reserved + 1
    short = stem[: MAX_CHARACTERS - room]
    short = short.encode("utf-8")[: MAX_BYTES - room].decode("utf-8", errors="ignore")
    return short.rstrip(". ")
