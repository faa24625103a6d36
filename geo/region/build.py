"""A region's package for China, any province or city of it, from boundaries that come as a package.

The districts of a region are its counties (区, 县, 市, 旗); a city that has none is its own. What
no free source has for every place is left out: zones, published areas, protected areas, the names
of departments.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from geo.packages.problems import DataError, Problem
from geo.region.building.names import name_counties, translate_place
from geo.region.building.outlines import mend_outlines
from geo.region.building.package import DESCRIPTOR, read_template, write_region
from geo.region.building.source import VERSION, County, Place, list_counties, read_outlines

COUNTRY = Place("100000", "中国", "中国")


def list_places() -> dict[str, tuple[Place, tuple[County, ...]]]:
    """Every place that can be a region, by its code, with its counties: the country, provinces and
    cities."""
    found: dict[str, tuple[Place, list[County]]] = {}
    for county in list_counties():
        # A municipality is a province and its own city.
        for place in dict.fromkeys((COUNTRY, county.province, county.city)):
            found.setdefault(place.code, (place, []))
            found[place.code][1].append(county)
    return {code: (place, tuple(found[code][1])) for code, (place, _) in sorted(found.items())}


def find_places(text: str) -> dict[str, tuple[Place, tuple[County, ...]]]:
    """Those of `list_places` whose name, or that of one of whose counties, holds a text."""
    return {
        code: (place, counties)
        for code, (place, counties) in list_places().items()
        if text in place.name or any(text in county.name for county in counties)
    }


def build_region(code: str) -> dict[str, bytes]:
    """The files of a region's package, by their names; the same bytes for the same code.

    Raises `DataError` where the code is no province's, no city's and not the country's.
    """
    place, counties = find_place(code)
    codes = [county.code for county in counties]
    names = dict(zip(codes, name_counties(counties), strict=True))
    outlines = mend_outlines(read_outlines(codes), f"{code}/districts.geojson")
    values = {
        "code": place.code,
        "place": place.name,
        "place_en": translate_place(place.name, place.short),
        "version": VERSION,
    }
    return write_region(read_template(values), outlines, names)


def find_place(code: str) -> tuple[Place, tuple[County, ...]]:
    """A place with its counties; raises `DataError` where the code is of neither."""
    places = list_places()
    if code in places:
        return places[code]
    county = next((county for county in list_counties() if county.code == code), None)
    if county is None:
        raise DataError([Problem("no_such_place", "CODE", value=code)])
    details = {"name": county.name, "city": county.city.name, "code": county.city.code}
    raise DataError([Problem("county_code", "CODE", value=code, details=details)])


def list_mended(files: Mapping[str, bytes]) -> tuple[dict[str, int], list[str]]:
    """What a package says of its outlines: m² that moved by code, and gaps that are as drawn."""
    districts = json.loads(files[DESCRIPTOR])["resources"][0]
    return districts["mended"], districts["as_drawn"]
