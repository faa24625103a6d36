"""The words of the workbook, in both languages; a returned one may have either."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


@cache
def read_words(lang: str) -> dict[str, str]:
    """By key; those of a section as "section.key"."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    words: dict[str, str] = {}
    for key, value in tomllib.loads(text)[lang].items():
        if isinstance(value, dict):
            words |= {f"{key}.{name}": word for name, word in value.items()}
        else:
            words[key] = value
    return words


def say(lang: str, key: str, **values: str) -> str:
    return read_words(lang)[key].format(**values)


@cache
def find_by_word(section: str) -> dict[str, str]:
    """Keys of a section by their words in either language, see `fold`."""
    return {
        fold(word): key.removeprefix(f"{section}.")
        for lang in LANGUAGES
        for key, word in read_words(lang).items()
        if key.startswith(f"{section}.")
    }


def narrow(text: str) -> str:
    """Full-width letters, digits, marks and spaces as usual ones."""
    return text.translate(WIDE)


def fold(word: str) -> str:
    """A word as it is compared: without white space, narrow, in small letters."""
    return "".join(narrow(word).split()).lower()
