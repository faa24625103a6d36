"""The duties of the panel as HTML."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from components.html.links import write_measure_link
from components.html.template import draw
from components.html.wording import write_label, write_wording
from components.session.remember import remember
from components.texts import Texts
from components.words.duties import (
    list_doubts,
    name_basis,
    name_resolution,
    name_roles,
)
from components.words.plan import list_chapters, list_deadlines, list_tasks
from components.words.units import list_cell_units, print_cell
from geo.model import Model
from geo.plan.duties import OPEN_BASIS, split_open
from geo.plan.plan import ROLES

ROLE_MARKS = {"lead_main": "◆", "lead": "◇", "main": "●", "support": "○"}
OPEN_MARK = "□"


def mark_roles(duty: Mapping[str, Any]) -> str:
    """A mark that differs in shape for each role: a merged cell, lead, main, support; what the
    plan leaves open is hollow and has none."""
    if duty["basis"] == OPEN_BASIS:
        return OPEN_MARK
    if duty["lead"] and duty["main"]:
        return ROLE_MARKS["lead_main"]
    return next(mark for role, mark in ROLE_MARKS.items() if duty.get(role))


@dataclass(frozen=True)
class TaskDuties:
    number: int
    title: str
    duties: list[Markup]


@dataclass(frozen=True)
class ChapterDuties:
    number: int
    title: str
    tasks: list[TaskDuties]


@dataclass(frozen=True)
class ChapterCount:
    number: int
    title: str
    count: int


def write_duties(
    model: Model,
    duties: pd.DataFrame,
    t: Texts,
    figures: Mapping[str, Collection[str]] | None = None,
    shown: str = "",
) -> Markup:
    """Duties grouped by chapter and task; open ones in a section of their own at the end.

    `figures`: measures by the figure that counts them, for a filter; `shown`: the figure whose
    duties are not hidden, all where empty.
    """
    counted, still_open = split_open(duties)
    return draw(
        "html/duties.duties",
        counted=_write_chapters(model, counted, t, figures, shown),
        still_open=_write_chapters(model, still_open, t, figures, shown),
        open_title=t("panel.open_section", n=len(still_open)),
        open_rule=t("rules.relevant"),
    )


def _write_chapters(
    model: Model,
    duties: pd.DataFrame,
    t: Texts,
    figures: Mapping[str, Collection[str]] | None,
    shown: str,
) -> Markup:
    """Chapters and tasks as nested sections, which vanish where all of theirs is hidden."""
    rows = duties.merge(model.plan.measures, on="measure_id", suffixes=("", "_cell"), sort=False)
    titles, tasks = list_chapters(model, t), list_tasks(model, t)
    chapters = [
        ChapterDuties(
            chapter,
            titles[chapter],
            [
                TaskDuties(
                    task, tasks[task], [_write_duty(model, d, t, figures, shown) for d in of_task]
                )
                for task, of_task in groupby(of_chapter, itemgetter("task_no"))
            ],
        )
        for chapter, of_chapter in groupby(rows.to_dict("records"), itemgetter("chapter_no"))
    ]
    return draw("html/duties.chapters", chapters=chapters)


def _write_duty(
    model: Model,
    duty: dict[str, Any],
    t: Texts,
    figures: Mapping[str, Collection[str]] | None,
    shown: str,
) -> Markup:
    number = duty["measure_id"]
    # What is doubtful is said where the role is shown, not behind a fold.
    doubts = write_doubts(model, [number], t)
    counted = [name for name, ids in (figures or {}).items() if number in ids]
    return draw(
        "html/duties.duty",
        number=number,
        link=write_measure_link(number, t),
        basis=duty["basis"],
        figures=counted if figures else None,
        is_hidden=bool(shown) and shown not in counted,
        label=write_label(duty, t),
        held=write_held(duty, t),
        wording=write_wording(duty, t),
        deadline=list_deadlines(model, t)[duty["deadline"]],
        cells=list_cells(model, {r: duty[f"{r}_cell"] for r in ROLES}, duty["shared_cell"], t),
        resolution=name_resolution(model, number, t) if duty["basis"] == "resolved" else "",
        doubts=doubts,
        note_title=t("panel.note"),
        note="" if doubts else t.pick(duty["note"], duty["note_en"]),
    )


def write_held(duty: Mapping[str, Any], t: Texts) -> Markup:
    """Role, with its mark, and basis of a duty."""
    return draw(
        "html/duties.held",
        mark=mark_roles(duty),
        roles=name_roles(duty, t),
        basis=duty["basis"],
        ground=name_basis(duty, t),
    )


def write_doubts(model: Model, measure_ids: Collection[str], t: Texts) -> Markup:
    """What the daggers on the roles of `measure_ids` stand for."""
    return draw("html/duties.doubts", lines=list_doubts(model, measure_ids, t))


def list_cells(
    model: Model, printed: Mapping[str, str], shared: bool, t: Texts
) -> list[tuple[str, Markup]]:
    """The unit cells, `printed` by role, with their titles; a merged one is told once."""
    cells = dict(printed)
    if shared:
        cells = {"shared": printed["lead"], "support": printed["support"]}
    return [(t(f"panel.{r}_units"), write_cell(model, cell, t)) for r, cell in cells.items()]


def write_cell(model: Model, cell: str, t: Texts) -> Markup:
    """A unit cell as printed; the dash of an empty one is read out in words."""
    if list_cell_units(model, cell, t):
        return escape(print_cell(model, cell, t))
    return draw("html/duties.empty_cell", dash=cell, words=t("panel.no_units"))


@remember
def write_chapter_bar(model: Model, code: str, t: Texts) -> Markup:
    """A bar of the counted duties by chapter; each figure leads to its duties below."""
    counts = model.summary.loc[code]
    chapters = [
        ChapterCount(number, title, int(counts[f"ch{number}"]))
        for number, title in list_chapters(model, t, short=True).items()
    ]
    return draw("html/duties.chapter_bar", chapters=chapters)
