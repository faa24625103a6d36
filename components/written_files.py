"""Files written at run time and served to the map's frame, gone with the process."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

_folder = TemporaryDirectory(prefix="district-map-")
FOLDER = Path(_folder.name)
COMPONENT = "written"
"""The name under which `components.map_frame` has Streamlit serve the folder."""


def write_file(text: str, extension: str) -> str:
    """The frame's address of a file with this text; the hash lets browsers keep it."""
    name = f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.{extension}"
    path = FOLDER / name
    if not path.exists():
        path.write_text(text, encoding="utf-8", newline="\n")
    return f"../components.map_frame.{COMPONENT}/{name}"
