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
from components.html.states import write_slot
from components.html.template import draw
from components.html.tongue import mark_chinese
from components.html.wording import write_label, write_wording
from components.session.remember import remember
from components.texts import Texts
from components.words.bases import name_basis
from components.words.duties import list_doubts, name_resolution, name_roles
from components.words.plan import list_chapters, list_deadlines, list_tasks
from components.words.several import is_several, name_plans, number_task, tag_chapter
from components.words.units import find_in_cell, list_cell_units, print_cell
from components.words.words import Words
from geo.plan.duties import OPEN_BASIS, split_open
from geo.plan.plan import ROLES

ROLE_MARKS = {"lead_main": "◆", "lead": "◇", "main": "●", "support": "○"}
OPEN_MARK = "□"
SHADES = 4
SHOWN_UNITS = 3
"""Of a long unit cell, until it is opened."""


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
    number: str
    title: Markup
    duties: list[Markup]


@dataclass(frozen=True)
class ChapterDuties:
    number: int
    title: Markup
    tasks: list[TaskDuties]


@dataclass(frozen=True)
class ChapterCount:
    """`shade`: of `SHADES`, counted from 1."""

    number: int
    shade: int
    title: Markup
    count: int


def write_duties(
    words: Words,
    duties: pd.DataFrame,
    figures: Mapping[str, Collection[str]] | None = None,
    shown: str = "",
    followed: Collection[str] = (),
) -> Markup:
    """Duties grouped by chapter and task; open ones in a section of their own at the end.

    `figures`: measures by the figure that counts them, for a filter; `shown`: the figure whose
    duties are not hidden, all where empty. `followed`: plans whose duties get a place for what was
    reported on them, see `html/states.py`.
    """
    counted, still_open = split_open(duties)
    return draw(
        "html/duties.duties",
        is_several=is_several(words),
        counted=_write_chapters(words, counted, figures, shown, followed),
        still_open=_write_chapters(words, still_open, figures, shown, followed),
        open_title=words.t("panel.open_section", n=len(still_open)),
        open_rule=mark_chinese(words.t("rules.relevant"), words.t),
    )


def _write_chapters(
    words: Words,
    duties: pd.DataFrame,
    figures: Mapping[str, Collection[str]] | None,
    shown: str,
    followed: Collection[str],
) -> Markup:
    """Chapters and tasks as nested sections, which vanish where all of theirs is hidden."""
    model = words.model
    rows = duties.merge(model.plan.measures, on="measure_id", suffixes=("", "_cell"), sort=False)
    titles, tasks = list_chapters(words), list_tasks(words)
    chapters = [
        ChapterDuties(
            chapter,
            mark_chinese(titles[chapter], words.t),
            [
                TaskDuties(
                    number_task(words, task),
                    mark_chinese(tasks[task], words.t),
                    [_write_duty(words, d, figures, shown, followed) for d in of_task],
                )
                for task, of_task in groupby(of_chapter, itemgetter("task_no"))
            ],
        )
        for chapter, of_chapter in groupby(rows.to_dict("records"), itemgetter("chapter_no"))
    ]
    return draw("html/duties.chapters", chapters=chapters)


def _write_duty(
    words: Words,
    duty: dict[str, Any],
    figures: Mapping[str, Collection[str]] | None,
    shown: str,
    followed: Collection[str],
) -> Markup:
    t = words.t
    number = duty["measure_id"]
    # What is doubtful is said where the role is shown, not behind a fold.
    doubts = write_doubts(words, [number])
    counted = [name for name, ids in (figures or {}).items() if number in ids]
    return draw(
        "html/duties.duty",
        number=number,
        link=write_measure_link(number, words),
        basis=duty["basis"],
        figures=counted if figures else None,
        is_hidden=bool(shown) and shown not in counted,
        label=write_label(duty, t),
        held=write_held(duty, t),
        wording=write_wording(duty, t),
        deadline=list_deadlines(words)[duty["deadline"]],
        cells=list_cells(
            words, {r: duty[f"{r}_cell"] for r in ROLES}, duty["shared_cell"], duty["unit_code"]
        ),
        state=write_slot(words, number, followed),
        resolution=name_resolution(words, number) if duty["basis"] == "resolved" else "",
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
        ground=mark_chinese(name_basis(duty, t), t),
    )


def write_doubts(words: Words, measure_ids: Collection[str]) -> Markup:
    """What the daggers on the roles of `measure_ids` stand for."""
    return draw("html/duties.doubts", lines=list_doubts(words, measure_ids))


def list_cells(
    words: Words, printed: Mapping[str, str], shared: bool, own: str = ""
) -> list[tuple[str, Markup]]:
    """The unit cells, `printed` by role, with their titles; a merged one is told once.

    `own`: the party whose name stands out in them.
    """
    cells = dict(printed)
    if shared:
        cells = {"shared": printed["lead"], "support": printed["support"]}
    return [
        (words.t(f"panel.{r}_units"), _write_folded_cell(words, cell, own))
        for r, cell in cells.items()
    ]


def _write_folded_cell(words: Words, cell: str, own: str) -> Markup:
    """A long unit cell opens at its number of names; folded it has the first, and `own`."""
    names = list_cell_units(words, cell)
    place = find_in_cell(words, cell, own)
    if len(names) <= SHOWN_UNITS + 1 and place is None:
        return write_cell(words, cell)
    return draw(
        "html/duties.cell",
        names=names,
        place=place,
        first=SHOWN_UNITS if len(names) > SHOWN_UNITS + 1 else len(names),
        t=words.t,
    )


def write_cell(words: Words, cell: str) -> Markup:
    """A unit cell as printed; the dash of an empty one is read out in words."""
    if list_cell_units(words, cell):
        return escape(print_cell(words, cell))
    return draw("html/duties.empty_cell", dash=cell, words=words.t("panel.no_units"))


@remember
def write_chapter_bar(words: Words, code: str) -> Markup:
    """A bar of the counted duties by chapter, of several plans by plan; each figure leads to its
    duties below."""
    counts, titles = words.model.summary.loc[code], list_chapters(words, short=True)
    if is_several(words):
        return draw("html/duties.chapter_bar", chapters=_count_plans(words, counts, list(titles)))
    chapters = [
        ChapterCount(number, number, mark_chinese(title, words.t), int(counts[f"ch{number}"]))
        for number, title in titles.items()
    ]
    return draw("html/duties.chapter_bar", chapters=chapters)


def _count_plans(words: Words, counts: pd.Series, chapters: list[int]) -> list[ChapterCount]:
    """Each plan with the first of its chapters that has a duty."""
    found = []
    for at, name in enumerate(name_plans(words).values()):
        own = [n for n in chapters if tag_chapter(words, n) == name]
        held = [n for n in own if counts[f"ch{n}"]] or own
        total = sum(int(counts[f"ch{n}"]) for n in own)
        marked = mark_chinese(name, words.t)
        found.append(ChapterCount(held[0], at % SHADES + 1, marked, total))
    return found
