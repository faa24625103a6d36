"""Copies of the data packages with something changed, for tests of bad input."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from data.build.register import register_files
from geo.packages.package import DATA_DIR


def copy_data(target: Path) -> Path:
    """A copy of the shipped packages below `target`; returns the data folder."""
    folder = target / "data"
    for name in ("plans", "regions"):
        shutil.copytree(DATA_DIR / name, folder / name)
    return folder


def rewrite(folder: Path, name: str, change: Callable[[str], str], *, register: bool) -> None:
    """Change the text of a file, e.g. `regions/beijing/units.csv`; `register` renews the hash."""
    path = folder / name
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, "the change changed nothing"
    path.write_text(after, encoding="utf-8", newline="\n")
    if register:
        register_files(path.parent / "datapackage.json")
