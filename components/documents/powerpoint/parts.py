"""Parts of a slide: texts in the template's fonts, shapes without the theme's effects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from components.documents.plain_text import clean_text, count_wide, is_mostly_wide
from components.theme import MAP_LIGHT

QUIET, ACCENT = MSO_THEME_COLOR.TEXT_2, MSO_THEME_COLOR.ACCENT_1
LEADING = 1.25
"""Height of a line in parts of its size; exact, so that every font gives the same page."""
QUOTING_FONTS = {"latin": "Times New Roman", "ea": "SimSun"}
"""What Windows and WPS have; elsewhere the nearest serif stands in."""
SLIM, BROAD, BOLD = "fijlrtI.,:;'()[]|!/- ", "mwMW%@", 1.06
WORDS = re.compile(r"[!-~]+-(?=\w)|[!-~]+ *|. *")
"""What stays on one line: a Latin word up to its hyphen, a Chinese character."""
EMU_PER_INCH = 914400
EMU_PER_UNIT = 127
"""A freeform's points stand on a grid of 0.01 pt, which keeps their numbers short."""
MAX_NAME = 200


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def edges(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.right, self.bottom

    def to_emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        lengths = (self.left, self.top, self.width, self.height)
        left, top, width, height = (Emu(round(length * EMU_PER_INCH)) for length in lengths)
        return left, top, width, height


@dataclass(frozen=True)
class Type:
    """How a text is set; `size` in points, the theme's text colour where `color` is None.

    `is_quoted`: the plan's own words, in a serif.
    """

    size: float
    bold: bool = False
    color: str | MSO_THEME_COLOR | None = None
    is_shrunk: bool = False
    is_quoted: bool = False

    def shrink(self, share: float) -> Type:
        """The same in a share of its size, in whole points."""
        return self if share == 1 else replace(self, size=round(self.size * share), is_shrunk=True)


Span = tuple[str, Type]


def count_lines(text: str, kind: Type, width: float) -> int:
    """Lines that a text takes at most in a box `width` inches wide."""
    lines, taken = 1, 0.0
    for word in WORDS.findall(text):
        needed = measure_width(word.rstrip(), kind)
        if taken and taken + needed > width:
            lines, taken = lines + 1, 0.0
        taken += measure_width(word, kind)
        if needed > width:  # broken inside
            lines += int(needed / width)
            taken = needed % width
    return lines


def measure_width(text: str, kind: Type) -> float:
    """Inches that a text takes in one line."""
    em = sum(_measure_letter(letter) for letter in text)
    return em * (BOLD if kind.bold else 1) * kind.size / 72


def _measure_letter(letter: str) -> float:
    """The width of a letter in ems, on the safe side for a Chinese sans serif."""
    if count_wide(letter):
        return 1
    if letter in SLIM:
        return 0.34
    return 0.66 if letter.isupper() or letter in BROAD else 0.55


def measure_height(text: str, kind: Type, width: float) -> float:
    """Inches that a text takes in a box `width` inches wide."""
    return count_lines(text, kind, width) * kind.size * LEADING / 72


def add_text(
    shapes: Any,
    box: Box,
    lines: Sequence[Sequence[Span]],
    name: str,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    *,
    wraps: bool = True,
) -> Any:
    """A text box of `lines`, each made of spans; it never resizes."""
    shape = shapes.add_textbox(*box.to_emu())
    set_name(shape, name)
    fill_text(shape.text_frame, lines, align, anchor, wraps=wraps)
    return shape


def fill_text(
    frame: Any,
    lines: Sequence[Sequence[Span]],
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    *,
    wraps: bool = True,
) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = wraps, anchor
    for number, spans in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        set_leading(paragraph, max(kind.size for _, kind in spans))
        paragraph.space_before = paragraph.space_after = Pt(0)
        for text, kind in spans:
            add_run(paragraph, text, kind)


def set_leading(paragraph: Any, size: float) -> None:
    paragraph.line_spacing = Pt(round(size * LEADING, 1))


def add_run(paragraph: Any, text: str, kind: Type | None = None) -> Any:
    """A run that names its language; without `kind` as the text around it."""
    run = paragraph.add_run()
    run.text = clean_text(text)
    if kind is not None:
        run.font.size, run.font.bold = Pt(kind.size), kind.bold
        if kind.color is not None:
            set_color(run.font.color, kind.color)
    properties, is_wide = run._r.get_or_add_rPr(), is_mostly_wide(text)
    if kind is not None and kind.is_quoted:
        for script, font in QUOTING_FONTS.items():
            properties.append(parse_xml(f'<a:{script} {nsdecls("a")} typeface="{font}"/>'))
    properties.set("lang", "zh-CN" if is_wide else "en-US")
    properties.set("altLang", "en-US" if is_wide else "zh-CN")
    return run


def set_color(target: Any, color: str | MSO_THEME_COLOR) -> None:
    """A colour of the theme, which follows the template, or one that is data."""
    if isinstance(color, MSO_THEME_COLOR):
        target.theme_color = color
    else:
        target.rgb = to_rgb(color)


def to_rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color.lstrip("#"))


