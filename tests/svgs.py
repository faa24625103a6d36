"""Pictures of slides, drawn once each, and readers of their labels."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import shapely

from components.documents.picture.letters import measure_text
from components.documents.picture.svg import write_picture_svg
from components.slides.build import build_slide
from components.slides.slide import Slide
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from tests.real_model import MODEL

TODAY = datetime.date(2025, 7, 4)
ZH = Texts("zh")
SVG = "{http://www.w3.org/2000/svg}"


def draw(model: Model, slide: Slide, t: Texts = ZH) -> bytes:
    return write_picture_svg(
        Origin(Words(model, t), TODAY), slide.picture, slide.title, slide.source
    )


@cache
def draw_once(code: str, lang: str = "zh") -> tuple[Slide, bytes]:
    """A slide of the real model and its picture, which takes a second to draw."""
    slide = build_slide(Words(MODEL, Texts(lang)), code)
    return slide, draw(MODEL, slide, Texts(lang))


def find_enlarged(root: ET.Element) -> set[ET.Element]:
    return {part for group in root.findall(f"{SVG}g[@clip-path]") for part in group.iter()}


def find_labels(root: ET.Element) -> Iterator[tuple[bool, str, list[ET.Element]]]:
    """Whether it stands in the enlargement, the code, and its texts without halos."""
    enlarged = find_enlarged(root)
    for group in root.iter(f"{SVG}g"):
        if group.get("class", "").startswith("label-"):
            texts = [e for e in group.iter(f"{SVG}text") if e.get("class") != "halo"]
            yield group in enlarged, group.get("class", "").removeprefix("label-"), texts


def read_box(text: ET.Element) -> Any:
    x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
    half = measure_text(text.text or "", size) / 2
    return shapely.box(x - half, y - 0.8 * size, x + half, y + 0.15 * size)
