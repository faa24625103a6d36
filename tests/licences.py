"""`make lock` writes docs/licences.md: what the product runs on, and what each licence asks of us.

A licence that stands in no row of `DUTIES` raises: somebody has to read it first. None of the GPL
or AGPL has a row; the LGPL asks nothing of a program that uses a library as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "licences.md"
KEEP = "随副本保留版权和许可声明 · keep its notice with every copy"
NOTHING = "没有要求 · nothing"
DUTIES = {
    "0BSD": NOTHING,
    "Apache-2.0": "随副本保留许可和 NOTICE，改动要注明 · "
    "keep licence and NOTICE with every copy, mark changes",
    "BSD-2-Clause": KEEP,
    "BSD-3-Clause": f"{KEEP}；不得借作者之名推广 · no endorsement in its authors' name",
    "CC0-1.0": NOTHING,
    "LGPL-3.0-only": "随副本保留许可；不改动、可由用户替换，则不及于我们的源码 · "
    "keep its licence with every copy; unchanged and exchangeable, it does not reach our source",
    "MIT": KEEP,
    "MIT-0": NOTHING,
    "MIT-CMU": KEEP,
    "MPL-2.0": "改动过的文件须公开源码；我们没有改动 · changed files stay open; we change none",
    "PSF-2.0": KEEP,
    "Zlib": "不得冒称原作 · do not claim to have written it",
}
SPELLINGS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "MIT License": "MIT",
}
READ_BY_HAND = {  # from their licence files, since the metadata say too little
    "altair": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "pdfplumber": "MIT",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "resvg-py": "MIT",
    "streamlit-folium": "MIT",  # that of its repository; the wheel carries none
    "xstatic-leaflet": "BSD-2-Clause",  # "same as Leaflet"
}
HEAD = """# Licences · 许可

What the product runs on; written by `make lock` from the packages themselves. The product is used
as a server inside an office; the duties below begin where copies of the packages are handed on (the
folder `wheels`, for one). 产品运行所依赖的包，由 `make lock` 生成；把这些包的副本交给他人时，
须履行下列义务。

Some wheels carry libraries in binary form whose licences lie beside them: shapely carries GEOS
(LGPL-2.1, a file of its own that may be exchanged), numpy the run time of GCC (GPL with the
exception that leaves programs using it free), pypdfium2 carries PDFium and what that is built of
(FreeType, libjpeg and others, each under its own notice licence), psycopg-binary carries libpq
and OpenSSL (PostgreSQL licence, Apache-2.0). 部分包内含二进制库：shapely 含
GEOS（LGPL-2.1，独立文件，可以替换），numpy 含 GCC 运行库（GPL 附例外条款，不约束使用它的程序），
pypdfium2 含 PDFium 及其所用的库（FreeType、libjpeg 等，各依其声明类许可），psycopg-binary 含
libpq 和 OpenSSL（PostgreSQL 许可、Apache-2.0）。

| package | version | licence |
|---|---|---|
"""


def read_lock(path: Path) -> Iterator[Requirement]:
    """What a lock file pins, with the platform it is for; hashes and comments left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.match(r"\w", line):
            yield Requirement(line.removesuffix(" \\"))


def list_versions(lock: Path) -> dict[str, str]:
    """Name → version, or versions where they differ by platform or Python."""
    versions: dict[str, str] = {}
    for pin in read_lock(lock):
        version = str(pin.specifier).removeprefix("==")
        versions[pin.name] = f"{versions[pin.name]}, {version}" if pin.name in versions else version
    return versions


def read_licence(name: str) -> str:
    """SPDX expression of an installed package."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    about = metadata(name)
    said = about.get("License-Expression") or about.get("License", "").partition("\n")[0].strip()
    return SPELLINGS.get(said, said)


def split_expression(expression: str) -> list[str]:
    return [word for word in re.findall(r"[\w.+-]+", expression) if word not in ("AND", "OR")]


def write_page(lock: Path) -> str:
    licences = {name: read_licence(name) for name in list_versions(lock)}
    rows = [f"| {name} | {v} | {licences[name]} |" for name, v in list_versions(lock).items()]
    used = sorted({part for said in licences.values() for part in split_expression(said)})
    duties = [f"| {part} | {DUTIES[part]} |" for part in used]
    table = ["", "| licence | what it asks of us |", "|---|---|", *duties, ""]
    return HEAD + "\n".join([*rows, *table])


if __name__ == "__main__":
    TARGET.write_text(write_page(ROOT / "requirements.lock"), encoding="utf-8", newline="\n")
