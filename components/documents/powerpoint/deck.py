"""The slides as a PowerPoint file: every text, shape, table and chart can be edited."""

from __future__ import annotations

import copy
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pptx
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from components.documents.archive import seal_archive
from components.documents.plain_text import clean_text
from components.documents.powerpoint.frame import draw_outlines, fit_frame
from components.documents.powerpoint.legend import (
    Slot,
    add_legend,
    find_corners,
    make_column,
)
from components.documents.powerpoint.map import add_map
from components.documents.powerpoint.parts import (
    Box,
    Type,
    add_run,
    add_shape,
    add_text,
    count_lines,
    fill_text,
    measure_height,
    name_theme_fonts,
    outline,
    paint,
)
from components.documents.powerpoint.tables import add_chart, add_table, measure_table
from components.slides.slide import Fact, Slide
from components.texts import Texts
from components.theme import LIGHT
from components.words.plan import name_plan
from components.words.source import list_provenance
from geo.model import Model

WIDTH_IN, HEIGHT_IN = 13.333, 7.5
TITLE_ONLY = 5
"""The layout of the default template that has nothing but a title."""
LEFT_IN, TOP_IN, BOTTOM_IN, RIGHT_IN = 0.6, 0.55, 6.6, 12.75
FOOT = Box(LEFT_IN, 6.78, 11.2, 0.42)
NUMBER = Box(11.9, 6.78, RIGHT_IN - 11.9, 0.42)
SOURCE_TYPE, NUMBER_TYPE = Type(10.5, color=LIGHT["muted"]), Type(14, color=LIGHT["muted"])
LABEL_PT = 18
BAR_IN, INDENT_IN = 0.06, 0.24
MIN_CHART_IN, FIGURE_AIR_IN, MIN_GAP_IN = 1.6, 0.2, 0.15


@dataclass(frozen=True)
class Plan:
    """Where map and text stand; `beside`: facts next to each other, for slides with a table."""

    map_box: Box
    text_left: float
    beside: bool


PLAIN = Plan(Box(1.5, 0.95, 5.65, 5.65), 7.6, beside=False)
TABLED = Plan(Box(0.6, 0.55, 4.35, 4.25), 5.5, beside=True)


@dataclass(frozen=True)
class Sizes:
    """Sizes of a slide's texts in points, for long titles smaller."""

    title: int
    subtitle: int
    value: int


SIZES = (
    Sizes(40, 18, 44),
    Sizes(34, 18, 44),
    Sizes(28, 16, 44),
    Sizes(24, 14, 38),
    Sizes(22, 14, 30),
)


def write_presentation(
    model: Model, slides: Sequence[Slide], t: Texts, today: datetime.date
) -> bytes:
    """A 16:9 pptx with one page per slide, its notes, and fonts that are named, not embedded."""
    deck = pptx.Presentation()
    _widen(deck)
    outlines = draw_outlines(model)
    provenance = _list_origin(model, t, today)
    for number, slide in enumerate(slides, start=1):
        page = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
        plan = TABLED if slide.table else PLAIN
        top = _add_head(page, slide, plan)
        top = _add_facts(page, slide, plan, top)
        if slide.table:
            _add_figures(page, slide, plan, top, t, today)
        frame = fit_frame(outlines, plan.map_box)
        add_map(page.shapes, frame, model, slide.picture, slide.title, t)
        slots = (
            _list_columns(plan)
            if slide.table
            else find_corners(frame, LEFT_IN, TOP_IN, plan.text_left - 0.15, BOTTOM_IN)
        )
        add_legend(page.shapes, slide.picture, slots, t)
        _add_foot(page, slide, number, len(slides), t)
        _write_notes(page, slide, provenance)
    _describe(deck, model, t, today)
    target = io.BytesIO()
    deck.save(target)
    return seal_archive(target.getvalue(), today, {"ppt/theme/": name_theme_fonts})


