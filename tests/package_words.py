"""What the shipped packages call their places, units and parts: words that no code may know."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from geo.packages.package import DATA_DIR, DEFAULT_PLAN

NAMES = {"unit_code", "site_id", "area_id", "category", "name", "name_en", "short_name", "spelling"}
TITLES = {"label", "label_en", "task", "chapter", "title_en", "short", "short_en", "phrase"}
META = ("title", "title_en", "annex", "annex_en")
YEAR = re.compile(r"(?:19|20)\d\d")


def list_package_words() -> set[str]:
    """Codes, names, titles, numbers and years of every region and plan, in lower case."""
    words: set[str] = set()
    for folder in [*DATA_DIR.glob("regions/*"), *DATA_DIR.glob("plans/*")]:
        words.add(folder.name)
        for row in [*_read_tables(folder), *_read_features(folder)]:
            words |= {row[name] for name in NAMES & set(row)}
            # A title of one English word may be any word.
            words |= {row[name] for name in TITLES & set(row) if not _is_one_word(row[name])}
        if (folder / "plan.json").exists():
            words |= _list_meta_words(folder / "plan.json")
    return {word.lower() for word in words if len(word) > 1} - {DEFAULT_PLAN}


def find_any(words: Collection[str]) -> re.Pattern[str]:
    """Any of the words, the longest first; of Latin ones as a whole only."""
    latin = _find_one([word for word in words if word.isascii()])
    others = _find_one([word for word in words if not word.isascii()])
    return re.compile(rf"(?<![a-z0-9_-]){latin}(?![a-z0-9_-])|{others}")


def _find_one(words: Collection[str]) -> str:
    """Words are tried only where one of their first letters stands: most of a text is none."""
    firsts = "".join(re.escape(letter) for letter in sorted({word[0] for word in words}))
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?=[{firsts}])(?:{'|'.join(map(re.escape, longest_first))})"


def _read_tables(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.csv")):
        yield from csv.DictReader(path.read_text(encoding="utf-8").splitlines())


def _read_features(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            yield {name: str(value) for name, value in feature["properties"].items()}


def _list_meta_words(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    meta = json.loads(text)
    words = {meta[name] for name in META} | {entry["value"] for entry in meta["citation"]}
    words |= {entry[name] for entry in meta["kinds"] for name in ("name", "name_en")}
    return {word for word in words if not _is_one_word(word)} | set(YEAR.findall(text))


def _is_one_word(text: str) -> bool:
    return text.isascii() and text.isalpha()
