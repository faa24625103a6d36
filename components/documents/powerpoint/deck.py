"""The slides as a PowerPoint file: every text, shape, table and chart can be edited."""

from __future__ import annotations

import copy
import datetime
import io
from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from components.documents.archive import seal_archive
from components.documents.plain_text import clean_text
from components.documents.powerpoint.fit import (
    FACT_AIR_IN,
    FIGURE_AIR_IN,
    INDENT_IN,
    MIN_CHART_IN,
    SUBTITLE_AIR_IN,
    Types,
    fit_types,
)
from components.documents.powerpoint.legend import Slot, add_legend, find_corners, make_column
from components.documents.powerpoint.lines import add_lines
from components.documents.powerpoint.map import add_map
from components.documents.powerpoint.parts import (
    ACCENT,
    Box,
    add_run,
    add_shape,
    outline,
    paint,
)
from components.documents.powerpoint.tables import add_chart, add_table, measure_table
from components.documents.powerpoint.template import (
    FACTS,
    SUBTITLE,
    Layout,
    add_foot,
    choose_layout,
    fill_holder,
    open_template,
    place_holder,
    read_layouts,
    remove_empty_holders,
)
from components.documents.scene import Frame, Scene, lay_out
from components.slides.slide import Fact, Slide
from components.texts import Texts
from components.words.plan import name_plan
from components.words.source import Origin, list_provenance
from geo.region.boundaries import simplify_coverage

BAR_IN, BAR_AIR_IN = 0.06, 0.06
MAX_GAP_IN = 0.45
LEGEND_AIR_IN = 0.15
TOLERANCE_M = 300
"""A third of a point on a slide's map."""


def write_presentation(origin: Origin, slides: Sequence[Slide]) -> bytes:
    """A pptx that looks as the template says, with one page per slide and its notes."""
    words = origin.words
    model, t = words.model, words.t
    deck = open_template()
    layouts = read_layouts(deck)
    outlines = simplify_coverage(model.region.districts, TOLERANCE_M)
    provenance = _list_origin(origin)
    for number, slide in enumerate(slides, start=1):
        layout = choose_layout(layouts, slide)
        page = deck.slides.add_slide(layout.source)
        types = fit_types(slide, layout)
        top = _add_head(page, slide, layout, types)
        if slide.table:
            top = _add_facts_beside(page, slide, layout, types, top)
            _add_figures(page, slide, layout, top, origin)
        elif slide.lines:
            add_lines(page.shapes, slide, layout, top)
        else:
            _add_facts_below(page, slide, layout, types, top)
        frame = Frame.fit(outlines.crs, outlines.total_bounds, layout.map.edges)
        scene = lay_out(words, slide.picture, frame, outlines, model.region.labels)
        add_map(page.shapes, scene, words, slide.title)
        slots = _list_columns(layout) if slide.is_wordy else _list_corners(layout, scene)
        add_legend(page.shapes, slide.picture.legend, slots, t)
        _add_foot(page, slide, layout, number, len(slides), t)
        remove_empty_holders(page)
        _write_notes(page, slide, provenance)
    _describe(deck, origin)
    target = io.BytesIO()
    deck.save(target)
    return seal_archive(target.getvalue(), origin.today)


def _list_corners(layout: Layout, scene: Scene) -> list[Slot]:
    """The free corners of a large map."""
    area = layout.area
    return find_corners(scene, area.left, area.top, layout.text.left - LEGEND_AIR_IN, area.bottom)


def _list_columns(layout: Layout) -> list[Slot]:
    """Two columns below a small map."""
    left, top, width = layout.map.left, layout.map.bottom + 0.12, layout.map.width
    height, first = layout.area.bottom + 0.1 - top, width * 0.65
    second = Box(left + first + 0.1, top, width - first - 0.1, height)
    return [make_column(Box(left, top, first, height)), make_column(second)]


def _add_head(page: Any, slide: Slide, layout: Layout, types: Types) -> float:
    """Title and subtitle; where the next thing may start."""
    text = layout.text
    high, low = types.measure_head(slide, text.width)
    title, subtitle = page.shapes.title, page.placeholders[SUBTITLE]
    place_holder(title, Box(text.left, text.top, text.width, high))
    fill_holder(title, [(slide.title, types.title)], slide.title)
    box = Box(text.left, text.top + high + SUBTITLE_AIR_IN, text.width, low)
    place_holder(subtitle, box)
    fill_holder(subtitle, [(slide.subtitle, types.subtitle)], slide.subtitle)
    return box.bottom


