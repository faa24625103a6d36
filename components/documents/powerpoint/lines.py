"""Lines to be read, on a slide: in the largest type that leaves them all above the foot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.util import Pt

from components.documents.powerpoint.fit import FIGURE_AIR_IN
from components.documents.powerpoint.parts import Box, Span, Type, add_text, measure_height
from components.documents.powerpoint.template import Layout
from components.slides.slide import Line, Slide

SIZES = (28, 24, 20, 18, 16, 14, 12, 10.5, 9, 8)
AIR = 0.45
"""Above a line's head, in parts of its size."""


def add_lines(shapes: Any, slide: Slide, layout: Layout, top: float) -> None:
    """Below `top`, each line's head over what is said of it."""
    text = layout.text
    top += FIGURE_AIR_IN
    box = Box(text.left, top, text.width, text.bottom - top)
    heads = [Type(size, bold=True) for size in SIZES]
    head = next(
        (kind for kind in heads if _measure(slide, kind, box.width) <= box.height), heads[-1]
    )
    spans = [span for line in slide.lines for span in _list_spans(line, head)]
    shape = add_text(shapes, box, [[span] for span in spans], slide.title)
    for paragraph, (_, kind) in zip(shape.text_frame.paragraphs, spans, strict=True):
        if kind.bold:
            paragraph.space_before = Pt(round(AIR * kind.size, 1))


def _measure(slide: Slide, head: Type, width: float) -> float:
    spans = [span for line in slide.lines for span in _list_spans(line, head)]
    air = len(slide.lines) * AIR * head.size / 72
    return air + sum(measure_height(text, kind, width) for text, kind in spans)


def _list_spans(line: Line, head: Type) -> list[Span]:
    said = replace(head, bold=False, is_quoted=line.is_quoted)
    return [(line.head, head), *([(line.text, said)] if line.text else [])]
