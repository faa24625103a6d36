"""Three sides of every cell: as it was sent, as it came back, and as it is kept now.

Pure: what was sent is found by the revision that the returned row names, so nothing depends on what
a workbook hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.asked import hash_parts
from store.progress.lines import Line

THEIRS, OURS = "theirs", "ours"
"""What a person chooses where both sides changed a cell."""
COMMENT = "comment"
"""The one field beside `store.progress.reports.FIELDS`."""
FILLED_BY, JOINT = "filled_by", "、"
"""The field that names people, and what stands between two names in it."""


@dataclass(frozen=True)
class Conflict:
    """A cell that both sides changed, each otherwise. `name`: what a choice calls it; it holds
    both sides, so a choice made upon other texts decides nothing. `field`: one of
    `store.progress.reports.FIELDS` or `COMMENT`; `sheet`, `row`: where theirs stands."""

    name: str
    line: Line
    field: str
    sent: str
    theirs: str
    ours: str
    sheet: str
    row: int


def name_conflict(line: Line, field: str, theirs: str, ours: str) -> str:
    return f"{line.key}.{field}.{hash_parts(theirs, ours)[:8]}"


def read_conflict(name: str) -> tuple[str, str]:
    """The line's key and the field of what `name_conflict` calls so."""
    key, field, _ = name.split(".")
    return key, field


@dataclass(frozen=True)
class Merged:
    """`values`: of every field, where a conflict is open as it is kept now; `conflicts`: fields
    that both sides changed, each otherwise."""

    values: dict[str, str]
    conflicts: tuple[str, ...]


def join_names(*cells: str) -> str:
    """Every name once; in the same order whichever workbook came first."""
    names = {name.strip() for cell in cells for name in cell.split(JOINT)}
    return JOINT.join(sorted(names - {""}))


def merge_cells(
    sent: Mapping[str, str], theirs: Mapping[str, str], ours: Mapping[str, str]
) -> Merged:
    """`theirs` may lack fields whose cells cannot be told: they are as sent. Two people who filled
    in different cells both filled them in, which is no conflict."""
    values, conflicts = dict(ours), []
    for field, given in theirs.items():
        if given in (sent[field], ours[field]):
            continue
        if ours[field] == sent[field]:
            values[field] = given
        elif field == FILLED_BY:
            values[field] = join_names(given, ours[field])
        else:
            conflicts.append(field)
    return Merged(values, tuple(conflicts))
