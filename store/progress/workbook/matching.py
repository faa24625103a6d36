"""Which line each returned row is of: by its mark, then by measure and unit, never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.packages.problems import Problem
from store.progress.lines import Line
from store.progress.periods import Period
from store.progress.workbook.cells import Mark, read_mark, tidy
from store.progress.workbook.sheet import MARK, MEASURE, Book, Row, place
from store.progress.workbook.words import fold


@dataclass(frozen=True)
class Match:
    """`rev`: upon which revision the row was filled in; None where it does not say."""

    row: Row
    line: Line
    rev: int | None


@dataclass(frozen=True)
class Matched:
    """`unit`: whose workbook it is, None where that cannot be told."""

    unit: Line | None
    matches: tuple[Match, ...]
    problems: tuple[Problem, ...]


def list_keys(book: Book) -> list[str]:
    """Of every line that a row says it is of."""
    return [mark.key for row in book.rows if (mark := read_mark(row.say(MARK)))]


def match_rows(
    name: str, book: Book, period: Period, lines: Sequence[Line], others: Mapping[str, Line]
) -> Matched:
    """`lines`: of the period; `others`: every line ever kept with a mark of the book, by key."""
    ours = {line.key: line for line in lines}
    marks = [(row, read_mark(row.say(MARK))) for row in book.rows]
    unit = find_unit([mark for _, mark in marks if mark], others, book.above, lines)
    code = unit.unit_code if unit else ""
    by_measure = {line.measure_id: line for line in lines if line.unit_code == code}
    matches, problems = [], []
    for row, mark in marks:
        if mark is None:
            match, problem = match_measure(name, row, by_measure)
        else:
            match, problem = match_mark(name, row, mark, ours, others, period, code)
        matches += [match] if match else []
        problems += [problem] if problem else []
    matches, doubled = drop_doubled(name, matches)
    return Matched(unit, tuple(matches), (*gather(problems), *doubled))


def find_unit(
    marks: Iterable[Mark], others: Mapping[str, Line], above: Iterable[str], lines: Iterable[Line]
) -> Line | None:
    """A line of the unit that most marks are of; without marks, of the one named above the
    headings."""
    marked = [others[mark.key] for mark in marks if mark.key in others]
    counted = Counter(line.unit_code for line in marked)
    if counted:
        code = counted.most_common(1)[0][0]
        return next(line for line in marked if line.unit_code == code)
    said = {fold(text).rpartition(":")[2] for text in above}
    return next((line for line in lines if fold(line.unit) in said), None)


def match_mark(
    name: str,
    row: Row,
    mark: Mark,
    ours: Mapping[str, Line],
    others: Mapping[str, Line],
    period: Period,
    code: str,
) -> tuple[Match | None, Problem | None]:
    where, told = place(name, row.sheet), (row.number, row.columns[MARK])
    line = others.get(mark.key)
    is_known = mark.key in ours or (line and (line.plan, mark.period) != (period.plan, period.code))
    if line is None or not is_known:
        return None, Problem("foreign_line", where, *told, row.say(MARK), {"count": "1"})
    if line.plan != period.plan:
        return None, Problem("other_plan", where, *told, line.plan, {"count": "1"})
    if mark.period != period.code:
        return None, Problem("other_period", where, *told, mark.period, {"count": "1"})
    if line.unit_code != code:
        return None, Problem("other_unit", where, *told, line.unit, {"count": "1"})
    if not is_same_number(row.say(MEASURE), line.measure_id):
        column = row.columns[MEASURE]
        details = {"measure": line.measure_id}
        return None, Problem("number_differs", where, row.number, column, row.say(MEASURE), details)
    return Match(row, ours[mark.key], mark.rev), None


def is_same_number(said: str, number: str) -> bool:
    """Whether a row may be of a measure by its number: it need not say one, and a spreadsheet may
    have made 3.1 of 3.10. Else columns were sorted apart, and the row is of two lines."""
    word = fold(said)
    try:
        return word in ("", number) or float(word) == float(number)
    except ValueError:
        return False


def match_measure(
    name: str, row: Row, by_measure: Mapping[str, Line]
) -> tuple[Match | None, Problem | None]:
    """A row without a mark, or with one that was typed over; one that says nothing is no row."""
    number = fold(row.say(MEASURE))
    if number in by_measure:
        return Match(row, by_measure[number], None), None
    if not number and not row.say(MARK).strip() and not any(row.filled.values()):
        return None, None
    column = row.columns.get(MARK) or row.columns.get(MEASURE)
    value = row.say(MARK) or row.say(MEASURE) or next(filter(None, row.filled.values()), "")
    where = place(name, row.sheet)
    return None, Problem("foreign_line", where, row.number, column, value, {"count": "1"})


def gather(problems: Sequence[Problem]) -> list[Problem]:
    """Rows of a sheet that have the same wrong with them are told once, with their number."""
    counted = Counter((one.rule, one.file, one.value) for one in problems)
    first = {(one.rule, one.file, one.value): one for one in reversed(problems)}
    return [
        replace(first[key], details={**first[key].details, "count": str(counted[key])})
        for key in dict.fromkeys(counted)
    ]


def drop_doubled(name: str, matches: Sequence[Match]) -> tuple[list[Match], list[Problem]]:
    """Of rows of one line that say the same, the first; of others, none."""
    by_line: dict[int, list[Match]] = {}
    for match in matches:
        by_line.setdefault(match.line.id, []).append(match)
    kept, problems = [], []
    for first, *rest in by_line.values():
        said = {field: tidy(text) for field, text in first.row.filled.items()}
        unlike = [
            one for one in rest if said != {f: tidy(text) for f, text in one.row.filled.items()}
        ]
        if not unlike:
            kept.append(first)
        for match in unlike:
            row = match.row
            details = {"measure": match.line.measure_id, "row": str(first.row.number)}
            column = row.columns.get(MARK) or row.columns.get(MEASURE)
            where = place(name, row.sheet)
            problems.append(Problem("row_twice", where, row.number, column, None, details))
    return kept, problems
