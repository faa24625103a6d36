"""Whether an office's file may be opened at all, looked at before any library sees it."""

from __future__ import annotations

import codecs
import io
import os
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from geo.intake.grid import MAX_COLUMNS
from geo.packages.problems import DataError, Problem, raise_if_any

MEBIBYTE = 1024 * 1024
MAX_MIB, MAX_UNPACKED_MIB = 25, 100
MAX_PARTS = 5_000
KINDS = {
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
}
OLD_DOCUMENTS = (".doc", ".wps", ".wpt", ".ofd", ".rtf")
OLD_SHEETS = (".et", ".ett", ".xlsb")
WITH_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam")
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp")
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ods": "content.xml"}
CONTENTS = {
    "zip": "ZIP",
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "ods": "OpenDocument (.ods)",
    "ole": "Office 97–2003",
    "pdf": "PDF",
    "picture": "JPEG/PNG/TIFF",
    "html": "HTML",
    "empty": "0 KB",
    "binary": "?",
    "text": "TXT",
}
"""What a file turns out to be, in words that both languages use."""
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PICTURE_HEADS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
DECLARATIONS = [
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")

PLACES = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]+)(\d+)\"")
MAX_PLACES = 2_000_000
MAX_SPARSE = 300_000
"""Cells of a sheet that are there, where none is made for those that are not."""
MAX_SPAN = 2_000
"""Columns of one merged range: a title may be merged far beyond the table below it."""


@dataclass(frozen=True)
class Contents:
    """A file that may be read. `kind`: one of the values of `KINDS`; `name`: its own, without the
    folder, as problems call it; `parts`: of an archive, its XML by name."""

    name: str
    kind: str
    data: bytes
    parts: dict[str, bytes]


def read_contents(path: Path) -> Contents:
    """The file, looked at; raises `DataError` with the one reason why it cannot be read."""
    return check_contents(*read_bytes(path))


def read_bytes(path: Path) -> tuple[str, str, bytes]:
    """A file's name without the folder, its suffix in lower case, and its bytes, where name and
    size allow it; raises `DataError` else."""
    name, suffix = label_file(path), path.suffix.lower()
    refuse_suffix(name, suffix)
    try:
        refuse_size(name, path.stat().st_size)
        return name, suffix, path.read_bytes()
    except (OSError, ValueError):  # a name may hold what no name may
        raise DataError([Problem("no_such_file", name)]) from None


def take_bytes(path: Path, data: bytes) -> tuple[str, str, bytes]:
    """The same of bytes that are here already, such as an upload, under the name of `path`."""
    name, suffix = label_file(path), path.suffix.lower()
    refuse_suffix(name, suffix)
    refuse_size(name, len(data))
    return name, suffix, data


