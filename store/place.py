"""Where what is kept lies; says so without a database at hand."""

from __future__ import annotations

import os
from pathlib import Path

from geo.packages.package import find_local_dir

SETTING = "DUTYMAP_DATABASE"
FILE = "dutymap.db"


def find_setting() -> str:
    """The address that the environment names, or ""."""
    return os.environ.get(SETTING, "")


def find_file() -> Path:
    """The database where none is named."""
    return find_local_dir() / FILE


def is_used() -> bool:
    """Whether there may be something to read: a database is named, or the file was made."""
    return bool(find_setting()) or find_file().exists()
