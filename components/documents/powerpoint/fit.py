"""Which sizes a slide's texts take: those of the template, or less where they would not fit."""

from __future__ import annotations

from dataclasses import dataclass

from components.documents.powerpoint.parts import Type, count_lines, measure_height
from components.documents.powerpoint.tables import measure_table
from components.documents.powerpoint.template import Layout
from components.slides.slide import Fact, Slide

SHARES = (
    (1, 1, 1),
    (0.85, 1, 1),
    (0.7, 0.89, 1),
    (0.6, 0.78, 0.86),
    (0.55, 0.78, 0.68),
)
"""Of the template's sizes for title, subtitle and figures."""
INDENT_IN, FACT_AIR_IN, SUBTITLE_AIR_IN = 0.24, 0.15, 0.05
MIN_CHART_IN, FIGURE_AIR_IN, MIN_GAP_IN = 1.6, 0.2, 0.15
MAX_TITLE_LINES = 2


@dataclass(frozen=True)
class Types:
    """The types of a slide's texts."""

    title: Type
    subtitle: Type
    value: Type
    label: Type

    def measure_head(self, slide: Slide, width: float) -> tuple[float, float]:
        """Heights of title and subtitle."""
        title = measure_height(slide.title, self.title, width)
        return title, measure_height(slide.subtitle, self.subtitle, width)

    def measure_fact(self, fact: Fact, width: float) -> float:
        inner = width - INDENT_IN - FACT_AIR_IN
        label = measure_height(fact.label, self.label, inner)
        return measure_height(fact.value, self.value, inner) + label


def fit_types(slide: Slide, layout: Layout) -> Types:
    """The largest that fit; with a table, those that leave room for its chart, if any do."""
    choices = [_shrink(layout, *shares) for shares in SHARES]
    room = layout.text.height
    rooms = [room]
    if slide.table:
        room -= measure_table(slide.table, layout.text.width) + FIGURE_AIR_IN
        rooms = [room - MIN_CHART_IN - FIGURE_AIR_IN, room]
    fitting = (
        types for room in rooms for types in choices if _fits(slide, types, layout.text.width, room)
    )
    return next(fitting, choices[-1])


def _shrink(layout: Layout, title: float, subtitle: float, value: float) -> Types:
    return Types(
        layout.title.shrink(title),
        layout.subtitle.shrink(subtitle),
        layout.value.shrink(value),
        layout.label,
    )


def _fits(slide: Slide, types: Types, width: float, room: float) -> bool:
    if slide.table:
        part = width / max(len(slide.facts), 1)
        heights = [types.measure_fact(fact, part) for fact in slide.facts]
        facts = FIGURE_AIR_IN + max(heights, default=0)
    else:
        facts = sum(types.measure_fact(fact, width) + MIN_GAP_IN for fact in slide.facts)
    head = sum(types.measure_head(slide, width)) + SUBTITLE_AIR_IN
    is_short = count_lines(slide.title, types.title, width) <= MAX_TITLE_LINES
    return is_short and head + facts <= room
