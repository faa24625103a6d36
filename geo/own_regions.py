"""Regions that an office builds for itself, in `local/regions`, beside those that are shipped."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.intake.readers.text import decode
from geo.model import load_region
from geo.own_boundaries.build import Asked, build_own_region
from geo.packages.package import (
    find_data_dir,
    find_local_dir,
    find_own_regions,
    find_region,
    find_replaced_regions,
    list_regions,
    open_package,
)
from geo.packages.problems import DataError, Problem
from geo.region.build import build_region, list_mended
from geo.region.building.package import put_former, read_former_resource

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Listed:
    """`districts`: their number; `origin`: `shipped` or `office`."""

    code: str
    name: str
    districts: int
    origin: str


@dataclass(frozen=True)
class Made:
    """A region that was built. `is_new`: it was not here, or not the same; `told`: what else there
    is to say of it, a line each in both languages."""

    folder: Path
    is_new: bool
    mended: dict[str, int]
    as_drawn: list[str]
    told: tuple[str, ...] = ()

    def describe(self) -> Iterator[str]:
        """What there is to say of it, a line each, in both languages."""
        if not self.is_new:
            yield "与原有的完全相同，没有改动。 The same is here already; nothing was changed."
        for code, area in self.mended.items():
            yield f"{code}: 边界重叠或有细缝，已修补 {area} 平方米。 Outline mended, {area} m²."
        for where in self.as_drawn:
            yield f"{where}: 与邻近处之间另有他地或水面，照原图。 A gap here is left as drawn."
        yield from self.told


def list_all_regions() -> list[Listed]:
    """Every region that a plan can stand on, by its code; raises `DataError` at a broken one."""
    listed = []
    for code in list_regions():
        package = open_package(find_region(code))
        title = str(package.descriptor.get("title", code))
        name = str(package.descriptor.get("place", title))
        is_shipped = package.folder.parent == find_data_dir() / "regions"
        # The outlines of a country take half a second to be understood.
        package.read_text("districts")
        told = package.resource("districts").get("features")
        count = told or len(package.read_json("districts")["features"])
        listed.append(Listed(code, name, count, "shipped" if is_shipped else "office"))
    return listed


def keep_region(code: str) -> Made:
    """Build a region and put it where it is found: whole, or not at all.

    It is read as every other before it is put there. Raises `DataError` where there is no such
    place, where a region of this code is shipped, or where nothing can be written.
    """
    _refuse_shipped(code)
    return _keep(code, _carry_former(code, build_region(code)))


def import_region(name: str, data: bytes, asked: Asked) -> Made:
    """The same of an office's own boundaries, by its file's name and bytes."""
    if not CODE.fullmatch(asked.code):
        raise DataError([Problem("bad_region_code", "CODE", value=asked.code)])
    _refuse_shipped(asked.code)
    if not asked.title.strip():
        raise DataError([Problem("unnamed_region", "NAME", value=asked.title)])
    files, told = build_own_region(name, data, asked)
    return _keep(asked.code, _carry_former(asked.code, files), tuple(told.describe()))


def keep_former(code: str, name: str, data: bytes) -> Made:
    """Say which units a region of the office's own once had: a CSV by its file's name and bytes,
    see `geo.region.former`; without rows it has none. A region that is built anew keeps them."""
    _refuse_shipped(code)
    folder = find_region(code)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return _keep(code, put_former(files, decode(data, name)))


def _carry_former(code: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the former units that the region of this code has by now."""
    if code not in list_regions():
        return files
    path = find_region(code) / read_former_resource()["path"]
    return put_former(files, path.read_text(encoding="utf-8")) if path.is_file() else files


def _refuse_shipped(code: str) -> None:
    if code in list_regions(find_data_dir()):
        raise DataError([Problem("shipped_region", "CODE", value=code)])


def _keep(code: str, files: dict[str, bytes], told: tuple[str, ...] = ()) -> Made:
    folder = find_own_regions() / code
    is_new = not _holds(folder, files)
    if is_new:
        try:
            _put(folder, files)
        except OSError as error:
            label, details = f"local/regions/{code}", {"reason": error.strerror or str(error)}
            raise DataError([Problem("unwritable", label, details=details)]) from None
    return Made(folder, is_new, *list_mended(files), told)


def _holds(folder: Path, files: dict[str, bytes]) -> bool:
    paths = {name: folder / name for name in files}
    return all(path.is_file() and path.read_bytes() == files[n] for n, path in paths.items())


def _put(folder: Path, files: dict[str, bytes]) -> None:
    """Write a package beside its place, read it, and put it there in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    local = find_local_dir()
    with tempfile.TemporaryDirectory(dir=local, prefix=".", ignore_cleanup_errors=True) as place:
        whole = Path(place) / "regions" / folder.name
        whole.mkdir(parents=True)
        for name, data in files.items():
            (whole / name).write_bytes(data)
        load_region(folder.name, Path(place))
        before = find_replaced_regions() / folder.name
        if folder.exists():
            # Where we are stopped between the two, the old one is found where it then is.
            shutil.rmtree(before, ignore_errors=True)
            before.parent.mkdir(exist_ok=True)
            folder.rename(before)
        whole.rename(folder)
        shutil.rmtree(before, ignore_errors=True)
