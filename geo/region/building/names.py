"""What the counties of a region are called: on the screen, in unit cells, and in English."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pypinyin import lazy_pinyin

from geo.region.building.source import County
from geo.region.spellings import (
    list_mentions,
    list_spellings,
    split_level,
    split_peoples,
    split_stem,
    split_town,
)

AUTONOMOUS = ("自治县", "自治旗")


@dataclass(frozen=True)
class Names:
    """`spellings`: of unit cells; `mentions`: by which the wording of a measure may name it."""

    name: str
    short: str
    english: str
    short_english: str
    spellings: tuple[str, ...]
    mentions: tuple[str, ...]


def name_counties(counties: Sequence[County]) -> list[Names]:
    """The names of a region's counties, none of which two of them have.

    Of counties called alike, each has its city's name before its own, and what both are called is
    left out of every list of spellings: a person is asked which is meant.
    """
    full = Counter(county.name for county in counties)
    twins = [full[county.name] > 1 for county in counties]
    names = [c.city.name + c.name if t else c.name for c, t in zip(counties, twins, strict=True)]
    forms = [_list_forms(county, name) for county, name in zip(counties, names, strict=True)]
    owners = Counter(form for listed in forms for form in listed)
    shorts, english = _shorten(counties, names, twins), _translate(counties)
    named = []
    for at, name in enumerate(names):
        own = [form for form in forms[at] if owners[form] == 1]
        others = names[:at] + names[at + 1 :]
        spellings = list_spellings(own, split_town(name)[0])
        mentions = list_mentions([form for form in own if form not in spellings], others)
        named.append(Names(name, shorts[at], *english[at], spellings, mentions))
    return named


def translate_place(name: str, short: str) -> str:
    """A place's name in English: its own, else by pinyin, and its level translated."""
    known = _read_readings()["english"].get(short)
    if known:
        return known
    ending, level = split_level(name)
    if not ending:
        ending, level = split_town(name)
    stem = split_stem(short)
    return f"{write_pinyin(stem)} {level}" if ending else write_pinyin(name)


def write_pinyin(name: str) -> str:
    """A place's name in Latin letters: 磐安 is Pan'an."""
    readings = _read_readings()
    if name in readings["names"]:
        return readings["names"][name].capitalize()
    syllables = lazy_pinyin(name)
    if len(syllables) != len(name):  # what is in no dictionary stays together: 3号, A区
        syllables = [lazy_pinyin(letter)[0] for letter in name]
    first, *others = [
        readings["letters"].get(letter, syllable)
        for letter, syllable in zip(name, syllables, strict=True)
    ]
    return first.capitalize() + "".join(f"'{s}" if s[0] in "aeo" else s for s in others)


@cache
def _read_readings() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "pinyin.toml").read_text(encoding="utf-8"))


def _shorten(counties: Sequence[County], names: Sequence[str], twins: Sequence[bool]) -> list[str]:
    """Names without their levels where that leaves each its own."""
    stems = [
        county.city.short + split_stem(county.short) if twin else split_stem(county.short)
        for county, twin in zip(counties, twins, strict=True)
    ]
    stands_for = Counter([*stems, *{*names} - {*stems}])
    return [
        stem if stands_for[stem] == 1 else name for stem, name in zip(stems, names, strict=True)
    ]


def _translate(counties: Sequence[County]) -> list[tuple[str, str]]:
    """In English, in full and short; its city stands after a name that sounds as another does."""
    translated = [
        (translate_place(c.name, c.short), write_pinyin(split_stem(c.short))) for c in counties
    ]
    alike = Counter(name for name, _ in translated)
    return [
        (f"{name}, {city}", f"{short}, {city}") if alike[name] > 1 else (name, short)
        for (name, short), city in zip(
            translated, (write_pinyin(c.city.short) for c in counties), strict=True
        )
    ]


def _list_forms(county: County, name: str) -> list[str]:
    """Every way to write a county's name out, the one on the screen first."""
    own = [name, county.name, county.short]
    ending, _ = split_level(county.name)
    if ending in AUTONOMOUS:
        stem = split_stem(county.short)
        own = [name, county.name, stem + ending[-1], stem + ending]
    own.append("".join(split_peoples(county.name)) or name)
    before = [] if county.code == county.city.code else [county.city.name, county.city.short]
    return [*dict.fromkeys([*own, *(place + county.name for place in before)])]
