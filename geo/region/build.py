"""A region's package for any province or city of China, from boundaries that come as a package.

The districts of a region are its counties (区, 县, 市, 旗); a city that has none is its own. What
no free source has for every place is left out: zones, published areas, protected areas, the names
of departments.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.packages.features import write_features
from geo.packages.package import hash_bytes
from geo.packages.problems import DataError, Problem
from geo.region.building.names import Names, name_counties, translate_place
from geo.region.building.outlines import Outlines, mend_outlines
from geo.region.building.source import VERSION, County, Place, list_counties, read_outlines

DESCRIPTOR = "datapackage.json"
TEMPLATE = Path(__file__).parent / "building" / "package.json"
UNIT_COLUMNS = (
    *("unit_code", "name", "short_name", "name_en", "kind", "lon", "lat", "order"),
    *("short_name_en", "name_en_source"),
)
NAME_COLUMNS = ("spelling", "unit_code", "basis")


def list_places() -> dict[str, tuple[Place, tuple[County, ...]]]:
    """Every place that can be a region, by its code, with its counties: provinces and cities."""
    found: dict[str, tuple[Place, list[County]]] = {}
    for county in list_counties():
        # A municipality is a province and its own city.
        for place in dict.fromkeys((county.province, county.city)):
            found.setdefault(place.code, (place, []))
            if county not in found[place.code][1]:
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

    Raises `DataError` where the code is no province's and no city's.
    """
    place, counties = find_place(code)
    codes = [county.code for county in counties]
    names = dict(zip(codes, name_counties(counties), strict=True))
    outlines = mend_outlines(read_outlines(codes), f"{code}/districts.geojson")
    named = outlines.districts.assign(
        name=[n.name for n in names.values()], name_en=[n.english for n in names.values()], zone=""
    )
    columns = ["unit_code", "name", "name_en", "zone", "geometry"]
    files = {
        "districts.geojson": write_features(named[columns]),
        "units.csv": _write_csv(UNIT_COLUMNS, _list_unit_rows(names)),
        "unit_names.csv": _write_csv(NAME_COLUMNS, _list_name_rows(names)),
    }
    encoded = {name: text.encode() for name, text in files.items()}
    return {DESCRIPTOR: _write_descriptor(place, len(codes), outlines, encoded), **encoded}


def find_place(code: str) -> tuple[Place, tuple[County, ...]]:
    """A province or city with its counties; raises `DataError` where the code is of neither."""
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


def _list_unit_rows(names: Mapping[str, Names]) -> Iterable[Sequence[str]]:
    for order, (code, own) in enumerate(names.items(), start=1):
        english = (own.short_english, "pinyin")
        yield (code, own.name, own.short, own.english, "district", "", "", str(order), *english)


def _list_name_rows(names: Mapping[str, Names]) -> Iterable[Sequence[str]]:
    for code, own in names.items():
        yield from ((spelling, code, "named") for spelling in own.spellings)
    for code, own in names.items():
        yield from ((mention, code, "mentioned") for mention in own.mentions)


def _write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()


def _write_descriptor(
    place: Place, count: int, outlines: Outlines, files: Mapping[str, bytes]
) -> bytes:
    values = {
        "code": place.code,
        "place": place.name,
        "place_en": translate_place(place.name, place.short),
        "version": VERSION,
    }
    descriptor = _fill_in(json.loads(TEMPLATE.read_text(encoding="utf-8")), values)
    for resource in descriptor["resources"]:
        data = files[resource["path"]]
        about = {"sources": descriptor["sources"], "licenses": descriptor["licenses"]}
        size: dict[str, Any] = {"bytes": len(data), "hash": hash_bytes(data)}
        if resource["format"] == "csv":
            size["rows"] = data.count(b"\n") - 1
        else:
            size |= {"features": count, "mended": outlines.mended, "as_drawn": outlines.as_drawn}
        resource.update(about | size)
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def _fill_in(part: Any, values: Mapping[str, str]) -> Any:
    """A part of the template with `{place}` and the like in all its texts."""
    match part:
        case str():
            for name, value in values.items():
                part = part.replace(f"{{{name}}}", value)
            return part
        case list():
            return [_fill_in(item, values) for item in part]
        case dict():
            return {key: _fill_in(item, values) for key, item in part.items()}
    return part
