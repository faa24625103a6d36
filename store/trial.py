"""A plan as it would be published now: a package that no version holds, to be looked at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geo.packages.package import hash_bytes
from store.database import read, stamp
from store.folders import find_version_folder, write_out
from store.packages import DESCRIPTOR, Facts, build_package
from store.readings import find_reading
from store.state import load_state
from store.versions import list_versions


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
    folder = find_version_folder(hash_bytes(files[DESCRIPTOR]), plan)
    if not (folder / DESCRIPTOR).exists():
        write_out(folder, files)
    return folder
