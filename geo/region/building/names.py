"""What the counties of a region are called: on the screen, in unit cells, and in English."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pypinyin import lazy_pinyin

from geo.region.building.source import County

LEVELS = {
    "特别行政区": "Special Administrative Region",
    "行政委员会": "Administrative Committee",
    "行政区": "Administrative Committee",
    "自治区": "Autonomous Region",
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "保护区": "Reserve",
    "联合旗": "United Banner",
    "前旗": "Front Banner",
    "中旗": "Middle Banner",
    "后旗": "Rear Banner",
    "左旗": "Left Banner",
    "右旗": "Right Banner",
    "林区": "Forestry District",
    "矿区": "Mining District",
    "特区": "Special District",
    "新区": "New Area",
    "地区": "Prefecture",
    "省": "Province",
    "盟": "League",
    "区": "District",
    "县": "County",
    "旗": "Banner",
    "市": "City",
}
"""How a place's name ends, longer endings first, and what that is in English."""
TOWNS = {
    "街道": "Subdistrict",
    "民族乡": "Ethnic Township",
    "苏木": "Sumu",
    "镇": "Town",
    "乡": "Township",
}
"""The same of the level below. A county's short name may end so: 新乡, 景德镇."""
SUBDISTRICT, SUBDISTRICT_OFFICES = "街道", ("", "办事处", "办")
AUTONOMOUS = ("自治县", "自治旗")
GOVERNED = re.compile(r"(?<!保护)(?<!行政)[区县旗市]$")
"""What has a government that is called after it."""
GOVERNMENTS, COMMITTEE = ("政府", "人民政府"), "管委会"
SHORTEST_MENTION = 3
"""Letters. A shorter name may be part of the wording around it: 各区和县, 城区."""


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
        spellings = _list_spellings(own, split_town(name)[0])
        mentions = _list_mentions([form for form in own if form not in spellings], others)
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


def split_level(name: str) -> tuple[str, str]:
    """How a place's name ends, with its English; both empty where no level is known."""
    fitting = (end for end in LEVELS if name.endswith(end) and len(name) - len(end) > 1)
    ending = next(fitting, name[-1] if name[-1] in LEVELS else "")
    return ending, LEVELS.get(ending, "")


def split_town(name: str) -> tuple[str, str]:
    """How a town's name ends, with its English; both empty where it is none."""
    fitting = (end for end in TOWNS if name.endswith(end) and len(name) > len(end))
    ending = next(fitting, "")
    return ending, TOWNS.get(ending, "")


def split_stem(name: str) -> str:
    """A name without its level; a single letter keeps it, as nobody says 歙 for 歙县."""
    stem = name.removesuffix(split_level(name)[0])
    return stem if len(stem) > 1 else name


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
    before = [] if county.code == county.city.code else [county.city.name, county.city.short]
    return [*dict.fromkeys([*own, *(place + county.name for place in before)])]


def _list_spellings(forms: Iterable[str], town: str) -> tuple[str, ...]:
    """`town`: how the place's name ends where it is below the counties, else ""."""
    return tuple(form + office for form in forms for office in _list_offices(form, town))


def _list_offices(form: str, town: str) -> tuple[str, ...]:
    """What follows a form of a name in a unit cell."""
    if town and form.endswith(town):
        return SUBDISTRICT_OFFICES if town == SUBDISTRICT else GOVERNMENTS
    return GOVERNMENTS if GOVERNED.search(form) else ("", COMMITTEE)


def _list_mentions(forms: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The forms that are long enough, hold no other of them and are part of no other's name."""
    return tuple(
        form
        for form in forms
        if len(form) >= SHORTEST_MENTION
        and not any(inner in form for inner in forms if inner != form)
        and not any(form in name for name in others)
    )
