"""A region's package from an office's own boundaries: which column is the name and which the code,
what plans may call each place, and the descriptor that says whose the boundaries are."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from geo.own_boundaries.apart import read_layer_apart
from geo.own_boundaries.datum import Offset, settle_datum
from geo.packages.problems import DataError, Problem, raise_if_any
from geo.region.boundaries import project_equal_area
from geo.region.building.names import name_counties, translate_place
from geo.region.building.outlines import mend_outlines
from geo.region.building.package import fill_in, read_template, write_region
from geo.region.building.source import County, Place
from geo.region.spellings import split_peoples, split_stem, split_town

OWN_TEXTS = Path(__file__).parent / "package.json"
NAME_COLUMNS = frozenset(
    (
        *("name", "名称", "地名", "行政区名称", "行政区划名称", "区划名称", "xzqmc", "mc", "qxmc"),
        *("xzmc", "jdmc", "县", "区县", "乡镇", "街道", "name_chn", "name_zh", "cname"),
    )
)
CODE_COLUMNS = frozenset(
    (
        *("code", "代码", "行政区代码", "行政区划代码", "区划代码", "xzqdm", "dm", "qxdm", "xzdm"),
        *("jddm", "pac", "adcode", "unit_code", "xzqhdm", "gb"),
    )
)
"""Headings in lower case that say what a column is, in public data and in those of offices."""
CODE = re.compile(r"[0-9a-z_]+")
MADE_CODE = 8
"""Hexadecimal digits of the hash of a name that is the code where the file has none."""
MAX_OVERLAP_M = 100
"""Width. Below this two outlines were drawn apart; wider, they claim the same ground."""
OFFICE = "办事处"


@dataclass(frozen=True)
class Asked:
    """What a person says of a file. `title`: what the region is called; the columns, the layer and
    the datum (`wgs84`, `gcj02`) may be ""."""

    code: str
    title: str
    name_column: str = ""
    code_column: str = ""
    layer: str = ""
    datum: str = ""


@dataclass(frozen=True)
class Told:
    """What is to be said of an import: numbers of features whose rings were mended, whether codes
    were made of names, how the outlines lie to the known ones."""

    crs: str
    rings: tuple[int, ...]
    has_made_codes: bool
    offset: Offset | None
    datum: str

    def describe(self) -> Iterator[str]:
        """A line each, in both languages."""
        if self.rings:
            listed = ", ".join(map(str, self.rings))
            yield f"第 {listed} 个要素的边线自相交，已修正。 Rings crossed themselves; mended."
        if self.has_made_codes:
            yield "文件没有代码一列，代码由名称算出。 No column of codes: each is made of the name."
        if self.datum == "gcj02":
            yield "已由 GCJ-02 换算为 WGS84。 Converted from GCJ-02 to WGS84."
        yield self.describe_offset()

    def describe_offset(self) -> str:
        if self.offset is None:
            return "这里没有已知的县界可核对坐标。 No county is known there to check the datum by."
        metres = self.offset.undone_m if self.datum == "gcj02" else self.offset.metres
        return (
            f"与已知县界相距的中位数为 {metres:.0f} 米。"
            f" The median distance from the known outlines is {metres:.0f} m."
        )


def build_own_region(name: str, data: bytes, asked: Asked) -> tuple[dict[str, bytes], Told]:
    """The files of a region's package, by their names; `name`: of the file. Raises `DataError` with
    every feature that cannot be used."""
    layer = read_layer_apart(name, data, asked.layer)
    columns = layer.features.drop(columns="geometry")
    name_column = _choose_column(name, [*columns], asked.name_column, NAME_COLUMNS)
    code_column = _choose_column(name, [*columns], asked.code_column, CODE_COLUMNS)
    if not name_column:
        details = {"columns": ", ".join(columns)}
        raise DataError([Problem("no_name_column", name, details=details)])
    names = [_fold(value).removesuffix(OFFICE) for value in columns[name_column]]
    codes = [_fold(value).lower() for value in columns[code_column]] if code_column else []
    raise_if_any(
        [
            *_find_cut_problems(name, layer.cut, {name_column: names, code_column: codes}),
            *_find_name_problems(name, name_column, names),
            *_find_code_problems(name, code_column, codes),
        ]
    )
    codes = codes or [_make_code(value) for value in names]
    outlines = layer.features[["geometry"]].assign(unit_code=codes)
    outlines, offset = settle_datum(outlines, name, asked.datum)
    raise_if_any(_find_overlaps(outlines, names, name))
    ordered = sorted(zip(codes, names, range(len(codes)), strict=True))
    mended = mend_outlines(outlines.iloc[[at for _, _, at in ordered]].reset_index(drop=True), name)
    place = Place(asked.code, asked.title, split_stem(asked.title))
    counties = [_take_county(code, own, place) for code, own, _ in ordered]
    named = dict(zip([c.code for c in counties], name_counties(counties), strict=True))
    told = Told(layer.crs, tuple(layer.mended), not code_column, offset, asked.datum)
    return write_region(_describe(name, data, asked, told), mended, named), told


def _choose_column(name: str, columns: Sequence[str], asked: str, known: frozenset[str]) -> str:
    """The column that a person names, else the only one whose heading says it; "" where none."""
    details = {"columns": ", ".join(columns)}
    if asked:
        if asked not in columns:
            raise DataError([Problem("unknown_boundary_column", name, 1, asked, details=details)])
        return asked
    found = [column for column in columns if column.lower() in known]
    if len(found) > 1:
        details = {"columns": ", ".join(found)}
        raise DataError([Problem("several_columns", name, 1, details=details)])
    return found[0] if found else ""


def _fold(value: str) -> str:
    return "".join(unicodedata.normalize("NFKC", value).split())


def _find_name_problems(file: str, column: str, names: Sequence[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, value in enumerate(names, start=1):
        details = {"n": str(number), "other": str(first.setdefault(value, number))}
        if not value:
            yield Problem("feature_unnamed", file, None, column, value, details)
        elif first[value] != number:
            yield Problem("feature_twice", file, None, column, value, details)


def _find_cut_problems(
    file: str, cut: Iterable[tuple[int, str]], used: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Cells that were cut in the middle of a letter; `used`: by column, what is read of it."""
    for number, column in cut:
        if column in used:
            value, details = used[column][number - 1], {"n": str(number)}
            yield Problem("feature_cut", file, None, column, value, details)


