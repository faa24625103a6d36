"""Whether an office's file of boundaries may be opened at all, looked at before any library sees
it, and what of it is read."""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from geo.intake.files import DECLARATIONS, MAX_MIB, MAX_UNPACKED_MIB, MEBIBYTE, label_file
from geo.intake.readers.text import decode
from geo.packages.problems import DataError, Problem

KINDS = {
    ".geojson": "geojson",
    ".json": "geojson",
    ".gpkg": "gpkg",
    ".kml": "kml",
    ".zip": "shapefile",
}
NEEDED, OPTIONAL = (".shp", ".shx", ".dbf"), (".prj", ".cpg")
"""The files of a Shapefile; `.prj` says its coordinate system, `.cpg` its encoding."""
MAX_ENTRIES = 200
XML_OPENING = re.compile(r"\s*<\?xml[^>]*\?>")
SQLITE = b"SQLite format 3\x00"
MAIN = "boundaries"
"""What the files are called where a library reads them: nothing that the sender chose."""


@dataclass(frozen=True)
class Contents:
    """A file that may be read. `kind`: a value of `KINDS`; `files`: their bytes by the name under
    which they are to be read; `layers`: of a Shapefile, the names of all that the archive has."""

    name: str
    kind: str
    files: dict[str, bytes]
    layers: tuple[str, ...] = ()


def read_boundary_bytes(path: Path) -> bytes:
    """A file's bytes; raises `DataError` where there is none, or one that is too large."""
    name = label_file(path)
    try:
        refuse_size(name, path.stat().st_size)
        return path.read_bytes()
    except (OSError, ValueError):  # a name may hold what no name may
        raise DataError([Problem("no_such_file", name)]) from None


def check_contents(name: str, data: bytes, layer: str = "") -> Contents:
    """A file by its name and bytes, looked at; raises `DataError` with the one reason why it cannot
    be read. `layer`: which Shapefile, where an archive has several."""
    suffix = Path(name).suffix.lower()
    if suffix not in KINDS:
        raise DataError([Problem("boundary_suffix", name, value=suffix)])
    refuse_size(name, len(data))
    kind = KINDS[suffix]
    if kind == "shapefile":
        return _unpack(name, data, layer)
    fits = {"geojson": _is_geojson, "gpkg": _is_sqlite, "kml": _is_kml}[kind]
    if not fits(data):
        raise DataError([Problem("boundary_content", name, details={"suffix": suffix})])
    if kind == "kml":
        data = _write_utf8(name, data)
    return Contents(name, kind, {f"{MAIN}.{kind}": data})


def refuse_size(name: str, size: int) -> None:
    if size > MAX_MIB * MEBIBYTE:
        details = {"size": str(-(-size // MEBIBYTE)), "limit": str(MAX_MIB)}
        raise DataError([Problem("boundary_too_big", name, details=details)])


def _is_geojson(data: bytes) -> bool:
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(read, dict) and read.get("type") in ("FeatureCollection", "Feature")


def _is_sqlite(data: bytes) -> bool:
    return data.startswith(SQLITE)


def _is_kml(data: bytes) -> bool:
    head = data[:4096]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return head.startswith(b"<") and b"<kml" in head


def _write_utf8(name: str, data: bytes) -> bytes:
    """XML in UTF-8, whatever it was in and says of itself: the library knows neither GBK nor a file
    that was saved in another encoding than it names."""
    if any(mark in data for mark in DECLARATIONS):
        raise DataError([Problem("boundary_entities", name)])
    return XML_OPENING.sub("", decode(data, name), count=1).encode()


def _unpack(name: str, data: bytes, layer: str) -> Contents:
    """The files of one Shapefile; the bytes that come out are counted, whatever an archive says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_entries(name, entries)
            found = {_name_entry(entry): entry for entry in entries}
            layers = tuple(sorted(path[:-4] for path in found if path.lower().endswith(NEEDED[0])))
            stem = _choose(name, layers, layer)
            parts = {path[len(stem) :].lower(): path for path in found if path[:-4] == stem}
            missing = [part for part in NEEDED if part not in parts]
            if missing:
                details = {"part": PurePosixPath(stem).name + missing[0]}
                raise DataError([Problem("shapefile_part", name, details=details)])
            room = MAX_UNPACKED_MIB * MEBIBYTE
            files = {}
            for part in (*NEEDED, *OPTIONAL):
                if part in parts:
                    with archive.open(found[parts[part]]) as stream:
                        files[MAIN + part] = stream.read(room + 1)
                    room -= len(files[MAIN + part])
                    _refuse_unpacked(name, room)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise DataError([Problem("boundary_damaged", name)]) from None
    return Contents(name, "shapefile", files, layers)


def _refuse_entries(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise DataError([Problem("boundary_password", name)])
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
            raise DataError([Problem("unsafe_path", name, value=entry.filename)])
    room = MAX_UNPACKED_MIB * MEBIBYTE - sum(entry.file_size for entry in entries)
    _refuse_unpacked(name, room if len(entries) <= MAX_ENTRIES else -1)


def _refuse_unpacked(name: str, room: int) -> None:
    if room < 0:
        details = {"limit": str(MAX_UNPACKED_MIB), "entries": str(MAX_ENTRIES)}
        raise DataError([Problem("boundary_unpacked", name, details=details)])


def _name_entry(entry: zipfile.ZipInfo) -> str:
    """An entry's name as its sender wrote it: in GBK, where the archive does not say UTF-8."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _choose(name: str, layers: tuple[str, ...], layer: str) -> str:
    if not layers:
        raise DataError([Problem("no_shapefile", name)])
    return choose_layer(name, layers, layer)


def choose_layer(name: str, layers: tuple[str, ...], layer: str) -> str:
    """The one layer of a file, or that of several which is asked for."""
    details = {"layers": ", ".join(layers)}
    if layer and layer not in layers:
        raise DataError([Problem("unknown_layer", name, value=layer, details=details)])
    if not layer and len(layers) > 1:
        raise DataError([Problem("several_layers", name, details=details)])
    return layer or layers[0]
