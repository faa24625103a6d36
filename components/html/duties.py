"""The duties of the panel as HTML. Every text from data passes `escape`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

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
from components.words.wording import write_wording
from geo.model import Model
from geo.plan.duties import OPEN_BASIS, split_open

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


def write_duties(
    model: Model,
    duties: pd.DataFrame,
    t: Texts,
    figures: Mapping[str, Collection[str]] | None = None,
    shown: str = "",
) -> str:
    """Duties grouped by chapter and task; open ones in a section of their own at the end.

    `figures`: measures by the figure that counts them, for a filter; `shown`: the figure whose
    duties are not hidden, all where empty.
    """
    counted, still_open = split_open(duties)
    figures = figures or {}
    html = _write_chapters(model, counted, t, figures, shown)
    if not still_open.empty:
        html += (
            f'<section class="duty-open"><h3 id="duties-open">'
            f"{escape(t('panel.open_section', n=len(still_open)))}</h3>"
            f"<p class='quiet'>{escape(t('rules.relevant'))}</p>"
            f"{_write_chapters(model, still_open, t, figures, shown)}</section>"
        )
    return f'<div class="duties">{html}</div>'


def _write_chapters(
    model: Model,
    duties: pd.DataFrame,
    t: Texts,
    figures: Mapping[str, Collection[str]],
    shown: str,
) -> str:
    """Chapters and tasks as nested sections, which vanish where all of theirs is hidden."""
    rows = duties.merge(model.plan.measures, on="measure_id", suffixes=("", "_cell"), sort=False)
    chapters, tasks = list_chapters(model, t), list_tasks(model, t)
    parts: list[str] = []
    for chapter, of_chapter in groupby(rows.to_dict("records"), itemgetter("chapter_no")):
        parts.append(f'<section><h3 id="duties-ch{chapter}">{escape(chapters[chapter])}</h3>')
        for task, of_task in groupby(of_chapter, itemgetter("task_no")):
            parts.append(f"<section><h4>{task} {escape(tasks[task])}</h4>")
            for duty in of_task:
                counted = [name for name, ids in figures.items() if duty["measure_id"] in ids]
                mark = f' data-figures="{" ".join(counted)}"' if figures else ""
                mark += " hidden" if shown and shown not in counted else ""
                parts.append(_write_duty(model, duty, t, mark))
            parts.append("</section>")
        parts.append("</section>")
    return "".join(parts)


def write_label(measure: Mapping[str, Any], t: Texts) -> str:
    """The short title of a measure, marked as ours, for the plan has none; or its opening words."""
    title = f"<strong>{escape(t.pick(measure['label'], measure['label_en']))}</strong>"
    if not measure["has_label"]:
        return title
    mark, explained = escape(t("panel.ours")), escape(t("panel.ours_help"))
    return f'{title} <abbr class="ours" title="{explained}">{mark}</abbr>'


def _write_duty(model: Model, duty: dict[str, Any], t: Texts, mark: str) -> str:
    basis, note = duty["basis"], t.pick(duty["note"], duty["note_en"])
    ground = name_resolution(model, duty["measure_id"], t) if basis == "resolved" else ""
    resolved = f'<p class="facts">{escape(ground)}</p>' if ground else ""
    # What is doubtful is said where the role is shown, not behind a fold.
    reading = write_doubts(model, [duty["measure_id"]], t)
    if note and not reading:
        summary = escape(t("panel.note"))
        reading = f"<details><summary>{summary}</summary><p>{escape(note)}</p></details>"
    deadline = list_deadlines(model, t)[duty["deadline"]]
    number = escape(duty["measure_id"])
    return (
        f'<article class="duty" id="duty-{number}" data-measure="{number}"'
        f' data-basis="{basis}"{mark}>'
        f'<div class="duty-no">{number}</div><div class="duty-body">'
        f'<div class="duty-head">{write_label(duty, t)}'
        f'<span class="role"><i aria-hidden="true">{mark_roles(duty)}</i>'
        f"{escape(name_roles(duty, t))}</span>"
        f'<span class="basis basis-{basis}">{escape(name_basis(duty, t))}</span></div>'
        f"{write_wording(duty, t)}"
        f'<p class="facts"><b>{escape(deadline)}</b>{_write_units(model, duty, t)}</p>'
        f"{resolved}{reading}</div></article>"
    )


def write_doubts(model: Model, measure_ids: Collection[str], t: Texts) -> str:
    """What the daggers on the roles of `measure_ids` stand for."""
    lines = list_doubts(model, measure_ids, t)
    return "".join(f"<p class='quiet doubt'>{escape(line)}</p>" for line in lines)


def _write_units(model: Model, duty: dict[str, Any], t: Texts) -> str:
    cells = [("support", duty["support_cell"])]
    if duty["shared_cell"]:
        cells.insert(0, ("shared", duty["lead_cell"]))
    else:
        cells[:0] = [("lead", duty["lead_cell"]), ("main", duty["main_cell"])]
    parts = []
    for role, cell in cells:
        label = escape(t(f"panel.{role}_units"))
        parts.append(f'<span class="cell"><em>{label}</em> {write_cell(model, cell, t)}</span>')
    return "".join(parts)


def write_cell(model: Model, cell: str, t: Texts) -> str:
    """A unit cell as printed; the dash of an empty one is read out in words."""
    if list_cell_units(model, cell, t):
        return escape(print_cell(model, cell, t))
    words = escape(t("panel.no_units"))
    return (
        f"<span aria-hidden='true'>{escape(cell)}</span>"
        f"<span class='visually-hidden'>{words}</span>"
    )


@remember
def write_chapter_bar(model: Model, code: str, t: Texts) -> str:
    """A bar of the counted duties by chapter; each figure leads to its duties below."""
    counts = model.summary.loc[code]
    segments, keys = [], []
    for number, title in list_chapters(model, t, short=True).items():
        count = int(counts[f"ch{number}"])
        if count:
            segments.append(f'<span class="ch{number}" style="flex-grow:{count}"></span>')
        text = f'<i class="ch{number}"></i>{escape(title)} <b>{count}</b>'
        keys.append(f'<a href="#duties-ch{number}">{text}</a>' if count else f"<span>{text}</span>")
    return (
        f'<div class="chapters"><div class="chapter-bar" aria-hidden="true">{"".join(segments)}'
        f'</div><div class="chapter-keys">{"".join(keys)}</div></div>'
    )
