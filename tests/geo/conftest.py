"""Data to test with: a copy of the real packages to damage, and a tiny region with a tiny plan."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data.build.register import register_files
from geo.model import Model, load_model
from geo.packages.package import DATA_DIR
from geo.packages.problems import DataError, Problem
from tests.geo import tiny

Described = tuple[str, str, int | None, str | None, str | None]


def _explain(problem: Problem) -> list[str]:
    """Every wording of a problem; a missing placeholder would raise here."""
    return [say(lang) for say in (problem.why, problem.fix) for lang in ("zh", "en")]


@dataclass(frozen=True)
class DataCopy:
    """A data folder of its own; files are named as problems name them, `beijing/units.csv`."""

    data_dir: Path
    plan: str

    def path(self, file: str) -> Path:
        folder, _, name = file.partition("/")
        (found,) = [*self.data_dir.glob(f"*/{folder}")]
        return found / name

    def replace(self, file: str, old: str, new: str) -> None:
        """`old`, which must stand there exactly once, becomes `new`."""
        text = self.path(file).read_bytes().decode()
        assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
        self.path(file).write_bytes(text.replace(old, new).encode())

    def replace_cell(self, file: str, row: int, column: str, value: str) -> None:
        """One cell of a table; row 1 is the header."""
        with self.path(file).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        rows[row - 1][rows[0].index(column)] = value
        with self.path(file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    def edit_json(self, file: str, edit: Callable[[Any], Any]) -> None:
        """`edit` changes the parsed file in place, or returns what is to replace it."""
        content = json.loads(self.path(file).read_text(encoding="utf-8"))
        edited = edit(content)
        text = json.dumps(content if edited is None else edited, ensure_ascii=False)
        self.path(file).write_text(text, encoding="utf-8")

    def register(self) -> None:
        """Accept the changes: what is then still refused is refused for its content."""
        for descriptor in sorted(self.data_dir.glob("*/*/datapackage.json")):
            register_files(descriptor)

    def load(self) -> Model:
        return load_model(self.plan, self.data_dir)

    def find_problems(self) -> list[Problem]:
        try:
            self.load()
        except DataError as error:
            explained = [wording for p in error.problems for wording in _explain(p)]
            assert all(explained)
            return list(error.problems)
        return []

    def describe_problems(self) -> list[Described]:
        """`rule, file, row, column, value` of every problem."""
        return [(p.rule, p.file, p.row, p.column, p.value) for p in self.find_problems()]


@pytest.fixture
def real_copy(tmp_path: Path) -> DataCopy:
    """The packages as shipped, to be damaged."""
    folder = tmp_path / "data"
    for part in ("plans", "regions"):
        shutil.copytree(DATA_DIR / part, folder / part)
    return DataCopy(folder, "ecology-2025")


@pytest.fixture
def tiny_data(tmp_path: Path) -> DataCopy:
    """Three square districts, one development zone and five measures, see `tiny.py`."""
    folder = tmp_path / "tiny"
    tiny.write_packages(folder)
    copy = DataCopy(folder, tiny.PLAN)
    copy.register()
    return copy
