"""Data packages on disk: finding them, reading their tables strictly, verifying their hashes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from geo.packages.descriptor import find_descriptor_problems
from geo.packages.problems import DataError, Problem, raise_if_any
from geo.packages.schema import validate_table

DATA_DIR = Path(__file__).parents[2] / "data"
LOCAL_DIR = Path(__file__).parents[2] / "local"
DEFAULT_PLAN = "ecology-2025"
"""The shipped example, which opens where no link names another."""
MAX_CELL = 131_072
"""Characters; a longer cell comes of a quotation mark that was never closed."""


def find_data_dir() -> Path:
    """The folder of the data packages; `DUTYMAP_DATA` overrides the one shipped with the code."""
    return Path(os.environ.get("DUTYMAP_DATA", DATA_DIR))


def find_local_dir() -> Path:
    """Where an office's own files lie, under no version control; `DUTYMAP_LOCAL` overrides it."""
    return Path(os.environ.get("DUTYMAP_LOCAL", LOCAL_DIR))


def hash_file(path: Path) -> str:
    return hash_bytes(path.read_bytes())


def hash_bytes(data: bytes) -> str:
    """Frictionless' form of a file's hash: `sha256:<hex>`."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Package:
    """A Frictionless data package: a folder with `datapackage.json`."""

    folder: Path
    descriptor: dict[str, Any]

    @property
    def descriptor_label(self) -> str:
        """The descriptor as problems name it."""
        return f"{self.folder.name}/datapackage.json"

    def resource(self, name: str) -> dict[str, Any]:
        for resource in self.descriptor["resources"]:
            if resource["name"] == name:
                return dict(resource)
        raise DataError([Problem("missing_key", self.descriptor_label, None, "resources", name)])

    def has(self, name: str) -> bool:
        """Whether the package lists the file; some are optional."""
        return any(resource["name"] == name for resource in self.descriptor["resources"])

    def path(self, name: str) -> Path:
        return Path(self.folder, self.resource(name)["path"])

    def label(self, name: str) -> str:
        """The file as problems name it: `<region>/units.csv`."""
        return f"{self.folder.name}/{self.resource(name)['path']}"

    def read_text(self, name: str) -> str:
        return read_text(self.path(name), self.label(name))

    def read_json(self, name: str) -> Any:
        return parse_json(self.read_text(name), self.label(name))

    def read_table(self, name: str) -> pd.DataFrame:
        """The table with the columns and types of its schema; raises `DataError` on any offender.

        The index is the row number in the file, the header being row 1.
        """
        file, schema = self.label(name), self.resource(name).get("schema")
        if schema is None:
            raise DataError([Problem("missing_key", self.descriptor_label, None, "schema", name)])
        return parse_table(self.path(name), file, schema)

    def read_optional_table(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """As `read_table`; a table without rows where the package does not list the file."""
        return self.read_table(name) if self.has(name) else pd.DataFrame(columns=list(columns))

    def find_changed_files(self) -> list[Problem]:
        """Files whose content is not the one registered in `datapackage.json`."""
        return [
            Problem("changed_file", self.label(r["name"]))
            for r in self.descriptor["resources"]
            if _is_readable(self.path(r["name"])) and hash_file(self.path(r["name"])) != r["hash"]
        ]


def open_package(folder: Path) -> Package:
    label = f"{folder.name}/datapackage.json"
    descriptor = parse_json(read_text(folder / "datapackage.json", label), label)
    raise_if_any(find_descriptor_problems(descriptor, label))
    return Package(folder, descriptor)


def list_plans(data_dir: Path | None = None) -> list[str]:
    """Codes of the plans on disk, sorted."""
    return _list_packages((data_dir or find_data_dir()) / "plans", "plan.json")


def list_regions(data_dir: Path | None = None) -> list[str]:
    """Codes of the regions on disk, sorted; with those that this office built, unless a folder of
    packages is named."""
    return sorted(_find_regions(data_dir))


def find_region(
    code: str, data_dir: Path | None = None, *, file: str = "--region", column: str | None = None
) -> Path:
    """The folder of one of `list_regions`; raises `DataError` where there is none, which says that
    `file` asks for it."""
    regions = _find_regions(data_dir)
    if code not in regions:
        details = {"known": ", ".join(sorted(regions))}
        raise DataError([Problem("unknown_region", file, None, column, code, details)])
    return regions[code]


def find_own_regions() -> Path:
    """The folder of the regions that this office built."""
    return find_local_dir() / "regions"


def find_replaced_regions() -> Path:
    """Where one of them lies while another takes its place, and counts while there is none."""
    return find_local_dir() / "regions.before"


def _find_regions(data_dir: Path | None) -> dict[str, Path]:
    """A region that comes with the product is itself, whatever an office has under its code."""
    shipped = (data_dir or find_data_dir()) / "regions"
    folders = [shipped] if data_dir else [find_replaced_regions(), find_own_regions(), shipped]
    return {c: folder / c for folder in folders for c in _list_packages(folder, "units.csv")}


def _list_packages(folder: Path, main_file: str) -> list[str]:
    # Either file will do: a package that lost one of them is reported, not passed over.
    files = [*folder.glob("*/datapackage.json"), *folder.glob(f"*/{main_file}")]
    return sorted({path.parent.name for path in files})


def read_text(path: Path, label: str) -> str:
    try:
        return path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except FileNotFoundError:
        raise DataError([Problem("missing_file", label)]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            [Problem("unreadable_file", label, details={"reason": str(error)})]
        ) from None


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as a package holds it and a command prints it: lines end in a line feed."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()


def parse_table(path: Path, label: str, schema: dict[str, Any]) -> pd.DataFrame:
    """A CSV file with the columns and types of `schema`; raises `DataError` on any offender.

    The index is the row number in the file, the header being row 1. Problems name it `label`.
    """
    columns = [field["name"] for field in schema["fields"]]
    rows = _split_rows(read_text(path, label), label)
    if not rows or rows[0] != columns:
        found = ",".join(rows[0]) if rows else ""
        details = {"expected": ",".join(columns)}
        raise DataError([Problem("wrong_columns", label, 1, None, found, details)])
    raise_if_any(_find_ragged_rows(rows, label))
    index = pd.RangeIndex(2, len(rows) + 1)
    frame = pd.DataFrame(rows[1:], columns=columns, index=index, dtype=str)
    return validate_table(frame, schema, label)


def parse_json(text: str, label: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        details = {"reason": error.msg}
        raise DataError([Problem("broken_json", label, error.lineno, details=details)]) from None


def _is_readable(path: Path) -> bool:
    # A file that cannot be read is a problem of its own, named where it is read.
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False


def _split_rows(text: str, file: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text), strict=True):
            # Python's own limit is one for the whole process, which any library may lift.
            if max(map(len, row), default=0) > MAX_CELL:
                raise csv.Error(f"field larger than field limit ({MAX_CELL})")
            rows.append(row)
    except csv.Error as error:
        details = {"reason": str(error)}
        raise DataError([Problem("broken_csv", file, len(rows) + 1, details=details)]) from None
    return rows


def _find_ragged_rows(rows: list[list[str]], file: str) -> Iterator[Problem]:
    width = len(rows[0])
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != width:
            details = {"expected": str(width), "actual": str(len(row))}
            yield Problem("wrong_width", file, number, None, ",".join(row), details)
