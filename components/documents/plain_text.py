"""Texts from data made safe for files: no control characters, no formulas."""

from __future__ import annotations

import unicodedata

FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for the start of a formula; Chinese and Japanese versions take the
full-width forms as well."""
BREAKS = frozenset({"Cc", "Zl", "Zp"})
# Lone surrogates no encoding can hold; format characters are invisible and could reverse the
# reading order of a file name or a cell. Private-use characters stay: rare names need them.
DROPPED = frozenset({"Cf", "Cs"})
NONCHARACTERS = frozenset("\ufffe\uffff")


def clean_text(value: object) -> str:
    """One line of text that XML, SQLite and JSON can hold; control characters become spaces."""
    letters = []
    for letter in str(value):
        category = unicodedata.category(letter)
        if category in BREAKS:
            letters.append(" ")
        elif category not in DROPPED and letter not in NONCHARACTERS:
            letters.append(letter)
    return "".join(letters)


def looks_like_formula(text: str) -> bool:
    return text.lstrip().startswith(FORMULA_STARTS)


def is_mostly_wide(text: str) -> bool:
    """Whether a text is set in Chinese characters rather than in Latin ones."""
    return count_wide(text) * 2 > len(text)


def count_wide(text: str) -> int:
    """Characters that take the width of a Chinese one in a Chinese font."""
    return sum(unicodedata.east_asian_width(letter) in "WFA" for letter in text)
