"""Files written at run time and served to the map's frame, gone with the process.

They lie in a folder of this process alone: no other version of the product writes there, and no
other user of the machine may read or write. Temporary folders are cleaned while servers run, so
nobody remembers that a file is there: it is looked for whenever it is named, and written again.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

_folder = TemporaryDirectory(prefix="district-map-", ignore_cleanup_errors=True)
FOLDER = Path(_folder.name)
COMPONENT = "written"
"""The name under which `components.map.frame` has Streamlit serve the folder."""
MAX_FILES = 64
"""Of one kind; a page that is open has read its own, and is given others when it asks again."""


class WrittenFiles:
    """Files of one kind, each told by what its text is written from."""

    def __init__(self, write: Callable[..., str], extension: str) -> None:
        """`write` gives the text; of more than `MAX_FILES` files the longest unused goes."""
        self._write, self._extension = write, extension
        self._names: OrderedDict[tuple[Hashable, ...], str] = OrderedDict()
        self._lock = Lock()

    def find(self, *source: Hashable) -> str | None:
        """The frame's address of the file, or nothing where it is not there (any more)."""
        with self._lock:
            name = self._names.get(source)
            if name is None or not (FOLDER / name).exists():
                return None
            self._names.move_to_end(source)
            return _address(name)

    def get(self, *source: Hashable) -> str:
        """The frame's address of the file, written where it is not there; raises `OSError`."""
        if address := self.find(*source):
            return address
        name = write_file(self._write(*source), self._extension)
        with self._lock:
            self._names[source] = name
            while len(self._names) > MAX_FILES:
                _, oldest = self._names.popitem(last=False)
                (FOLDER / oldest).unlink(missing_ok=True)
        return _address(name)


def write_file(text: str, extension: str) -> str:
    """The name of a file with this text; the hash in it lets browsers keep the file."""
    data = text.encode()
    name = f"{hashlib.sha256(data).hexdigest()[:32]}.{extension}"
    _own_folder()
    if not (FOLDER / name).exists():
        part = FOLDER / f"{name}.{os.urandom(4).hex()}"
        try:
            part.write_bytes(data)
            part.replace(FOLDER / name)
        finally:
            part.unlink(missing_ok=True)
    return name


def _own_folder() -> None:
    """Make the folder again where it was cleaned away; refuse one that somebody else put there."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    found = FOLDER.lstat()
    if os.name == "posix" and (found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077):
        raise PermissionError(f"{FOLDER} is not this user's alone")


def _address(name: str) -> str:
    return f"../components.map.frame.{COMPONENT}/{name}"
