"""What each matched row of a returned workbook does: nothing, a revision, a comment, a conflict, or
something that cannot be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from geo.packages.problems import Problem
from store.progress.lines import Line
from store.progress.reports import FIELDS, Said, find_said_problems
from store.progress.workbook.cells import read_cell
from store.progress.workbook.matching import Match
from store.progress.workbook.merge import (
    COMMENT,
    FILLED_BY,
    OURS,
    THEIRS,
    Conflict,
    merge_cells,
    name_conflict,
)
from store.progress.workbook.sheet import MARK, Row, place
from store.progress.workbook.sides import Sides


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
    """What a unit says beside its line without reporting on it."""

    line: Line
    text: str
    row: int


@dataclass
class Judgement:
    """Of all rows; `settled`: conflicts of rows of which nothing was left to keep once `OURS` was
    chosen; `given`: what rows that are not kept said, by the line's id."""

    revisions: list[Revision] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    untouched: list[Line] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    settled: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problems_of: dict[int, list[Problem]] = field(default_factory=dict)
    given: dict[int, dict[str, str]] = field(default_factory=dict)

    def count(self) -> int:
        """How much was found beyond what is untouched."""
        kept = len(self.revisions) + len(self.comments)
        return kept + len(self.conflicts) + len(self.problems)

    def refuse(self, line: Line, problems: list[Problem], given: Mapping[str, str]) -> None:
        self.problems += problems
        self.problems_of.setdefault(line.id, []).extend(problems)
        self.given.setdefault(line.id, {}).update(given)


def judge(
    name: str, matches: Iterable[Match], sides: Sides, choices: Mapping[str, str]
) -> Judgement:
    """`name`: of the file; `choices`: `THEIRS` or `OURS` by the name of a conflict."""
    found = Judgement()
    states = {state.line.id: state for state in sides.states}
    for match in matches:
        line, state = match.line, states[match.line.id]
        rev = match.rev
        if rev is not None and not sides.knows(line, rev, is_reporting=state.is_reporting):
            told = match.row.number, match.row.columns[MARK], match.row.say(MARK)
            where = place(name, match.row.sheet)
            found.refuse(line, [Problem("unknown_revision", where, *told)], match.row.filled)
            continue
        before = found.count()
        if state.is_reporting:
            now = state.report.said if state.report else None
            _judge_report(found, name, match, sides, now, choices)
        else:
            _judge_silence(found, name, match)
        _judge_comment(found, name, match, sides, choices, is_reporting=state.is_reporting)
        if found.count() == before:
            found.untouched.append(line)
    return found


def _judge_report(
    found: Judgement,
    name: str,
    match: Match,
    sides: Sides,
    now: Said | None,
    choices: Mapping[str, str],
) -> None:
    """A row says one thing: with a cell in conflict, or wrong, nothing of it is kept."""
    line, row = match.line, match.row
    sent, ours = sides.find_sent(line, match.rev), sides.write(now or Said())
    theirs = {f: read_cell(f, text, sides.period) for f, text in row.filled.items() if f in FIELDS}
    whole = Said(**{**sent, **theirs})
    if line.id in sides.reported or theirs.items() <= sent.items():
        return
    if whole.is_empty and Said(**sent).is_empty:  # a name alone says nothing
        return
    merged = merge_cells(sent, theirs, ours)
    chosen = {f: choices.get(name_conflict(line, f, theirs[f], ours[f])) for f in merged.conflicts}
    values = merged.values | {f: theirs[f] for f, side in chosen.items() if side == THEIRS}
    still_open = [f for f, side in chosen.items() if side not in (THEIRS, OURS)]
    fields = tuple(f for f in FIELDS if values[f] != ours[f])
    if chosen and fields == (FILLED_BY,):  # nothing else of who filled it in is taken
        fields = ()
    after = replace(now or Said(), **{f: values[f] for f in fields})
    problems = find_row_problems(name, row, line, sides, whole)
    if not problems and not still_open and fields:
        problems = find_row_problems(name, row, line, sides, after)
    if problems:
        found.refuse(line, problems, row.filled)
        return
    asked = {f: build_conflict(match, f, sent[f], theirs[f], ours[f]) for f in chosen}
    found.conflicts += [asked[f] for f in still_open]
    if not still_open and fields:
        found.revisions.append(Revision(line, now, after, fields, row.number))
    elif not still_open:
        found.settled += asked.values()


def find_row_problems(name: str, row: Row, line: Line, sides: Sides, said: Said) -> list[Problem]:
    """The check of the form, with where the workbook says so."""
    problems = find_said_problems(said, line, sides.period, place(name, row.sheet))
    return [
        replace(
            one,
            row=row.number,
            column=row.columns.get(one.column or "", one.column),
            value=row.say(one.column or "") or one.value,
        )
        for one in problems
    ]


def build_conflict(match: Match, name: str, sent: str, theirs: str, ours: str) -> Conflict:
    called = name_conflict(match.line, name, theirs, ours)
    row = match.row
    return Conflict(called, match.line, name, sent, theirs, ours, row.sheet, row.number)


def _judge_silence(found: Judgement, name: str, match: Match) -> None:
    """A unit that does not report a line says nothing in the cells of a report."""
    row, line = match.row, match.line
    given = {f: text for f, text in row.filled.items() if f not in (COMMENT, FILLED_BY)}
    said = next((f for f, text in given.items() if text.strip()), None)
    if said is not None:
        details = {"measure": line.measure_id, "unit": line.unit}
        told = row.number, row.columns[said], row.say(said), details
        found.refuse(line, [Problem("not_reporting", place(name, row.sheet), *told)], {})


def _judge_comment(
    found: Judgement,
    name: str,
    match: Match,
    sides: Sides,
    choices: Mapping[str, str],
    *,
    is_reporting: bool,
) -> None:
    """A line that its unit reports goes out without its comments, so there each is a new one."""
    line, row = match.line, match.row
    if COMMENT not in row.filled:
        return
    theirs = read_cell(COMMENT, row.filled[COMMENT], sides.period)
    ours = sides.find_comment(line, -1)
    sent = "" if is_reporting else sides.find_comment(line, match.rev)
    if theirs in (sent, ours) or line.id in sides.commented:
        return
    if not theirs:
        details = {"measure": line.measure_id, "unit": line.unit}
        told = row.number, row.columns[COMMENT], None, details
        found.refuse(line, [Problem("comment_gone", place(name, row.sheet), *told)], {})
        return
    if sides.period.is_closed:
        at, code = (row.number, row.columns[COMMENT]), sides.period.code
        problem = Problem("period_closed", place(name, row.sheet), *at, code)
        found.refuse(line, [problem], {COMMENT: theirs})
        return
    asked = build_conflict(match, COMMENT, sent, theirs, ours)
    chosen = choices.get(asked.name)
    if ours == sent or is_reporting or chosen == THEIRS:
        found.comments.append(Comment(line, theirs, row.number))
    elif chosen == OURS:
        found.settled.append(asked)
    else:
        found.conflicts.append(asked)
