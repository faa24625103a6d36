"""A slide as a value: screen, PowerPoint, single file and picture all draw this one."""

from __future__ import annotations

from dataclasses import dataclass

from components.map.picture import Picture
from components.session.link import View


@dataclass(frozen=True)
class Fact:
    """A figure and what it counts."""

    value: str
    label: str


@dataclass(frozen=True)
class Table:
    """A small native table: column names, rows of a name and integers."""

    columns: list[str]
    rows: list[tuple[str, ...]]


@dataclass(frozen=True)
class Line:
    """A line to be read: what it is about, what is said of it, by the plan where quoted, and what
    there is to say besides."""

    head: str
    text: str = ""
    is_quoted: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Slide:
    """One slide: at most three `facts`, or `lines`; `notes` are the lines behind its numbers.

    `view`: the state in which the map's page shows its map, if it does.
    """

    code: str
    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    picture: Picture
    source: str
    notes: tuple[str, ...]
    table: Table | None = None
    lines: tuple[Line, ...] = ()
    view: View | None = None

    @property
    def is_wordy(self) -> bool:
        """Whether its words need more room than its map."""
        return bool(self.table or self.lines)
