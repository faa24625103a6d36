"""From a file to a draft of a plan: its measures, what is asked of them, and the proof."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from geo.intake.clauses import ask_of_clauses, find_clauses
from geo.intake.columns import fold_columns
from geo.intake.grid import Document, Table, drop_spaces
from geo.intake.headers import UNKNOWN, Header, Heading, is_doubtful, list_headings
from geo.intake.known import KnownNames, Name
from geo.intake.lists import Listing, read_list
from geo.intake.names import Cut, cut_cell
from geo.intake.numbers import number_rows
from geo.intake.proof import Proof, prove
from geo.intake.questions import Question
from geo.intake.rows import Row, Walk
from geo.intake.tables import has_plan, list_sheets, mark_chapters, read_tables
from geo.packages.problems import DataError, Problem
from geo.plan.plan import ROLES

COLUMNS = (
    *("measure_id", "task_no", "chapter", "task", "text", "deadline"),
    *(*ROLES, "merged", "questions"),
)
"""The contract of `geo read`."""
NOTHING_SAID: Mapping[str, str] = MappingProxyType({})
BETWEEN_WORDS = re.compile(
    r"(?<=[A-Za-z,.;:])\s+(?=[0-9A-Za-z])|(?<=[0-9])(?:\s+(?=[A-Za-z])|[^\S\n]+(?=[0-9]))"
)
"""Where a space is one: between Latin words, but not in a number that a line cuts in two."""


@dataclass(frozen=True)
class Measure:
    """One printed measure. `names`: the names of each role that the plan has, see `Name`; a merged
    cell's stand under each of `merged`, roles in the order of `ROLES`, empty where none is."""

    measure_id: str
    task_no: str
    chapter: str
    task: str
    text: str
    deadline: str
    names: dict[str, tuple[Name, ...]]
    merged: tuple[str, ...]
    place: str
    row: int


@dataclass(frozen=True)
class Draft:
    """What was read. `roles`: the roles the plan has, with their printed names; `title`: what
    stands above the heading inside the table; `headings`: its columns, none where it is a list;
    `sheets`: those that the file offers, where one has to be chosen."""

    measures: tuple[Measure, ...]
    questions: tuple[Question, ...]
    roles: dict[str, str]
    title: tuple[str, ...]
    proof: Proof
    headings: tuple[Heading, ...] = ()
    sheets: tuple[str, ...] = ()

    def list_questions(self, position: int) -> list[Question]:
        """Those of a measure; those of the whole table are the first one's too."""
        return [
            q
            for q in self.questions
            if q.measure == position or (q.measure is None and not position)
        ]


def draft_plan(
    document: Document,
    known: KnownNames,
    label: str,
    sheet: str | None = None,
    columns: Mapping[str, str] = NOTHING_SAID,
) -> Draft:
    """Read the tables of a document, or the one named `sheet`; raises `DataError` where there is
    no plan in it. `label`: the file as problems name it; `columns`: what a person says that its
    headings are, fields by heading, see `geo.intake.columns`."""
    said = fold_columns(columns, label)
    listing = None if said or has_plan(document) else read_list(document)
    walks: Sequence[Walk | Listing]
    if listing:
        document, walks = listing[0], [listing[1]]
    else:
        tables = read_tables(document, label, sheet, said)
        document, walks = mark_chapters(document, tables), tables
    rows, header = walks[-1].rows, walks[0].header
    if not rows:
        raise DataError([Problem("empty_table", label)])
    asked = [question for walk in walks for question in walk.questions]
    asked += ask_of_header(header, walks[0].table)
    if len(walks) > 1:
        asked.append(Question("tables", walks[1].table.name))
    asked += ask_of_clauses(document, {c: u for walk in walks for c, u in walk.uses.items()})
    numbers = number_rows(rows, header.find("number") is not None)
    measures: list[Measure] = []
    of_rows: list[Question] = []
    for at, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        measure = make_measure(
            row, number, measures[-1] if row.is_continued else None, known, header
        )
        of_rows += [replace(question, measure=at) for question in row.questions]
        measures.append(measure)
    uses = {cell: use for walk in walks for cell, use in walk.uses.items()}
    proof = prove(document, [walk.table for walk in walks], uses)
    asked += [Question("proof", value=value) for value in proof.differing]
    title = [drop_spaces(c.text) for c, use in walks[0].uses.items() if use == "title" and c.text]
    roles = {
        column.field: "" if listing else column.printed
        for column in header.columns
        if column.field in ROLES and (not listing or any(row.text(column.field) for row in rows))
    }
    headings = () if listing else list_headings(walks[0].table, header)
    sheets = list_sheets(document)
    return Draft(tuple(measures), (*asked, *of_rows), roles, tuple(title), proof, headings, sheets)