def _find_code_problems(file: str, column: str, codes: Sequence[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, value in enumerate(codes, start=1):
        details = {"n": str(number), "other": str(first.setdefault(value, number))}
        if not CODE.fullmatch(value):
            yield Problem("feature_code", file, None, column, value, details)
        elif first[value] != number:
            yield Problem("feature_twice", file, None, column, value, details)


def _make_code(name: str) -> str:
    return "u" + hashlib.sha256(name.encode()).hexdigest()[:MADE_CODE]


def _find_overlaps(
    outlines: gpd.GeoDataFrame, names: Sequence[str], file: str
) -> Iterator[Problem]:
    """Pairs of features that claim the same ground, beyond what an unsteady hand draws."""
    shapes = project_equal_area(outlines).geometry.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for i, j in sorted(zip(left, right, strict=True)):
        common = shapely.intersection(shapes[i], shapes[j]) if i < j else None
        # A border alone has no area; a circle is looked for only where there is room for one.
        if common is None or common.area < MAX_OVERLAP_M**2 / 2:
            continue
        if 2 * shapely.maximum_inscribed_circle(common).length > MAX_OVERLAP_M:
            numbers = {"n": str(i + 1), "other": str(j + 1), "area": f"{common.area / 1e6:.2f}"}
            value = f"{names[i]}, {names[j]}"
            yield Problem("features_overlap", file, None, "geometry", value, numbers)


def _take_county(code: str, name: str, place: Place) -> County:
    """A place of the file, called as a county of the region is."""
    ending, _ = split_town(name)
    stem = split_peoples(name)[0] or name.removesuffix(ending)
    return County(code, name, stem if ending and len(stem) > 1 else split_stem(name), place, place)


def _describe(name: str, data: bytes, asked: Asked, told: Told) -> dict[str, Any]:
    digest = hashlib.sha256(data).hexdigest()
    own = json.loads(OWN_TEXTS.read_text(encoding="utf-8"))
    place = translate_place(asked.title, split_stem(asked.title))
    values = {"code": asked.code, "place": asked.title, "place_en": place}
    own = fill_in(own, values | {"file": name, "hash": digest, "crs": told.crs, "version": "1"})
    descriptor = read_template(values | {"version": "1"}) | own["top"]
    offset = told.describe_offset().split("。 ")
    own["resources"]["districts"] |= {"datum_check": f"{offset[0]}。", "datum_check_en": offset[1]}
    for resource in descriptor["resources"]:
        resource.update(own["resources"].get(resource["name"], {}))
    return descriptor