def set_name(shape: Any, name: str, description: str = "") -> None:
    """The shape's name in the selection pane, and its text alternative."""
    properties = shape._element.xpath("./*/p:cNvPr")[0]
    properties.set("name", clean_text(name)[:MAX_NAME])
    if description:
        properties.set("descr", clean_text(description))


def add_shape(shapes: Any, form: MSO_SHAPE, box: Box, name: str) -> Any:
    """A plain shape: neither the theme's colours nor its shadow."""
    shape = shapes.add_shape(form, *box.to_emu())
    set_name(shape, name)
    return strip_style(shape)


def group_since(shapes: Any, count: int, name: str, description: str = "") -> Any:
    """One group of all shapes after the first `count`: faster than adding to a group.

    Its extent is taken anew, since freeforms leave it at zero.
    """
    group = shapes.add_group_shape(list(shapes)[count:])
    group.shapes._recalculate_extents()
    set_name(group, name, description)
    return group


def strip_style(shape: Any) -> Any:
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)
    return shape


def add_freeform(
    shapes: Any, contours: Sequence[Sequence[tuple[float, float]]], name: str, *, closed: bool
) -> Any:
    """One freeform of several contours, in inches on the slide; where they overlap it is empty.

    Not `build_freeform`, whose time grows with the square of the points.
    """
    factor = EMU_PER_INCH / EMU_PER_UNIT
    grid = [[(round(x * factor), round(y * factor)) for x, y in contour] for contour in contours]
    xs, ys = zip(*(point for contour in grid for point in contour), strict=True)
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    corner = (left * EMU_PER_UNIT, top * EMU_PER_UNIT)
    element = shapes._spTree.add_freeform_sp(*corner, width * EMU_PER_UNIT, height * EMU_PER_UNIT)
    path = element.add_path(w=Emu(width), h=Emu(height))
    for contour in grid:
        points = contour[:-1] if closed else contour
        path.add_moveTo(Emu(points[0][0] - left), Emu(points[0][1] - top))
        for x, y in points[1:]:
            path.add_lnTo(Emu(x - left), Emu(y - top))
        if closed:
            path.add_close()
    shape = shapes._shape_factory(element)
    set_name(shape, name)
    return strip_style(shape)


def paint(shape: Any, fill: str | MSO_THEME_COLOR | None, alpha: float = 1) -> None:
    """A plain fill, none where it is None."""
    if fill is None:
        shape.fill.background()
        return
    shape.fill.solid()
    set_color(shape.fill.fore_color, fill)
    if alpha < 1:
        (color,) = shape._element.spPr.xpath("./a:solidFill/a:srgbClr")
        color.append(parse_xml(f'<a:alpha {nsdecls("a")} val="{round(alpha * 100000)}"/>'))


def hatch(shape: Any) -> None:
    """The native pattern for what the plan leaves open."""
    shape.fill.patterned()
    shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    shape.fill.fore_color.rgb = to_rgb(MAP_LIGHT["hatch"])
    shape.fill.back_color.rgb = to_rgb(MAP_LIGHT["zero"])


def outline(shape: Any, color: str | None, width_pt: float = 1, dash: Sequence[float] = ()) -> None:
    """The shape's line, none where `color` is None; `dash`: lengths and gaps in points."""
    if color is None:
        shape.line.fill.background()
        return
    shape.line.color.rgb, shape.line.width = to_rgb(color), Pt(width_pt)
    line = shape.line._get_or_add_ln()
    if dash:
        pairs = zip(dash[::2], dash[1::2], strict=True)
        parts = "".join(
            f'<a:ds d="{round(on / width_pt * 100000)}" sp="{round(off / width_pt * 100000)}"/>'
            for on, off in pairs
        )
        line.append(parse_xml(f"<a:custDash {nsdecls('a')}>{parts}</a:custDash>"))
        if min(dash) <= width_pt / 2:
            line.set("cap", "rnd")
    line.append(parse_xml(f"<a:round {nsdecls('a')}/>"))
