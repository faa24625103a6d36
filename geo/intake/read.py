"""The way in: an office's file, by path or by its bytes, to a draft of a plan."""

from __future__ import annotations

from pathlib import Path

from geo.intake.apart import read_apart
from geo.intake.draft import Draft, draft_plan
from geo.intake.files import read_bytes, take_bytes
from geo.intake.known import KnownNames, gather_names
from geo.packages.package import DEFAULT_PLAN, Package, find_data_dir, list_regions, open_package
from geo.packages.problems import DataError, Problem
from geo.plan.meta import read_meta


def find_default_region() -> str:
    """That of the plan which opens where no link names another."""
    package = open_package(find_data_dir() / "plans" / DEFAULT_PLAN)
    return str(read_meta(package)["region"])


def open_region(region: str) -> Package:
    """The package of a region; raises `DataError` where there is none."""
    if region not in list_regions():
        details = {"where": "data/regions"}
        raise DataError([Problem("unknown_code", "--region", value=region, details=details)])
    return open_package(find_data_dir() / "regions" / region)


def load_names(region: str) -> KnownNames:
    """The names a region knows; raises `DataError` where there is no such region."""
    package = open_region(region)
    return gather_names(package.read_table("units"), package.read_table("unit_names"))


def read_plan_file(path: Path, region: str, sheet: str | None = None) -> Draft:
    """What is made of a file, changing nothing; raises `DataError` where it cannot be read."""
    known = load_names(region)
    return draft_file(read_bytes(path), known, sheet)


def read_plan_bytes(name: str, data: bytes, region: str, sheet: str | None = None) -> Draft:
    """The same of an upload, by the name its sender gave it."""
    known = load_names(region)
    return draft_file(take_bytes(Path(name), data), known, sheet)


def draft_file(contents: tuple[str, str, bytes], known: KnownNames, sheet: str | None) -> Draft:
    """`contents`: name, suffix and bytes, as `read_bytes` gives them."""
    name, suffix, data = contents
    return draft_plan(read_apart(name, suffix, data), known, name, sheet)
