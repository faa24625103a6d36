"""Lines to be read, on a slide: in the largest type that leaves them all above the foot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.util import Pt

from components.documents.powerpoint.fit import FIGURE_AIR_IN
from components.documents.powerpoint.parts import QUIET, Box, Span, Type, add_text, measure_height
from components.documents.powerpoint.template import Layout
from components.slides.slide import Line, Slide

SIZES = (28, 24, 20, 18, 16, 14, 12, 10.5, 9, 8)
REMARK = 0.8
"""The size of a line's remark, in parts of its own."""
AIR = 0.45
"""Above a line's head, in parts of its size."""


def add_lines(shapes: Any, slide: Slide, layout: Layout, top: float) -> None:
    """Below `top`, each line's head with what is said of it."""
    text = layout.text
    top += FIGURE_AIR_IN
    box = Box(text.left, top, text.width, text.bottom - top)
    heads = [Type(size, bold=True) for size in SIZES]
    head = next(
        (kind for kind in heads if _measure(slide, kind, box.width) <= box.height), heads[-1]
    )
    paragraphs = [spans for line in slide.lines for spans in _list_paragraphs(line, head)]
    shape = add_text(shapes, box, paragraphs, slide.title)
    for paragraph, ((_, kind), *_) in zip(shape.text_frame.paragraphs, paragraphs, strict=True):
        if kind.bold:
            paragraph.space_before = Pt(round(AIR * kind.size, 1))


def _measure(slide: Slide, head: Type, width: float) -> float:
    paragraphs = [spans for line in slide.lines for spans in _list_paragraphs(line, head)]
    air = len(slide.lines) * AIR * head.size / 72
    # As if all of a paragraph were as its first words, which are the broader ones.
    return air + sum(
        measure_height("".join(text for text, _ in spans), spans[0][1], width)
        for spans in paragraphs
    )


def _list_paragraphs(line: Line, head: Type) -> list[list[Span]]:
    """What is quoted stands below the head, what is not beside it; a remark below both."""
    said = replace(head, bold=False, is_quoted=line.is_quoted)
    remark = replace(head, bold=False, size=round(REMARK * head.size), color=QUIET)
    if line.text and not line.is_quoted:
        paragraphs = [[(f"{line.head}  ", head), (line.text, said)], [(line.remark, remark)]]
    else:
        paragraphs = [[(line.head, head)], [(line.text, said)], [(line.remark, remark)]]
    return [spans for spans in paragraphs if spans[-1][0]]