def refuse_size(name: str, size: int) -> None:
    if size > MAX_MIB * MEBIBYTE:
        details = {"size": str(-(-size // MEBIBYTE)), "limit": str(MAX_MIB)}
        raise DataError([Problem("too_big", name, details=details)])


def label_file(path: Path) -> str:
    """A file's name for problems, in UTF-8 also where the system's encoding cannot say it."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def refuse_suffix(name: str, suffix: str) -> None:
    details = {"suffix": suffix or name}
    if suffix in OLD_DOCUMENTS:
        raise DataError([Problem("old_document", name, details=details)])
    if suffix in OLD_SHEETS:
        raise DataError([Problem("old_sheet", name, details=details)])
    if suffix in WITH_MACROS:
        raise DataError([Problem("macros", name)])
    if suffix in PICTURES:
        raise DataError([Problem("scan", name)])
    if suffix not in KINDS:
        raise DataError([Problem("unknown_suffix", name, details=details)])


def check_contents(name: str, suffix: str, data: bytes, *, is_sparse: bool = False) -> Contents:
    """Bytes by name and suffix, looked at; see `read_contents`. `is_sparse`: whoever reads them
    makes no room for cells of a sheet that are not there, so one far away does no harm."""
    kind, actual = KINDS[suffix], sniff(data)
    parts: dict[str, bytes] = {}
    if (
        actual == "ole"
        and kind in ("docx", "xlsx")
        and "EncryptedPackage".encode("utf-16-le") in data
    ):
        raise DataError([Problem("password", name)])
    if actual == "zip":
        parts = read_parts(name, data, is_sparse=is_sparse)
        actual = next((k for k, part in MAIN_PARTS.items() if part in parts), "zip")
    fitting = {"xls": ("ole",), "csv": ("text",), "html": ("html", "text")}.get(kind, (kind,))
    if actual not in fitting:
        details = {"suffix": suffix, "actual": CONTENTS[actual]}
        raise DataError([Problem("wrong_content", name, details=details)])
    if kind == "pdf":
        check_streams(name, data)
    return Contents(name, kind, data, parts)


def sniff(data: bytes) -> str:
    """What the first bytes say: a key of `CONTENTS`."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        return "empty"
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(PICTURE_HEADS):
        return "picture"
    if re.match(rb"<(?:!doctype html|html|meta|table|body|head|style|!--|div|\?xml)", head, re.I):
        return "html"
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return "binary" if b"\x00" in data and not is_wide else "text"


def read_parts(name: str, data: bytes, *, is_sparse: bool) -> dict[str, bytes]:
    """The XML of an archive by name, in bounds; raises `DataError` else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise DataError([Problem("password", name)])
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > MAX_UNPACKED_MIB * MEBIBYTE or len(entries) > MAX_PARTS:
                details = {"limit": str(MAX_UNPACKED_MIB)}
                raise DataError([Problem("too_big_unpacked", name, details=details)])
            if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
                raise DataError([Problem("macros", name)])
            parts = {
                entry.filename: archive.read(entry)
                for entry in entries
                if entry.filename.lower().endswith((".xml", ".rels"))
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise DataError([Problem("damaged", name)]) from None
    check_parts(name, parts, is_sparse=is_sparse)
    return parts


def check_parts(name: str, parts: dict[str, bytes], *, is_sparse: bool) -> None:
    manifest = parts.get("META-INF/manifest.xml", b"")
    if b"encryption-data" in manifest:
        raise DataError([Problem("password", name)])
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise DataError([Problem("macros", name)])
    for part, xml in parts.items():
        if any(mark in xml for mark in DECLARATIONS):
            raise DataError([Problem("entities", name)])
        if part.startswith("xl/worksheets/"):
            raise_if_any(find_wide_ranges(name, xml, is_sparse=is_sparse))


def find_wide_ranges(name: str, xml: bytes, *, is_sparse: bool) -> list[Problem]:
    """Ranges merged across a whole sheet, and cells at its far end: a library would make room for
    each of the millions of cells before them."""
    ranges = MERGED.findall(xml)
    places = PLACES.findall(xml)
    rows = max((int(row) for _, row in places), default=1)
    columns = max((number_column(column) for column in {column for column, _ in places}), default=1)
    sizes = [
        (number_column(right) - number_column(left) + 1) * (int(bottom) - int(top) + 1)
        for left, top, right, bottom in ranges
    ]
    spans = [number_column(right) - number_column(left) + 1 for left, _, right, _ in ranges]
    is_too_wide = len(places) > MAX_SPARSE if is_sparse else rows * columns > MAX_PLACES
    if is_too_wide or max([0, *sizes]) > MAX_PLACES or max([0, *spans]) > MAX_SPAN:
        return [Problem("too_wide", name, details={"limit": str(MAX_COLUMNS)})]
    return []


def number_column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def check_streams(name: str, data: bytes) -> None:
    """Adds up what the packed streams of a PDF hold, without keeping any of it."""
    room = MAX_UNPACKED_MIB * MEBIBYTE
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        room -= measure_stream(stream[1], room)
        if room <= 0:
            details = {"limit": str(MAX_UNPACKED_MIB)}
            raise DataError([Problem("too_big_unpacked", name, details=details)])


def measure_stream(packed: bytes, room: int) -> int:
    """How many bytes come of `packed`, which may be packed twice; at most a little over `room`."""
    unpacker, size, rest = zlib.decompressobj(), 0, packed
    inner, is_twice = zlib.decompressobj(), False
    try:
        while rest and not unpacker.eof and size <= room:
            piece = unpacker.decompress(rest, MEBIBYTE)
            rest = unpacker.unconsumed_tail
            if not size:
                is_twice = piece[:1] == b"\x78"
            size += len(piece)
            while is_twice and piece and size <= room:
                size += len(inner.decompress(piece, MEBIBYTE))
                piece = inner.unconsumed_tail
    except zlib.error:  # not packed this way, or what follows is no stream
        return size
    return size
