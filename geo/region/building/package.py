"""The files of a region's package, written: tables, outlines, and the descriptor that says whose
they are."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.packages.features import write_features
from geo.packages.package import hash_bytes, write_csv
from geo.region.building.names import Names
from geo.region.building.outlines import Outlines

DESCRIPTOR = "datapackage.json"
TEMPLATE = Path(__file__).parent / "package.json"
FORMER_TEMPLATE = Path(__file__).parent / "former_units.json"
UNIT_COLUMNS = (
    *("unit_code", "name", "short_name", "name_en", "kind", "lon", "lat", "order"),
    *("short_name_en", "name_en_source"),
)
NAME_COLUMNS = ("spelling", "unit_code", "basis")


def write_region(
    descriptor: dict[str, Any], outlines: Outlines, names: Mapping[str, Names]
) -> dict[str, bytes]:
    """The files by their names; `names` by code, in the order of the outlines."""
    named = outlines.districts.assign(
        name=[n.name for n in names.values()], name_en=[n.english for n in names.values()], zone=""
    )
    columns = ["unit_code", "name", "name_en", "zone", "geometry"]
    files = {
        "districts.geojson": write_features(named[columns]),
        "units.csv": write_csv(UNIT_COLUMNS, _list_unit_rows(names)),
        "unit_names.csv": write_csv(NAME_COLUMNS, _list_name_rows(names)),
    }
    encoded = {name: text.encode() for name, text in files.items()}
    return {DESCRIPTOR: _write_descriptor(descriptor, len(names), outlines, encoded), **encoded}


def put_former(files: Mapping[str, bytes], table: str) -> dict[str, bytes]:
    """The files of a package with this table of former units, in place of one that it has; without
    any where the table has no rows."""
    descriptor, resource = json.loads(files[DESCRIPTOR]), read_former_resource()
    name, path = resource["name"], resource["path"]
    others = [each for each in descriptor["resources"] if each["name"] != name]
    rows = [row for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"))) if row]
    kept = {file: data for file, data in files.items() if file != path}
    if len(rows) > 1:
        kept[path] = write_csv(rows[0], rows[1:]).encode()
        resource |= {"bytes": len(kept[path]), "hash": hash_bytes(kept[path])}
        others.append(resource | {"rows": len(rows) - 1})
    return kept | {DESCRIPTOR: _write_json(descriptor | {"resources": others})}


def read_former_resource() -> dict[str, Any]:
    """What the descriptor of a region says of an office's table of former units."""
    resource: dict[str, Any] = json.loads(FORMER_TEMPLATE.read_text(encoding="utf-8"))
    return resource


def read_template(values: Mapping[str, str]) -> dict[str, Any]:
    """The descriptor of every region that is built, with what it is called in its texts."""
    filled: dict[str, Any] = fill_in(json.loads(TEMPLATE.read_text(encoding="utf-8")), values)
    return filled


def _list_unit_rows(names: Mapping[str, Names]) -> Iterable[Sequence[str]]:
    for order, (code, own) in enumerate(names.items(), start=1):
        english = (own.short_english, "pinyin")
        yield (code, own.name, own.short, own.english, "district", "", "", str(order), *english)


def _list_name_rows(names: Mapping[str, Names]) -> Iterable[Sequence[str]]:
    for code, own in names.items():
        yield from ((spelling, code, "named") for spelling in own.spellings)
    for code, own in names.items():
        yield from ((mention, code, "mentioned") for mention in own.mentions)


def _write_descriptor(
    descriptor: dict[str, Any], count: int, outlines: Outlines, files: Mapping[str, bytes]
) -> bytes:
    for resource in descriptor["resources"]:
        data = files[resource["path"]]
        about = {"sources": descriptor["sources"], "licenses": descriptor["licenses"]}
        size: dict[str, Any] = {"bytes": len(data), "hash": hash_bytes(data)}
        if resource["format"] == "csv":
            size["rows"] = data.count(b"\n") - 1
        else:
            size |= {"features": count, "mended": outlines.mended, "as_drawn": outlines.as_drawn}
        resource.update(about | size)
    return _write_json(descriptor)


def _write_json(descriptor: Mapping[str, Any]) -> bytes:
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def fill_in(part: Any, values: Mapping[str, str]) -> Any:
    """A part of the template with `{place}` and the like in all its texts."""
    match part:
        case str():
            for name, value in values.items():
                part = part.replace(f"{{{name}}}", value)
            return part
        case list():
            return [fill_in(item, values) for item in part]
        case dict():
            return {key: fill_in(item, values) for key, item in part.items()}
    return part
