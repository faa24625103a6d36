"""Bytes of a text file as text: UTF-8 where it is that, else GB18030, else refused."""

from __future__ import annotations

import codecs
import unicodedata

from geo.packages.problems import DataError, Problem

PLAIN_CONTROLS = "\t\r\n\x0b\x0c"
NOT_WRITTEN = ("Cn", "Co", "Cs", "Cc")
"""Unassigned, private, surrogate and control: what a wrong decoding gives and nobody types."""


def decode(data: bytes, name: str) -> str:
    """Raises `DataError` where neither encoding fits; detectors err on short Chinese texts."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decode_as(data, encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as(data, "gb18030", name)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise DataError([Problem("undecodable", name)]) from None
    if any(
        letter not in PLAIN_CONTROLS and unicodedata.category(letter) in NOT_WRITTEN
        for letter in set(text)
    ):
        raise DataError([Problem("undecodable", name)])
    return text
