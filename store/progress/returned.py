"""Workbooks that come back: looked at first, then taken in one transaction a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.packages.problems import Problem
from store.progress.lines import Line
from store.progress.merge import Conflict
from store.progress.reports import Said

MERGED, WITH_ERRORS, REFUSED = "merged", "merged_with_errors", "refused"


@dataclass(frozen=True)
class Revision:
    """What a row changes: `before` is None where nothing was kept; `fields`: those that change."""

    line: Line
    before: Said | None
    after: Said
    fields: tuple[str, ...]
    row: int


@dataclass(frozen=True)
class Comment:
    """What a unit that does not report says of its line."""

    line: Line
    text: str
    row: int


@dataclass(frozen=True)
class Outcome:
    """What a returned workbook does, or would do. `unit`, `unit_name`: whose it is, "" where that
    cannot be told; `revisions`, `comments`: what is kept of it; `untouched`: lines that it leaves
    as they are; `conflicts`: not kept until a person chooses; `problems`: not kept, each with file
    and sheet, row, column, value and way out; `is_same_file`: it was merged before; `answer`: a
    fresh workbook for the unit with the column 导入结果, b"" without a unit."""

    name: str
    unit: str
    unit_name: str
    revisions: tuple[Revision, ...]
    comments: tuple[Comment, ...]
    untouched: tuple[Line, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    is_same_file: bool
    answer: bytes

    @property
    def kind(self) -> str:
        """`MERGED`, `WITH_ERRORS` (some of it is kept, or waits for a choice) or `REFUSED`."""
        if not self.problems and not self.conflicts:
            return MERGED
        is_taken = self.revisions or self.comments or self.untouched or self.conflicts
        return WITH_ERRORS if is_taken else REFUSED


def merge_file(
    plan: str,
    code: str,
    name: str,
    data: bytes,
    who: str,
    choices: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Take a workbook back for the period `code` of a plan. `choices`: `THEIRS` or `OURS` by the
    name of a conflict; `dry_run`: only look. Raises `DataError` where the period was never opened
    or the database fails; whatever is wrong with the file is among the outcome's problems."""
    raise NotImplementedError


@dataclass(frozen=True)
class Returned:
    """A row of `store.progress_tables.RETURNED` with the file's name; `counts`: by what."""

    id: int
    unit_code: str
    file_id: int
    name: str
    outcome: str
    counts: dict[str, int]
    kept_by: str
    kept_at: str
