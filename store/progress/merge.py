"""Three sides of every cell: as it was sent, as it came back, and as it is kept now."""

from __future__ import annotations

from dataclasses import dataclass

from store.progress.lines import Line

THEIRS, OURS = "theirs", "ours"
"""What a person chooses where both sides changed a cell."""


@dataclass(frozen=True)
class Conflict:
    """A cell that both sides changed, each otherwise. `name`: what a choice calls it; it holds
    both sides, so a choice made upon other texts decides nothing. `field`: one of
    `store.progress.reports.FIELDS` or "comment"; `row`: where theirs stands."""

    name: str
    line: Line
    field: str
    sent: str
    theirs: str
    ours: str
    sheet: str
    row: int
