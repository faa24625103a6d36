"""Screen texts: one catalogue per language beside this file, Chinese first."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")
HTML_LANG = {"zh": "zh-CN", "en": "en"}


@cache
def read_catalogue(lang: str) -> Mapping[str, str]:
    """Every text of a language by dotted key, e.g. `map.legend_title`."""
    path = Path(__file__).parent / f"{lang}.toml"
    return dict(_flatten(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flatten(table: dict[str, Any], prefix: str) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            flat += _flatten(value, f"{prefix}{key}.")
        else:
            flat.append((prefix + key, value))
    return flat


NOUNS = ("one", "many", "a_one", "whole")
"""Placeholders that `Texts` fills itself, also with a capital: `{one}`, `{Many}`."""


def _list_spelt(noun: str) -> tuple[str, str]:
    """A noun's placeholder, and the one with a capital."""
    return f"{{{noun}}}", f"{{{noun.capitalize()}}}"


@cache
def _list_with_nouns(lang: str) -> frozenset[str]:
    """The keys of texts that name units or the whole of a region; of `level.…` none, as those are
    the nouns."""
    spelt = [placeholder for noun in NOUNS for placeholder in _list_spelt(noun)]
    return frozenset(
        key
        for key, text in read_catalogue(lang).items()
        if not key.startswith("level.") and any(each in text for each in spelt)
    )


@lru_cache(4096)
def _fill_nouns(key: str, t: Texts) -> str:
    """A text with the nouns of a region; what else is to be filled in stays."""
    one = t.name_level("one")
    nouns = (one, t.name_level("many"), t("level.a_one", one=one), t(f"level.whole_{t.whole}"))
    text = read_catalogue(t.lang)[key]
    for noun, word in zip(NOUNS, nouns, strict=True):
        small, large = _list_spelt(noun)
        text = text.replace(small, word).replace(large, word[:1].upper() + word[1:])
    return text


@dataclass(frozen=True)
class Texts:
    """Texts of one language: `t("panel.total", n=3)`. An unknown key raises `KeyError`.

    `levels`: keys of `level.…`, what the units of a region are, the one named first at first;
    `whole`: what the region is. Texts name them by placeholders of their own, see `NOUNS`.
    """

    lang: str
    levels: tuple[str, ...] = ("district",)
    whole: str = "city"

    def __call__(self, key: str, **values: object) -> str:
        if key in _list_with_nouns(self.lang):
            text = _fill_nouns(key, self)
        else:
            text = read_catalogue(self.lang)[key]
        return text.format(**values) if values else text

    def name_level(self, number: str) -> str:
        """What a unit of the region is called, `one` or `many` of them: 区, 县（市、区）."""
        first, *others = [self(f"level.{level}_{number}") for level in self.levels]
        if not others:
            return first
        joined = self(f"level.joint_{number}").join(others)
        return self(f"level.mixed_{number}", first=first, others=joined)

    def pick(self, zh: str, en: str) -> str:
        """The value of a datum that is held in both languages."""
        return zh if self.lang == "zh" else en
