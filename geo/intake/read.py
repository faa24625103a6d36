"""The way in: an office's file, by path or by its bytes, to a draft of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from geo.intake.apart import read_apart
from geo.intake.draft import NOTHING_SAID, Draft, draft_plan
from geo.intake.files import read_bytes, take_bytes
from geo.intake.known import KnownNames, gather_names
from geo.intake.tables import keep_occurring
from geo.packages.package import DEFAULT_PLAN, Package, find_data_dir, find_region, open_package
from geo.packages.problems import DataError
from geo.plan.meta import read_meta
from geo.region.former import read_unit_names


def find_default_region() -> str:
    """That of the plan which opens where no link names another."""
    package = open_package(find_data_dir() / "plans" / DEFAULT_PLAN)
    return str(read_meta(package)["region"])


def open_region(region: str) -> Package:
    """The package of a region; raises `DataError` where there is none."""
    return open_package(find_region(region))


def load_names(region: str) -> KnownNames:
    """The names a region knows; raises `DataError` where there is no such region."""
    package = open_region(region)
    return gather_names(package.read_table("units"), read_unit_names(package))


def read_plan_file(
    path: Path,
    region: str,
    sheet: str | None = None,
    columns: Mapping[str, str] = NOTHING_SAID,
) -> Draft:
    """What is made of a file, changing nothing; raises `DataError` where it cannot be read."""
    known = load_names(region)
    return draft_file(read_bytes(path), known, sheet, columns)


def read_plan_bytes(
    name: str,
    data: bytes,
    region: str,
    sheet: str | None = None,
    columns: Mapping[str, str] = NOTHING_SAID,
) -> Draft:
    """The same of an upload, by the name its sender gave it."""
    known = load_names(region)
    return draft_file(take_bytes(Path(name), data), known, sheet, columns)


def draft_file(
    contents: tuple[str, str, bytes],
    known: KnownNames,
    sheet: str | None,
    columns: Mapping[str, str] = NOTHING_SAID,
) -> Draft:
    """`contents`: name, suffix and bytes, as `read_bytes` gives them; `columns`: what a person
    says that headings are, see `draft_plan`."""
    name, suffix, data = contents
    return draft_plan(read_apart(name, suffix, data), known, name, sheet, columns)


def draft_as_before(
    contents: tuple[str, str, bytes],
    known: KnownNames,
    sheet: str | None,
    remembered: Mapping[str, str],
) -> tuple[Draft, dict[str, str]]:
    """The same with what was said of an earlier file, as far as its headings are in this one and
    make a plan; and that part of it."""
    name, suffix, data = contents
    document = read_apart(name, suffix, data)
    columns = keep_occurring(document, sheet, remembered)
    try:
        return draft_plan(document, known, name, sheet, columns), columns
    except DataError as error:
        if error.problems[0].rule != "missing_columns":
            raise
    return draft_plan(document, known, name, sheet), {}
