"""The files of versions, written out below `local/` by hash: what a version holds never changes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection

from geo.packages.package import find_local_dir, hash_bytes, hash_file, open_package
from geo.packages.problems import DataError, Problem
from store.packages import DESCRIPTOR, write_files
from store.versions import Version, load_files

FOLDER, TRIALS = "dutymap.packages", "dutymap.trials"
"""Of versions, and of plans under review, which come and go. No plan's code has a full stop, so no
folder of a plan below `local/` is called so."""

_looked_through: set[Path] = set()
"""Folders whose files this process has compared with their hashes."""


def materialise(connection: Connection, version: Version) -> Path:
    """The folder that holds a version's files; written whole, or not at all."""
    folder = find_version_folder(version.sha256, version.plan)
    if folder in _looked_through and (folder / DESCRIPTOR).exists():
        return folder
    if not holds(folder, version.sha256):
        write_out(folder, load_files(connection, version))
    _looked_through.add(folder)
    return folder


def find_version_folder(sha256: str, plan: str, around: str = FOLDER) -> Path:
    return find_local_dir() / around / sha256.removeprefix("sha256:") / plan


def holds(folder: Path, sha256: str) -> bool:
    """Whether a folder holds this package, every file of it unchanged."""
    try:
        if hash_file(folder / DESCRIPTOR) != sha256:
            return False
        found = open_package(folder)
        return all(
            hash_file(found.path(r["name"])) == r["hash"] for r in found.descriptor["resources"]
        )
    except (OSError, DataError):
        return False


def write_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a package beside its place and put it there in one step."""
    around = folder.parent.parent
    try:
        around.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=around, prefix=".", ignore_cleanup_errors=True) as new:
            whole = Path(new) / "whole"
            write_files(whole / folder.name, files)
            if folder.parent.exists() and not holds(folder, hash_bytes(files[DESCRIPTOR])):
                shutil.rmtree(folder.parent)
            if not folder.parent.exists():
                whole.rename(folder.parent)
    except OSError as error:
        if holds(folder, hash_bytes(files[DESCRIPTOR])):
            return  # another process was quicker
        label, details = f"local/{around.name}", {"reason": error.strerror or str(error)}
        raise DataError([Problem("unwritable", label, details=details)]) from None
