"""Workbooks that come back: looked at first, then taken in one transaction a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from geo.packages.problems import DataError, Problem
from store.audit import keep
from store.database import read, stamp
from store.progress.lines import Line, find_lines
from store.progress.periods import Period, find_period
from store.progress.reports import WORKBOOK, Report, keep_report
from store.progress.states import find_states
from store.progress.workbook.answering import build_answer
from store.progress.workbook.judging import Comment, Judgement, Revision, judge
from store.progress.workbook.matching import Matched, list_keys, match_rows
from store.progress.workbook.merge import Conflict
from store.progress.workbook.sending import find_title
from store.progress.workbook.sheet import Book, read_book
from store.progress.workbook.sides import SETTLED, Sides, load_sides
from store.progress_tables import COMMENTS, RETURNED
from store.readings import hash_data, keep_file
from store.schema import write
from store.tables import FILES

MERGED, WITH_ERRORS, REFUSED = "merged", "merged_with_errors", "refused"


@dataclass(frozen=True)
class Outcome:
    """What a returned workbook does, or would do. `unit`, `unit_name`: whose it is, "" where that
    cannot be told; `revisions`, `comments`: what is kept of it; `untouched`: lines that it leaves
    as they are; `conflicts`: not kept until a person chooses; `settled`: those of lines that stay
    as they are since a person chose so; `problems`: not kept, each with file and sheet, row,
    column, value and way out; `is_same_file`: it was merged before, and there is nothing more in
    it; `answer`: a fresh workbook for the unit with the column 导入结果, b"" without a unit."""

    name: str
    unit: str = ""
    unit_name: str = ""
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    untouched: tuple[Line, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    settled: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_same_file: bool = False
    answer: bytes = b""

    @property
    def kind(self) -> str:
        """`MERGED`, `WITH_ERRORS` (some of it is kept, or waits for a choice) or `REFUSED`."""
        if not self.problems and not self.conflicts:
            return MERGED
        is_taken = self.revisions or self.comments or self.untouched or self.conflicts
        return WITH_ERRORS if is_taken else REFUSED

    def count(self) -> dict[str, int]:
        """As `store.progress_tables.RETURNED` keeps it."""
        names = ("revisions", "comments", "untouched", "conflicts", "problems")
        return {name: len(getattr(self, name)) for name in names}


def merge_file(
    plan: str,
    code: str,
    name: str,
    data: bytes,
    who: str,
    choices: Mapping[str, str] | None = None,
    dry_run: bool = False,
    lang: str = "zh",
) -> Outcome:
    """Take a workbook back for the period `code` of a plan. `choices`: `THEIRS` or `OURS` by the
    name of a conflict; `dry_run`: only look; `lang`: of the answer. Raises `DataError` where the
    period was never opened or the database fails; whatever is wrong with the file is among the
    outcome's problems."""
    try:
        book = read_book(name, data)
    except DataError as error:
        return Outcome(name, problems=error.problems)
    title = find_title(plan)
    if dry_run:
        with read() as connection:
            if connection is None:
                raise DataError([Problem("no_period", plan, None, "period", code)])
            return _merge(connection, plan, code, name, data, book, choices, None, lang, title)
    with write("merge", f"{plan} {code} {name}") as connection:
        return _merge(connection, plan, code, name, data, book, choices, who, lang, title)


def _merge(
    connection: Connection,
    plan: str,
    code: str,
    name: str,
    data: bytes,
    book: Book,
    choices: Mapping[str, str] | None,
    who: str | None,
    lang: str,
    title: str,
) -> Outcome:
    """`who`: None where nothing is kept."""
    period = find_period(connection, plan, code)
    states = find_states(connection, period)
    lines = [state.line for state in states]
    matched = match_rows(name, book, period, lines, find_lines(connection, list_keys(book)))
    same = select(FILES.c.id).where(FILES.c.sha256 == hash_data(data))
    file_ids = [int(one) for one in connection.execute(same).scalars()]
    sides = load_sides(connection, period, states, file_ids)
    found = judge(name, matched.matches, sides, choices or {})
    outcome = _tell(name, book, matched, found, sides)
    kept = _keep(connection, outcome, data, sides, who) if who else _suppose(outcome, sides)
    if matched.unit is None:
        return outcome
    answer = build_answer(connection, outcome.problems, matched, found, sides, kept, lang, title)
    return replace(outcome, answer=answer)


