"""Files that are kept: before it is known of which plan they are, and read anew afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from geo.intake.files import take_bytes
from geo.packages.problems import DataError, Problem
from store.answers import check_answer
from store.asked import list_facts
from store.database import read
from store.publishing import import_file, state_facts
from store.readings import (
    Original,
    find_original,
    find_reading,
    hash_data,
    keep_file,
    load_file,
)
from store.schema import write


def keep_original(name: str, data: bytes, who: str) -> str:
    """Keep a file before it is known of which plan it is; its hash. Raises `DataError` where it is
    one that is not read at all."""
    take_bytes(Path(name), data)
    with write("keep_file", name) as connection:
        keep_file(connection, name, data, who)
    return hash_data(data)


def load_original(beginning: str) -> Original:
    """The file whose hash begins so; raises `DataError` where none is kept."""
    with read() as connection:
        found = find_original(connection, beginning) if connection and beginning else None
    if found is None:
        raise DataError([Problem("not_kept", beginning)])
    return found


def take_up(
    original: Original,
    plan: str,
    region: str,
    sheet: str,
    facts: Mapping[str, str],
    who: str,
    columns: Mapping[str, str] | None = None,
) -> None:
    """Read a kept file for a plan, and state what it is; nothing where a fact has another form.
    `columns`: see `store.publishing.import_file`."""
    stated = [one for one in list_facts() if one.tag.partition(":")[2] in facts]
    for asked in stated:
        check_answer(asked, facts[asked.tag.partition(":")[2]], set())
    contents = take_bytes(Path(original.name), original.data)
    series = facts.get("series", "")
    import_file(contents, plan, region, sheet or None, who, columns, series)
    state_facts(plan, facts, who)


def read_again(
    plan: str,
    columns: Mapping[str, str] | None,
    who: str,
    sheet: str | None = None,
    seen: int | None = None,
) -> None:
    """Read the original that a plan was read from anew, with what a person now says that its
    headings are, or from another sheet. Raises `DataError` where `seen`, the id of the reading
    that somebody saw, is no more the last."""
    with read() as connection:
        reading = find_reading(connection, plan) if connection else None
        if connection is None or reading is None:
            raise DataError([Problem("not_imported", plan)])
        if seen not in (None, reading.id):
            raise DataError([Problem("moved_on", plan)])
        contents = take_bytes(Path(reading.file), load_file(connection, reading))
    import_file(contents, plan, reading.region, sheet or reading.sheet or None, who, columns)
