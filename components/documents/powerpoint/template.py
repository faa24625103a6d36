"""The looks of a show, which `show.pptx` holds and an office changes in PowerPoint or WPS.

In its slide master and three layouts stand page size, fonts, colours and sizes of texts, and where
title, map and foot are; pictures placed there, such as a logo, are on every slide. The texts below
the title flow: they take the title's width. Text is dark 1 of the theme, quiet text dark 2, bars
beside figures accent 1. Layouts that are used are those of `LAYOUTS`; others may stand beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Pt

from components.documents.powerpoint.parts import (
    EMU_PER_INCH,
    Box,
    Type,
    add_run,
    set_leading,
    set_name,
)
from components.slides.slide import Slide
from geo.packages.problems import Problem, raise_if_any

TEMPLATES, FILE = Path(__file__).parent, "show.pptx"
LAYOUTS = COVER, PLAIN, TABLED = "Cover", "Map", "Table"
TITLE, SUBTITLE, MAP, FACTS = 0, 10, 11, (12, 13, 14)
"""Numbers of the placeholders in each of these layouts."""
FOOT_KINDS = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
STYLES = {"title": "titleStyle", "body": "bodyStyle", "ftr": "otherStyle", "sldNum": "otherStyle"}
"""Where a master says how texts of a kind of placeholder look."""
FOOT_AIR_IN = 0.18


@dataclass(frozen=True)
class Layout:
    """A layout of the template: where text and map stand above the foot, and their type."""

    source: Any
    area: Box
    text: Box
    map: Box
    title: Type
    subtitle: Type
    value: Type
    label: Type
    origin: Type
    number: Type


def open_template() -> Any:
    return pptx.Presentation(str(TEMPLATES / FILE))


def read_layouts(deck: Any) -> dict[str, Layout]:
    """The template's layouts by name; raises `DataError` naming every one that is not there."""
    found = {name: deck.slide_layouts.get_by_name(name) for name in LAYOUTS}
    raise_if_any(
        Problem("missing_layout", FILE, details={"layout": name})
        for name, layout in found.items()
        if layout is None
    )
    return {name: _read_layout(layout) for name, layout in found.items()}


def choose_layout(layouts: dict[str, Layout], slide: Slide) -> Layout:
    if slide.is_wordy:
        return layouts[TABLED]
    return layouts[COVER if slide.code == "cover" else PLAIN]


def _read_layout(source: Any) -> Layout:
    holders = {holder.placeholder_format.idx: holder for holder in source.placeholders}
    title, map_box = _read_box(holders[TITLE]), _read_box(holders[MAP])
    footer, number = _list_foot(source)
    foot = _read_box(footer)
    bottom = foot.top - FOOT_AIR_IN
    return Layout(
        source,
        area=Box(foot.left, title.top, title.right - foot.left, bottom - title.top),
        text=Box(title.left, title.top, title.width, bottom - title.top),
        map=map_box,
        title=_read_type(source, holders[TITLE], "title"),
        subtitle=_read_type(source, holders[SUBTITLE], "body"),
        value=_read_type(source, holders[FACTS[0]], "body"),
        label=_read_type(source, holders[FACTS[0]], "body", level=2),
        origin=_read_type(source, footer, "ftr"),
        number=_read_type(source, number, "sldNum"),
    )


def _read_box(holder: Any) -> Box:
    edges = (holder.left, holder.top, holder.width, holder.height)
    return Box(*(edge / EMU_PER_INCH for edge in edges))


def _read_type(source: Any, holder: Any, kind: str, level: int = 1) -> Type:
    """Size and weight of a level: the layout's own, else those of its master."""
    own, master = f"a:lstStyle/a:lvl{level}pPr/a:defRPr", source.slide_master._element
    settings = [
        *holder._element.xpath(f"./p:txBody/{own}"),
        *master.xpath(f".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='{kind}']/p:txBody/{own}"),
        *master.xpath(f"./p:txStyles/p:{STYLES[kind]}/a:lvl{level}pPr/a:defRPr"),
    ]
    size = next(found.get("sz") for found in settings if found.get("sz"))
    bold = next((found.get("b") for found in settings if found.get("b")), "0")
    return Type(int(size) / 100, bold=bold == "1")


def _list_foot(sheet: Any) -> list[Any]:
    """Footer and slide number."""
    kinds = {holder.placeholder_format.type: holder for holder in sheet.placeholders}
    return [kinds[kind] for kind in FOOT_KINDS]


def add_foot(page: Any) -> list[Any]:
    """The page's own footer and slide number, which a new slide lacks; they stay where they are."""
    for holder in _list_foot(page.slide_layout):
        page.shapes.clone_placeholder(holder)
    return _list_foot(page)


def fill_holder(holder: Any, lines: Sequence[tuple[str, Type]], name: str) -> None:
    """A placeholder's text, a line for each of its levels; what is shrunk alone has a size."""
    set_name(holder, name)
    for level, (text, kind) in enumerate(lines):
        frame = holder.text_frame
        paragraph = frame.paragraphs[0] if level == 0 else frame.add_paragraph()
        paragraph.level = level
        set_leading(paragraph, kind.size)
        run = add_run(paragraph, text)
        if kind.is_shrunk:
            run.font.size = Pt(kind.size)


def place_holder(holder: Any, box: Box) -> None:
    """Where a font is broader than measured, the text shrinks to stay in its box."""
    holder.left, holder.top, holder.width, holder.height = box.to_emu()
    # LibreOffice shrinks only what says so itself, not what its layout says.
    holder.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE


def remove_empty_holders(page: Any) -> None:
    """Those without text, such as the one that only says where the map stands."""
    for holder in list(page.placeholders):
        if not holder.text_frame.text:
            holder._element.getparent().remove(holder._element)