def ask_of_header(header: Header, table: Table) -> list[Question]:
    """Columns that nobody knows and that say something, and headings that name two roles."""
    place = table.cells[0].sheet_or_page
    return [
        Question("column", place, column=column.printed, subject=column.printed)
        if column.field == UNKNOWN
        else Question("role", column=column.printed)
        for column in header.columns
        if is_doubtful(column, table, header)
    ]


def make_measure(
    row: Row, number: tuple[str, str], before: Measure | None, known: KnownNames, header: Header
) -> Measure:
    """A row as a measure; `before` is the one whose task it goes on with; `row` gets questions."""
    task = row.short("task") or (before.task if before else "")
    category = row.short("category") or (before.chapter if before else "")
    names: dict[str, tuple[Name, ...]] = {}
    asked: set[tuple[object, ...]] = set()
    for column in header.columns:
        is_blank = not row.text(column.field) and not row.is_listed
        if column.field in ("text", "deadline") and is_blank:
            row.questions.append(_ask("blank", row, column.field, column.printed))
        if column.field in ROLES:
            cut = cut_cell(row.text(column.field), known)
            names[column.field] = cut.names
            # What a merged cell asks it asks once.
            key = tuple(map(id, row.cells.get(column.field, [])))
            if (cut.pieces or is_blank) and (key not in asked or not key):
                row.questions += ask_of_cut(cut, row, column.field, column.printed, known)
            asked.add(key)
    cell = row.first_cell()
    row.questions += find_clauses(row.text("text"), cell.sheet_or_page, cell.row)
    return Measure(
        number[1],
        number[0],
        row.chapter or category,
        task,
        join_lines(row.text("text")),
        row.short("deadline"),
        names,
        row.merged,
        cell.sheet_or_page,
        cell.row,
    )


def ask_of_cut(cut: Cut, row: Row, field: str, printed: str, known: KnownNames) -> list[Question]:
    if not cut.pieces:
        return [_ask("blank", row, field, printed)]
    asked = []
    for name in cut.names:
        if name.basis == "unknown":
            near = difflib.get_close_matches(name.printed, known.bases, n=3, cutoff=0.3)
            details = {"nearest": "、".join(near) or "—"}
            asked.append(_ask("unknown", row, field, printed, name.printed, details))
    if cut.is_open:
        asked.append(_ask("open_ended", row, field, printed))
    if cut.other:
        first = "、".join(name.printed for name in cut.names)
        details = {"first": first, "other": "、".join(cut.other)}
        asked.append(_ask("cut", row, field, printed, "", details))
    return asked


def _ask(
    code: str,
    row: Row,
    field: str,
    printed: str,
    subject: str = "",
    details: dict[str, str] | None = None,
) -> Question:
    cell = (row.cells.get(field) or [row.first_cell()])[0]
    value = row.short(field)
    return Question(
        code, cell.sheet_or_page, cell.row, printed, value, subject, details=details or {}
    )


def join_lines(text: str) -> str:
    """A wording without its line breaks and spaces; one stays between two Latin words."""
    return " ".join(drop_spaces(part) for part in BETWEEN_WORDS.split(text.strip()))


def list_rows(draft: Draft) -> list[dict[str, str]]:
    """One row per measure with the columns of `COLUMNS`; names of a cell are joined by ";"."""
    rows = []
    for at, measure in enumerate(draft.measures):
        tags = dict.fromkeys(question.tag for question in draft.list_questions(at))
        units = {role: ";".join(n.printed for n in measure.names.get(role, ())) for role in ROLES}
        values = {
            name: getattr(measure, name)
            for name in ("measure_id", "task_no", "chapter", "task", "text", "deadline")
        }
        rows.append(
            values | units | {"merged": "+".join(measure.merged), "questions": ";".join(tags)}
        )
    return rows