def _widen(deck: Any) -> None:
    """The default template is 4:3; its master and layouts, which new slides use, go along."""
    factor = Inches(WIDTH_IN) / deck.slide_width
    deck.slide_width, deck.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for shape in sheet.placeholders:
            if shape._element.xpath("./p:spPr/a:xfrm"):
                shape.left, shape.width = round(shape.left * factor), round(shape.width * factor)


def _list_columns(plan: Plan) -> list[Slot]:
    """Two columns below a small map."""
    left, top, width = plan.map_box.left, plan.map_box.bottom + 0.12, plan.map_box.width
    height, first = BOTTOM_IN + 0.1 - top, width * 0.65
    second = Box(left + first + 0.1, top, width - first - 0.1, height)
    return [make_column(Box(left, top, first, height)), make_column(second)]


def _find_sizes(slide: Slide, plan: Plan) -> Sizes:
    """The largest that fit; with a table, those that leave room for its chart, if any do."""
    width, room = RIGHT_IN - plan.text_left, BOTTOM_IN - TOP_IN
    if slide.table:
        room -= measure_table(slide.table, width) + FIGURE_AIR_IN
        with_chart = _choose_sizes(slide, plan, width, room - MIN_CHART_IN - FIGURE_AIR_IN)
        if with_chart:
            return with_chart
    return _choose_sizes(slide, plan, width, room) or SIZES[-1]


def _choose_sizes(slide: Slide, plan: Plan, width: float, room: float) -> Sizes | None:
    """The largest that fit into `room`, with a title of at most two lines."""
    for sizes in SIZES:
        title = count_lines(slide.title, Type(sizes.title, bold=True), width)
        if plan.beside:
            part = width / max(len(slide.facts), 1)
            facts = FIGURE_AIR_IN + max(
                (_measure_fact(fact, sizes, part) for fact in slide.facts), default=0
            )
        else:
            facts = sum(_measure_fact(fact, sizes, width) + MIN_GAP_IN for fact in slide.facts)
        if title <= 2 and _measure_head(slide, sizes, width) + facts <= room:
            return sizes
    return None


def _measure_head(slide: Slide, sizes: Sizes, width: float) -> float:
    title = measure_height(slide.title, Type(sizes.title, bold=True), width)
    return title + 0.05 + measure_height(slide.subtitle, Type(sizes.subtitle), width)


def _measure_fact(fact: Fact, sizes: Sizes, width: float) -> float:
    value = Type(sizes.value, bold=True)
    inner = width - INDENT_IN - 0.15
    label = measure_height(fact.label, Type(LABEL_PT), inner)
    return measure_height(fact.value, value, inner) + label


def _add_head(page: Any, slide: Slide, plan: Plan) -> float:
    """Title and subtitle; where the next thing may start."""
    sizes, width = _find_sizes(slide, plan), RIGHT_IN - plan.text_left
    title = Type(sizes.title, bold=True)
    height = measure_height(slide.title, title, width)
    holder = page.shapes.title
    holder.left, holder.top, holder.width, holder.height = Box(
        plan.text_left, TOP_IN, width, height
    ).to_emu()
    fill_text(holder.text_frame, [[(slide.title, title)]])
    subtitle = Type(sizes.subtitle, color=LIGHT["muted"])
    box = Box(
        plan.text_left,
        TOP_IN + height + 0.05,
        width,
        measure_height(slide.subtitle, subtitle, width),
    )
    add_text(page.shapes, box, [[(slide.subtitle, subtitle)]], slide.subtitle)
    return box.bottom


