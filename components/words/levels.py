"""What units of a region and the region itself are called in texts: 区, 县（市、区）, 全省."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from components.session.remember import remember
from components.texts import Texts
from geo.model import Model
from geo.region.spellings import split_level, split_town

ENDINGS = {
    "镇": "town",
    "乡": "township",
    "苏木": "township",
    "街道": "subdistrict",
    "旗": "banner",
    "县": "county",
    "市": "city",
    "区": "district",
}
"""How the name of a unit ends, by its level; in the order in which documents list the levels."""
OTHER = "other"
ORDER = (*dict.fromkeys(ENDINGS.values()), OTHER)
WHOLES = {
    "自治区": "autonomous",
    "特别行政区": "autonomous",
    "省": "province",
    "州": "prefecture",
    "盟": "league",
    "国": "country",
} | ENDINGS
"""How the name of a region ends, longer endings first, by what it is."""


@remember
def speak_of(model: Model, t: Texts) -> Texts:
    """Texts that call the units of the model's region what they are, and the region so too."""
    region = model.region
    districts = region.units.loc[region.units["kind"] == "district", "name"]
    return name_levels(t, districts, str(region.package.descriptor.get("place", "")))


def name_levels(t: Texts, names: Iterable[str], place: str = "") -> Texts:
    """The same of any region, by the names of its districts and its own."""
    found = {_find_level(name) for name in names}
    levels = tuple(level for level in ORDER if level in found)
    wholes = (whole for ending, whole in WHOLES.items() if place.endswith(ending))
    return replace(t, levels=levels or t.levels, whole=next(wholes, OTHER if place else t.whole))


def _find_level(name: str) -> str:
    ending = split_town(name)[0] or split_level(name)[0]
    return next((level for last, level in ENDINGS.items() if ending.endswith(last)), OTHER)