def _add_facts_beside(page: Any, slide: Slide, layout: Layout, types: Types, top: float) -> float:
    """The facts next to each other; where they end."""
    part = layout.text.width / max(len(slide.facts), 1)
    top += FIGURE_AIR_IN
    heights = [types.measure_fact(fact, part) for fact in slide.facts]
    for number, (fact, height) in enumerate(zip(slide.facts, heights, strict=True)):
        left = layout.text.left + number * part
        _add_fact(page, number, fact, Box(left, top, part - FACT_AIR_IN, height), types)
    return top + max(heights, default=0)


def _add_facts_below(page: Any, slide: Slide, layout: Layout, types: Types, top: float) -> None:
    """The facts below each other, the free height between them."""
    text = layout.text
    heights = [types.measure_fact(fact, text.width) for fact in slide.facts]
    gap = min(MAX_GAP_IN, (text.bottom - top - sum(heights)) / max(len(heights), 1))
    for number, (fact, height) in enumerate(zip(slide.facts, heights, strict=True)):
        box = Box(text.left, top + gap, text.width, height)
        _add_fact(page, number, fact, box, types)
        top = box.bottom


def _add_fact(page: Any, number: int, fact: Fact, box: Box, types: Types) -> None:
    """A large value over what it counts, behind a thin bar."""
    upright = Box(box.left, box.top + BAR_AIR_IN, BAR_IN, box.height - BAR_AIR_IN)
    bar = add_shape(page.shapes, MSO_SHAPE.RECTANGLE, upright, fact.label)
    paint(bar, ACCENT)
    outline(bar, None)
    holder = page.placeholders[FACTS[number]]
    place_holder(holder, Box(box.left + INDENT_IN, box.top, box.width - INDENT_IN, box.height))
    fill_holder(holder, [(fact.value, types.value), (fact.label, types.label)], fact.label)


def _add_figures(page: Any, slide: Slide, layout: Layout, top: float, origin: Origin) -> None:
    """The table, and the same figures as bars where there is room for them."""
    assert slide.table
    text = layout.text
    height = measure_table(slide.table, text.width)
    box = Box(text.left, top + FIGURE_AIR_IN, text.width, height)
    add_table(page.shapes, box, slide.table, slide.title)
    room = text.bottom - box.bottom - FIGURE_AIR_IN
    if room > MIN_CHART_IN - 0.01:
        chart = Box(text.left, box.bottom + FIGURE_AIR_IN, text.width, room)
        add_chart(page.shapes, chart, slide, origin)


def _add_foot(page: Any, slide: Slide, layout: Layout, number: int, count: int, t: Texts) -> None:
    """The source, and the page's number as a field that follows when pages move."""
    source, place = add_foot(page)
    fill_holder(source, [(slide.source, layout.origin)], t("file.source_line"))
    total = t("file.slide_total", n=count)
    fill_holder(place, [(total, layout.number)], t("file.slide_number"))
    run = place.text_frame.paragraphs[0].runs[0]._r
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f"<a:t>{number}</a:t></a:fld>"
    )
    field.insert(0, copy.deepcopy(run.rPr))
    run.addprevious(field)


def _list_origin(origin: Origin) -> list[str]:
    """Source, counting rule and date of `list_provenance`, a line each."""
    t = origin.words.t
    kept = [t("file.source_title"), t("file.source_annex")]
    kept += [t("file.source_rule"), t("file.source_date")]
    facts = list_provenance(origin)
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


def _describe(deck: Any, origin: Origin) -> None:
    words = origin.words
    properties = deck.core_properties
    properties.title = clean_text(name_plan(words))[:255]
    properties.author = properties.last_modified_by = words.t("app.title")
    properties.comments, properties.language = "", words.t.pick("zh-CN", "en")
    properties.created = properties.modified = datetime.datetime.combine(
        origin.today, datetime.time()
    )
