"""Pieces of a district's profile as HTML: figures on the city's range, deadlines."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from components.html.duties import ROLE_MARKS, mark_roles
from components.html.template import draw
from components.words.duties import name_roles
from components.words.plan import list_deadlines
from components.words.words import Words
from geo.plan.count import HEADLINES


@dataclass(frozen=True)
class Figure:
    """A headline figure on the range of the districts; its places on it are in per cent."""

    key: str
    value: int
    name: str
    span: str
    start: str
    width: str
    at: str


@dataclass(frozen=True)
class DeadlineColumn:
    """A deadline and its settled duties: number, mark and roles."""

    name: str
    duties: list[tuple[str, str, str]]


def write_figures(words: Words, code: str) -> Markup:
    """Each headline figure with the range over the districts, so that 14 means something."""
    model, t = words.model, words.t
    scale = max(int(model.ranges.loc[list(HEADLINES), "high"].max()), 1)
    n, figures = len(model.region.districts), []
    for key in HEADLINES:
        value = int(model.summary.at[code, key])
        low, high = (int(model.ranges.at[key, end]) for end in ("low", "high"))
        start, width, at = (f"{100 * x / scale:.1f}" for x in (low, high - low, value))
        span = t("profile.range", n=n, low=low, high=high)
        figures.append(Figure(key, value, t(f"panel.{key}"), span, start, width, at))
    return draw("screens/district/figures.figures", figures=figures)


def write_deadline_strip(words: Words, duties: pd.DataFrame) -> Markup:
    """The plan's deadlines as columns, a mark per settled duty; marks lead to the wording."""
    t = words.t
    deadlines = words.model.plan.measures.set_index("measure_id")["deadline"]
    columns = []
    for printed, shown in list_deadlines(words).items():
        due = duties[duties["measure_id"].map(deadlines) == printed].to_dict("records")
        marks = [(duty["measure_id"], mark_roles(duty), name_roles(duty, t)) for duty in due]
        columns.append(DeadlineColumn(shown, marks))
    legend = [(mark, t(f"role.{role}")) for role, mark in ROLE_MARKS.items() if role != "lead"]
    return draw("screens/district/figures.deadlines", columns=columns, legend=legend)