def _tell(name: str, book: Book, matched: Matched, found: Judgement, sides: Sides) -> Outcome:
    is_more = found.revisions or found.comments or found.conflicts or found.settled
    problems = [*book.problems, *matched.problems, *found.problems]
    if not matched.matches and not problems:
        problems.append(Problem("no_rows", name))
    closed = [one for one in problems if one.rule == "period_closed"]
    return Outcome(
        name,
        matched.unit.unit_code if matched.unit else "",
        matched.unit.unit if matched.unit else "",
        tuple(found.revisions),
        tuple(found.comments),
        tuple(found.untouched),
        tuple(found.conflicts),
        tuple(found.settled),
        tuple(one for one in problems if one not in closed[1:]),
        bool(sides.outcomes and not is_more),
    )


def _keep(
    connection: Connection, outcome: Outcome, data: bytes, sides: Sides, who: str
) -> dict[int, Report]:
    """The new reports by the line's id, and in the same transaction the file and that it came; a
    second time only where something more came of it."""
    is_more = outcome.revisions or outcome.comments or outcome.settled
    is_mended = outcome.kind == MERGED and outcome.kind not in sides.outcomes[-1:]
    if sides.outcomes and not is_more and not is_mended:
        return {}
    period = sides.period
    file_id = keep_file(connection, outcome.name, data, who)
    reports = {}
    for one in outcome.revisions:
        told = one.line, period, one.after, sides.last.get(one.line.id, 0), who, WORKBOOK, file_id
        reports[one.line.id] = keep_report(connection, *told)
    about = {"period_id": period.id, "unit_code": outcome.unit, "file_id": file_id}
    about |= {"kept_by": who, "kept_at": stamp()}
    for comment in outcome.comments:
        said = {"line_id": comment.line.id, "text": comment.text, "source": WORKBOOK}
        keep(connection, COMMENTS, {**about, **said}, who)
    settled = {SETTLED: [conflict.name for conflict in outcome.settled]}
    counts = json.dumps(outcome.count() | settled)
    keep(connection, RETURNED, {**about, "outcome": outcome.kind, "counts": counts}, who)
    return reports


def _suppose(outcome: Outcome, sides: Sides) -> dict[int, Report]:
    """The reports that would be kept."""
    reports = {}
    for one in outcome.revisions:
        line, base = one.line, sides.last.get(one.line.id, 0)
        about = (0, line.id, sides.period.id, base + 1, base, one.after, line.unit_code, WORKBOOK)
        reports[line.id] = Report(*about, file_id=None, kept_by="", kept_at="")
    return reports


@dataclass(frozen=True)
class Returned:
    """A row of `store.progress_tables.RETURNED` with the file's name; `counts`: see
    `Outcome.count`."""

    id: int
    unit_code: str
    file_id: int
    name: str
    outcome: str
    counts: dict[str, int]
    kept_by: str
    kept_at: str


def list_returned(connection: Connection, period: Period) -> list[Returned]:
    """In the order kept."""
    columns = (RETURNED, FILES.c.name)
    rows = connection.execute(
        select(*columns)
        .join(FILES, FILES.c.id == RETURNED.c.file_id)
        .where(RETURNED.c.period_id == period.id)
        .order_by(RETURNED.c.id)
    ).mappings()
    return [
        Returned(
            **{name: row[name] for name in row if name not in ("period_id", "counts")},
            counts={name: n for name, n in json.loads(row["counts"]).items() if name != SETTLED},
        )
        for row in rows
    ]


def find_last_returned(returned: Iterable[Returned]) -> dict[str, Returned]:
    """The last of every unit by its code; one of which nothing was kept, such as another month's,
    only where nothing better came."""
    last: dict[str, Returned] = {}
    for one in returned:
        if one.outcome != REFUSED or last.get(one.unit_code, one).outcome == REFUSED:
            last[one.unit_code] = one
    return last
