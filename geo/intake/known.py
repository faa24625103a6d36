"""The names of units that a region knows, and the wordings that stand for units unnamed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from geo.intake.grid import drop_spaces

LEVEL = "(?:自治县|[区县市旗州])"
SUBDISTRICT = "街道"
TOWN = f"(?:{SUBDISTRICT}办(?!事)|{SUBDISTRICT}|街|[乡镇])"
PLACE = f"(?:{LEVEL}|{TOWN}|园区|社区|村)"
GOVERNMENT = r"(?:党?委(?:[和、及])?)?(?:\(?人民\)?)?政府"
TAIL = f"{GOVERNMENT}|党工委(?:[和、及])?管委会|管委会|办事处"
PLACES = rf"{PLACE}(?:[、/()]{{0,2}}{PLACE})*\)?"
TOWNS = rf"{TOWN}(?:[、/()]{{0,2}}{TOWN})*\)?(?:{TAIL})?"
"""Below the counties each level has its own government: 各乡镇政府、街道办事处."""
TOWN_LEVELS = frozenset(("街道", "镇", "乡"))
EVERY_TOWN = re.compile(rf"各(?P<places>{TOWNS}(?:[、和及]各?{TOWNS})*)")
RELEVANT_TOWNS = re.compile(rf"各?(?:相关|有关)各?(?P<places>{TOWNS}(?:[、和及]{TOWNS})*)")
EVERYONE = re.compile(rf"各(?P<places>{PLACES})(?:{TAIL})?")
RELEVANT = re.compile(rf"各?(?:相关|有关)各?(?P<places>{PLACES})(?:{TAIL})?")
OPEN_ENDED = re.compile(r"各?(?:相关|有关)各?(?:责任)?(?:单位|部门|委办局)|各(?:部门|单位|委办局)")


@dataclass(frozen=True)
class Name:
    """A name in a unit cell as printed. `spelling`: the known name it stands for, "" where none
    is; `basis`: `named`, `all`, `relevant`, `group`, `open` (…等 and the like: the list is not
    complete) or `unknown`."""

    printed: str
    spelling: str
    basis: str


class Token(NamedTuple):
    """Letters from one point of a cell to another; no name where they part or end names."""

    printed: str
    name: Name | None
    is_open: bool = False


@dataclass(frozen=True)
class KnownNames:
    """`bases`: known spellings, as `fold` writes them, with their basis; `levels`: how the
    districts' names end, which 各… may name."""

    bases: dict[str, str]
    levels: frozenset[str]
    by_first: dict[str, tuple[str, ...]]

    def find(self, text: str) -> str:
        return self.bases.get(text, "")


def gather_names(units: pd.DataFrame, unit_names: pd.DataFrame) -> KnownNames:
    """What a region's `units` and `unit_names` know. What a plan's wordings mention is known too,
    groups of districts as such; so are the names of districts and zones, and of their governments.
    """
    bases: dict[str, str] = {}
    districts = units[units["kind"] == "district"]["name"]
    for name in [*units["name"], *units["short_name"]]:
        bases[fold(name)] = "named"
    for name in districts:
        bases |= {fold(f"{name}{tail}"): "named" for tail in ("政府", "人民政府")}
    zones = units[units["kind"] == "development_zone"]
    for name in [*zones["name"], *zones["short_name"]]:
        bases[fold(f"{name}管委会")] = "named"
    sizes = unit_names.groupby("spelling", sort=False)["unit_code"].size()
    for spelling, basis in zip(unit_names["spelling"], unit_names["basis"], strict=True):
        if basis != "mentioned":
            bases[fold(spelling)] = basis
        elif sizes[spelling] > 1:
            bases[fold(spelling)] = "group"
        else:
            bases.setdefault(fold(spelling), "named")
    by_first: dict[str, list[str]] = {}
    for name in sorted(bases, key=len, reverse=True):
        by_first.setdefault(name[0], []).append(name)
    letters = frozenset(
        SUBDISTRICT if name.endswith(SUBDISTRICT) else name[-1] for name in districts
    )
    return KnownNames(bases, letters, {first: tuple(names) for first, names in by_first.items()})


def fold(text: str) -> str:
    """Full- and half-width forms as one, letter by letter, so that positions stay; no spaces."""
    return "".join(_fold_letter(letter) for letter in drop_spaces(text))


def _fold_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def _name_level(place: str) -> str:
    """A level as districts' names end with it: 镇街 are 镇 and 街道."""
    return SUBDISTRICT if place.startswith("街") else place.removeprefix("自治")


def find_general(letters: str, at: int, known: KnownNames) -> Token | None:
    """A wording that stands for units without naming them: all, the relevant ones, and others."""
    has_towns = bool(known.levels & TOWN_LEVELS)
    for pattern, of_towns, basis in (
        (RELEVANT, RELEVANT_TOWNS, "relevant"),
        (EVERYONE, EVERY_TOWN, "all"),
    ):
        found = (has_towns and of_towns.match(letters, at)) or pattern.match(letters, at)
        listed = re.findall(PLACE, found["places"]) if found else []
        named = {_name_level(place) for place in listed}
        # 各区, where there are counties too, is not everyone: a person has to say who is meant.
        if found and (known.levels <= named if basis == "all" else known.levels & named):
            return Token(found.group(), Name(found.group(), found.group(), basis))
    found = OPEN_ENDED.match(letters, at)
    return Token(found.group(), Name(found.group(), "", "open"), True) if found else None
