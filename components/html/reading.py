"""What was read of a plan's own file, as HTML: its measures, the proof, and what is in none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sized
from dataclasses import dataclass

from markupsafe import Markup

from components.html.table import write_table
from components.html.template import draw
from components.texts import Texts
from geo.intake.draft import Draft, Measure
from geo.intake.known import Name
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


def write_measures(draft: Draft, caption: str, t: Texts, settled: Draft | None = None) -> Markup:
    """The measures of a draft as a table, with how much is asked of each; or those of the same
    draft `settled`, with what is still asked."""
    roles = [role for role in ROLES if role in draft.roles]
    shown = settled or draft
    still = {question.subject for question in shown.questions if question.code == "unknown"}
    return draw(
        "html/reading.measures",
        t=t,
        caption=caption,
        columns=[draft.roles[role] or t(f"role.{role}") for role in roles],
        measures=[
            _describe(
                measure,
                draft.roles,
                {q.column for q in draft.list_questions(at) if q.code == "blank"},
                shown.list_questions(at),
                (lambda name: name.printed in still) if settled else _is_doubtful,
                t,
            )
            for at, measure in enumerate(shown.measures)
        ],
    )


def _describe(
    measure: Measure,
    roles: Mapping[str, str],
    blank: Collection[str],
    asked: Sized,
    is_asked: Callable[[Name], bool],
    t: Texts,
) -> ReadMeasure:
    """`blank`: headings under which the cell is blank; `asked`: the questions it has; `is_asked`:
    whether a name stands out."""
    merged = [role for role in roles if role in measure.merged]
    cells = []
    for role in (role for role in ROLES if role in roles):
        names = () if role in merged[1:] else measure.names.get(role, ())
        instead = "panel.no_units"
        if role in merged[1:]:
            instead = "ledger.same_cell"
        elif roles[role] in blank:
            instead = "plans.blank"
        units = [Unit(name.printed, is_asked(name)) for name in names]
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


def _is_doubtful(name: Name) -> bool:
    return name.basis in ASKED_BASES


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


def say_place(draft: Draft, question: Question, t: Texts) -> str:
    """Measure, sheet or page, row and column, as far as a question has them."""
    number = "" if question.measure is None else draft.measures[question.measure].measure_id
    parts = [
        t("plans.at_measure", n=number) if number else "",
        name_place(question.place, t),
        t("plans.at_row", n=question.row) if question.row else "",
        question.column,
    ]
    return " · ".join(part for part in parts if part)


def name_place(place: str, t: Texts) -> str:
    """Tables of a text have numbers; sheets have names, and pages a letter."""
    return t("plans.at_table", n=place) if place.isdecimal() else place


def write_left_out(proof: Proof, t: Texts) -> Markup | str:
    columns = [t("plans.column_place"), t("plans.column_value"), t("plans.column_reason")]
    rows = [
        [
            name_place(e.place, t) + (" · " + t("plans.at_row", n=e.row) if e.row else ""),
            e.text,
            t(f"plans.reason_{e.reason}"),
        ]
        for e in proof.left_out
    ]
    return write_table(columns, rows) if rows else ""
