"""What was read from a plan's own file, as HTML: a sentence, what is asked, table, and proof."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.documents.duty_csv import neutralise
from components.html.table import write_table
from components.html.template import draw
from components.texts import Texts
from geo.intake.draft import COLUMNS, Draft, Measure, list_rows
from geo.intake.proof import Proof
from geo.intake.questions import Question
from geo.plan.plan import ROLES

ASKED_BASES = ("unknown", "open")
"""Names about which something is asked, which stand out in the table."""


@dataclass(frozen=True)
class Unit:
    printed: str
    is_asked: bool


@dataclass(frozen=True)
class UnitCell:
    """`instead`: what stands in a cell without units of its own."""

    units: list[Unit]
    instead: str


@dataclass(frozen=True)
class ReadMeasure:
    """A row of the table; `asked`: how many questions it has."""

    number: str
    chapter: str
    task: str
    text: str
    deadline: str
    cells: list[UnitCell]
    asked: int


def write_draft(draft: Draft, name: str, t: Texts) -> Markup:
    """The whole reading of the file `name`."""
    roles = [role for role in ROLES if role in draft.roles]
    return draw(
        "screens/plans/draft.draft",
        t=t,
        name=name,
        said=say_reading(draft, t),
        proof=say_proof(draft.proof, t),
        proof_css="quiet" if draft.proof.holds else "draft-fault",
        questions=_write_questions(draft, t),
        caption=t("plans.table"),
        columns=[draft.roles[role] or t(f"role.{role}") for role in roles],
        measures=[
            _describe(measure, draft.roles, draft.list_questions(at), t)
            for at, measure in enumerate(draft.measures)
        ],
        left_out=_write_left_out(draft.proof, t),
    )


def say_reading(draft: Draft, t: Texts) -> str:
    tasks = len(dict.fromkeys(measure.task_no for measure in draft.measures))
    said = t("plans.read", tasks=tasks, measures=len(draft.measures))
    asked = len(draft.questions)
    return said + (t("plans.asked", n=asked) if asked else t("plans.nothing_asked"))


def say_proof(proof: Proof, t: Texts) -> str:
    """Where every letter of the file went, and what the second reader counted."""
    letters = proof.letters
    said = t(
        "plans.letters",
        all=letters["measures"] + letters["furniture"] + letters["left_out"],
        **{part: letters[part] for part in ("measures", "furniture", "left_out")},
    )
    if letters["second"] < 0:
        return said + t("plans.no_second")
    if proof.differing:
        return said + t("plans.differs", letters=t("list.comma").join(proof.differing))
    return said + t("plans.agrees", n=letters["second"])


def _write_questions(draft: Draft, t: Texts) -> Markup | str:
    columns = [t(f"plans.column_{name}") for name in ("place", "value", "ask", "first", "other")]
    rows = [
        [
            _say_place(draft, question, t),
            question.value,
            question.ask(t.lang),
            question.read_first(t.lang),
            question.read_other(t.lang),
        ]
        for question in draft.questions
    ]
    return write_table(columns, rows) if rows else ""


def _say_place(draft: Draft, question: Question, t: Texts) -> str:
    """Measure, sheet or page, row and column, as far as a question has them."""
    number = "" if question.measure is None else draft.measures[question.measure].measure_id
    parts = [
        t("plans.at_measure", n=number) if number else "",
        _name_place(question.place, t),
        t("plans.at_row", n=question.row) if question.row else "",
        question.column,
    ]
    return " · ".join(part for part in parts if part)


def _name_place(place: str, t: Texts) -> str:
    """Tables of a text have numbers; sheets have names, and pages a letter."""
    return t("plans.at_table", n=place) if place.isdecimal() else place


def _describe(
    measure: Measure, roles: Mapping[str, str], asked: Sequence[Question], t: Texts
) -> ReadMeasure:
    blank = {question.column for question in asked if question.code == "blank"}
    merged = [role for role in roles if role in measure.merged]
    cells = []
    for role in (role for role in ROLES if role in roles):
        names = () if role in merged[1:] else measure.names.get(role, ())
        instead = "panel.no_units"
        if role in merged[1:]:
            instead = "ledger.same_cell"
        elif roles[role] in blank:
            instead = "plans.blank"
        units = [Unit(name.printed, name.basis in ASKED_BASES) for name in names]
        cells.append(UnitCell(units, "" if units else t(instead)))
    return ReadMeasure(
        measure.measure_id,
        measure.chapter,
        f"{measure.task_no} {measure.task}".strip(),
        measure.text,
        measure.deadline,
        cells,
        len(asked),
    )


def _write_left_out(proof: Proof, t: Texts) -> Markup | str:
    columns = [t("plans.column_place"), t("plans.column_value"), t("plans.column_reason")]
    rows = [
        [
            _name_place(e.place, t) + (" · " + t("plans.at_row", n=e.row) if e.row else ""),
            e.text,
            t(f"plans.reason_{e.reason}"),
        ]
        for e in proof.left_out
    ]
    return write_table(columns, rows) if rows else ""


def write_draft_csv(draft: Draft) -> bytes:
    """The rows of `geo read`, UTF-8 with BOM; what a spreadsheet would take for a formula gets a
    leading apostrophe."""
    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, COLUMNS)
    writer.writeheader()
    writer.writerows({k: neutralise(v) for k, v in row.items()} for row in list_rows(draft))
    return lines.getvalue().encode("utf-8-sig")
