"""Keeps `datapackage.json` in step with the files it describes: hash, bytes, rows."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from geo.packages.package import hash_file


def count_records(path: Path) -> dict[str, int]:
    """Data rows of a CSV as `rows`, features of a GeoJSON as `features`; nothing for the rest."""
    text = path.read_text(encoding="utf-8")
    match path.suffix:
        case ".csv":
            return {"rows": len(list(csv.reader(io.StringIO(text)))) - 1}
        case ".geojson":
            return {"features": len(json.loads(text)["features"])}
        case _:
            return {}


def register_files(descriptor_path: Path) -> None:
    descriptor = json.loads(descriptor_path.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        path = descriptor_path.parent / resource["path"]
        size = {"bytes": path.stat().st_size, "hash": hash_file(path)}
        resource.update(size | count_records(path))
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    descriptor_path.write_text(text, encoding="utf-8", newline="\n")