def _add_facts(page: Any, slide: Slide, plan: Plan, top: float) -> float:
    """The facts below or beside each other, the free height between them."""
    sizes, width = _find_sizes(slide, plan), RIGHT_IN - plan.text_left
    if plan.beside:
        part = width / max(len(slide.facts), 1)
        heights = [_measure_fact(fact, sizes, part) for fact in slide.facts]
        for number, fact in enumerate(slide.facts):
            left = plan.text_left + number * part
            box = Box(left, top + FIGURE_AIR_IN, part - 0.15, heights[number])
            _add_fact(page, fact, box, sizes)
        return top + FIGURE_AIR_IN + max(heights, default=0)
    heights = [_measure_fact(fact, sizes, width) for fact in slide.facts]
    gap = min(0.45, (BOTTOM_IN - top - sum(heights)) / max(len(heights), 1))
    for fact, height in zip(slide.facts, heights, strict=True):
        _add_fact(page, fact, Box(plan.text_left, top + gap, width, height), sizes)
        top += gap + height
    return top


def _add_fact(page: Any, fact: Fact, box: Box, sizes: Sizes) -> None:
    """A large value over what it counts, behind a thin bar."""
    bar = add_shape(
        page.shapes,
        MSO_SHAPE.RECTANGLE,
        Box(box.left, box.top + 0.06, BAR_IN, box.height - 0.06),
        fact.label,
    )
    paint(bar, LIGHT["accent"])
    outline(bar, None)
    inner = Box(box.left + INDENT_IN, box.top, box.width - INDENT_IN, box.height)
    value, label = Type(sizes.value, bold=True), Type(LABEL_PT)
    add_text(page.shapes, inner, [[(fact.value, value)], [(fact.label, label)]], fact.label)


def _add_figures(
    page: Any, slide: Slide, plan: Plan, top: float, t: Texts, today: datetime.date
) -> None:
    """The table, and the same figures as bars where there is room for them."""
    assert slide.table
    width = RIGHT_IN - plan.text_left
    height = measure_table(slide.table, width)
    box = Box(plan.text_left, top + FIGURE_AIR_IN, width, height)
    add_table(page.shapes, box, slide.table, slide.title)
    room = BOTTOM_IN - box.bottom - FIGURE_AIR_IN
    if room > MIN_CHART_IN - 0.01:
        chart = Box(plan.text_left, box.bottom + FIGURE_AIR_IN, width, room)
        add_chart(page.shapes, chart, slide, t, today)


def _add_foot(page: Any, slide: Slide, number: int, count: int, t: Texts) -> None:
    """The source, and the page's number as a field that follows when pages move."""
    source = [[(slide.source, SOURCE_TYPE)]]
    add_text(page.shapes, FOOT, source, t("file.source_line"), anchor=MSO_ANCHOR.BOTTOM)
    shape = add_text(
        page.shapes,
        NUMBER,
        [[(t("file.slide_total", n=count), NUMBER_TYPE)]],
        t("file.slide_number"),
        PP_ALIGN.RIGHT,
        MSO_ANCHOR.BOTTOM,
    )
    run = shape.text_frame.paragraphs[0].runs[0]._r
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f"<a:t>{number}</a:t></a:fld>"
    )
    field.insert(0, copy.deepcopy(run.rPr))
    run.addprevious(field)


def _list_origin(model: Model, t: Texts, today: datetime.date) -> list[str]:
    """Source, counting rule and date of `list_provenance`, a line each."""
    kept = [t("file.source_title"), t("file.source_annex")]
    kept += [t("file.source_rule"), t("file.source_date")]
    facts = list_provenance(model, t, today, model.counted_bases)
    return [
        t("file.memo_fact", label=label, value=value) for label, value in facts if label in kept
    ]


def _write_notes(page: Any, slide: Slide, provenance: Sequence[str]) -> None:
    """What stands behind the slide's numbers, then where they come from."""
    frame = page.notes_slide.notes_text_frame
    for number, line in enumerate([*slide.notes, "", *provenance]):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if line:
            add_run(paragraph, line)


def _describe(deck: Any, model: Model, t: Texts, today: datetime.date) -> None:
    properties = deck.core_properties
    properties.title = clean_text(name_plan(model, t))[:255]
    properties.author = properties.last_modified_by = t("app.title")
    properties.comments, properties.language = "", t.pick("zh-CN", "en")
    properties.created = properties.modified = datetime.datetime.combine(today, datetime.time())
