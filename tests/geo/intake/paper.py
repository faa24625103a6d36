"""Tables drawn on the pages of a PDF: rules around cells, words in lines, page after page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from tests.geo.intake.boxes import Box, list_boxes

FONT = "STSong-Light"
"""Every reader has its letters at hand; nothing of it lies in the file."""
SIZE, LEADING, PADDING = 9, 12, 3
LEFT, TOP, BOTTOM = 40, 780, 60
WIDTHS = (30, 60, 200, 50, 70, 70, 70)


@dataclass(frozen=True)
class Line:
    """A printed row: its boxes, each with the lines of text still to be drawn."""

    boxes: tuple[Box, ...]

    @property
    def height(self) -> float:
        return LEADING * max(len(wrap(box)) for box in self.boxes if box.height == 1) + 2 * PADDING


def wrap(box: Box) -> list[str]:
    """Its lines as they fit, Latin words and numbers whole."""
    room = int((sum(WIDTHS[box.x : box.x + box.width]) - 2 * PADDING) // SIZE)
    lines = []
    for paragraph in box.text.split("\n"):
        line = ""
        for word in re.findall(r"[0-9A-Za-z.\-]+|.", paragraph):
            if len(line) + len(word) > room:
                lines.append(line)
                line = ""
            line += word
        lines.append(line)
    return lines


def write_pdf(
    path: Path,
    rows: Sequence[Sequence[str]],
    *,
    cuts_rows: bool = False,
    repeats_heads: bool = True,
    password: str | None = None,
) -> None:
    """Pages of a ruled table. On each the headings stand again, and the number and task that go
    on. `cuts_rows`: a row may begin on one page and end on the next."""
    registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), encrypt=password, invariant=True)
    boxes = list_boxes(rows)
    lines = [[box for box in boxes if box.y == y] for y in range(len(rows))]
    pages = break_pages(lines, cuts_rows)
    for number, page in enumerate(pages):
        heads = [lines[0]] if number and repeats_heads else []
        draw_page(canvas, [*heads, *page], boxes, number, repeats_heads)
    canvas.save()


def break_pages(lines: Sequence[Sequence[Box]], cuts_rows: bool) -> list[list[list[Box]]]:
    pages: list[list[list[Box]]] = [[]]
    room = float(TOP - BOTTOM)
    for line in lines:
        rest = list(line)
        height = Line(tuple(rest)).height
        while height > room:
            fitting = int((room - 2 * PADDING) // LEADING)
            if cuts_rows and fitting > 0:
                pages[-1].append([_take(box, 0, fitting) for box in rest])
                rest = [_take(box, fitting, None) for box in rest]
                height = Line(tuple(rest)).height
            pages.append([])
            room = TOP - BOTTOM - Line(tuple(lines[0])).height
        pages[-1].append(rest)
        room -= height
    return pages


def _take(box: Box, start: int, end: int | None) -> Box:
    """A piece of a box's lines; what spans rows is drawn by `draw_page` on every page."""
    if box.height > 1:
        return box if start == 0 else replace(box, text="")
    return replace(box, text="\n".join(wrap(box)[start:end]))


def draw_page(
    canvas: Canvas,
    page: Sequence[Sequence[Box]],
    boxes: Sequence[Box],
    number: int,
    repeats_heads: bool,
) -> None:
    canvas.setFont(FONT, SIZE)
    edges = [float(TOP)]
    for line in page:
        edges.append(edges[-1] - Line(tuple(line)).height)
    rows = [line[0].y for line in page]
    drawn: set[tuple[int, int]] = set()
    for at, line in enumerate(page):
        covering = [b for b in boxes if b.height > 1 and b.y <= rows[at] < b.y + b.height]
        for box in [*covering, *(b for b in line if b.height == 1)]:
            if (box.y, box.x) in drawn and box.height > 1:
                continue
            drawn.add((box.y, box.x))
            last = max(k for k, y in enumerate(rows) if y < box.y + box.height)
            is_again = box.height > 1 and box.y < rows[at]
            shown = replace(box, text="") if is_again and not repeats_heads else box
            draw_box(canvas, shown, edges[at], edges[at + 1 if box.height == 1 else last + 1])
    canvas.drawString(280, 30, f"— {number + 1} —")
    canvas.showPage()


def draw_box(canvas: Canvas, box: Box, top: float, bottom: float) -> None:
    x0 = LEFT + sum(WIDTHS[: box.x])
    width = sum(WIDTHS[box.x : box.x + box.width])
    canvas.rect(x0, bottom, width, top - bottom)
    for at, line in enumerate(wrap(box)):
        canvas.drawString(x0 + PADDING, top - PADDING - SIZE - at * LEADING, line)
