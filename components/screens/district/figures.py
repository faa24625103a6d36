"""Pieces of a district's profile as HTML: figures on the city's range, deadlines."""

from __future__ import annotations

from html import escape

import pandas as pd

from components.html.duties import ROLE_MARKS, mark_roles
from components.texts import Texts
from components.words.duties import name_roles
from components.words.plan import list_deadlines
from geo.model import Model
from geo.plan.load import HEADLINES


def write_figures(model: Model, code: str, t: Texts) -> str:
    """Each headline figure with the range over the districts, so that 14 means something."""
    scale = max(int(model.ranges.loc[list(HEADLINES), "high"].max()), 1)
    n, cards = len(model.region.districts), []
    for name in HEADLINES:
        value = int(model.summary.at[code, name])
        low, high = (int(model.ranges.at[name, end]) for end in ("low", "high"))
        span = t("profile.range", n=n, low=low, high=high)
        bar = (
            f"<span class='span' style='left:{100 * low / scale:.1f}%;"
            f"width:{100 * (high - low) / scale:.1f}%'></span>"
            f"<span class='at' style='left:{100 * value / scale:.1f}%'></span>"
        )
        cards.append(
            f"<div class='figure figure-{name}'><b>{value}</b>"
            f"<span>{escape(t(f'panel.{name}'))}</span>"
            f"<div class='range' aria-hidden='true'>{bar}</div>"
            f"<span class='quiet'>{escape(span)}</span></div>"
        )
    return f"<div class='figures'>{''.join(cards)}</div>"


def write_deadline_strip(model: Model, duties: pd.DataFrame, t: Texts) -> str:
    """The plan's deadlines as columns, a mark per settled duty; marks lead to the wording."""
    deadlines = model.plan.measures.set_index("measure_id")["deadline"]
    columns = []
    for printed, shown in list_deadlines(model, t).items():
        due = duties[duties["measure_id"].map(deadlines) == printed]
        marks = "".join(
            f"<li><a href='#duty-{escape(duty['measure_id'])}'>"
            f"<i aria-hidden='true'>{mark_roles(duty)}</i>{escape(duty['measure_id'])}"
            f"<span class='visually-hidden'>{escape(name_roles(duty, t))}</span></a></li>"
            for duty in due.to_dict("records")
        )
        columns.append(
            f"<div class='deadline'><h4>{escape(shown)} <b>{len(due)}</b></h4>"
            f"<ul>{marks}</ul></div>"
        )
    legend = " ".join(
        f"<span><i aria-hidden='true'>{mark}</i>{escape(t(f'role.{role}'))}</span>"
        for role, mark in ROLE_MARKS.items()
        if role != "lead"
    )
    return (
        f"<div class='deadlines'>{''.join(columns)}</div><p class='quiet role-legend'>{legend}</p>"
    )
