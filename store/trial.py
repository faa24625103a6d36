"""A plan as it would be published now: a package that no version holds, to be looked at."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from geo.packages.package import hash_bytes
from store.database import read, stamp
from store.folders import TRIALS, find_version_folder, write_out
from store.packages import DESCRIPTOR, Facts, build_package
from store.readings import find_reading
from store.state import load_state
from store.versions import list_versions

KEPT, UNREAD_S = 20, 3600
"""Trials that stay in any case, and for how long every other one does after it was looked at: an
open page may still read its files."""


def find_trial_folder(plan: str) -> Path | None:
    """The package of a plan under review, marked as a draft; None where no file was read for it.

    A title that nobody stated is the file's name. Raises `DataError` where its database fails."""
    with read() as connection:
        if connection is None or find_reading(connection, plan) is None:
            return None
        state = load_state(connection, plan)
        number = len(list_versions(connection, plan)) + 1
    stated = state.settled.facts
    named = {"title": Path(state.reading.file).stem} | stated
    facts = Facts(plan, number, "draft", stamp()[:10])
    files = build_package(state.reading, replace(state.settled, facts=named), state.region, facts)
    folder = find_version_folder(hash_bytes(files[DESCRIPTOR]), plan, TRIALS)
    with suppress(OSError):
        os.utime(folder.parent)
    if not (folder / DESCRIPTOR).exists():
        write_out(folder, files)
        take_old_away(folder.parent.parent)
    return folder


def take_old_away(around: Path) -> None:
    """Take away what nobody looked at for `UNREAD_S`, but the last `KEPT`, and what a crash left
    half done. Nothing is lost: whoever looks again builds it anew. Out of its place first and then
    gone, so that no half of one is ever read."""
    before = time.time() - UNREAD_S
    looked = []
    for path in around.iterdir():
        with suppress(OSError):  # taken away by another process
            looked.append((path.stat().st_mtime, path))
    looked.sort(reverse=True)
    whole = [path for _, path in looked if not path.name.startswith(".")]
    for time_s, path in looked:
        if time_s >= before or path in whole[:KEPT]:
            continue
        with suppress(OSError):  # the same, or open in another program
            gone = path if path not in whole else path.rename(path.with_name(f".{path.name}"))
            shutil.rmtree(gone)
