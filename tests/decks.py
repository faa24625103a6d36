"""Readers of a presentation, and the slides that its tests write."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

import openpyxl
import pptx
import shapely
from lxml import etree
from pptx.oxml.ns import qn

from components.documents.plain_text import clean_text
from components.slides.build import build_slides
from components.slides.run import list_default_run
from components.slides.slide import Slide
from components.texts import Texts
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model

TODAY = datetime.date(2027, 1, 5)
"""Not the day on which tests run: no file may hold that one."""
ZH = Texts("zh")
PAIR = "110118-110119"
ADDED = ["110118", PAIR, "bda", "110101", "110112.own", "110118.written", "110112.neighbours"]
ADDED += ["water.summary", "water.led2", "fpb.partners"]
EMU = 914400


def build_all(model: Model, t: Texts = ZH) -> list[Slide]:
    """Slides of every kind: the default ones, districts, a zone, a comparison, parts of a set."""
    return build_slides(Words(model, t), [*list_default_run(model, {}), *ADDED])


def open_deck(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


def find_group(page: Any, name: str) -> Any:
    (group,) = [shape for shape in page.shapes if shape.name == name]
    return group


def list_freeforms(page: Any, t: Texts = ZH) -> list[Any]:
    group = find_group(page, t("file.map_group"))
    return [shape for shape in group.shapes if shape._element.xpath(".//a:custGeom")]


def find_districts(page: Any, model: Model, t: Texts = ZH) -> dict[str, Any]:
    """The map's freeforms that carry a district's name and code, by code."""
    names = {
        clean_text(f"{name_party(Words(model, t), code)} {code}"): code
        for code in model.region.districts["unit_code"]
    }
    found = [(names.get(shape.name), shape) for shape in list_freeforms(page, t)]
    districts = [(code, shape) for code, shape in found if code]
    assert len(districts) == len(dict(districts))
    return dict(districts)


def read_area(shape: Any) -> shapely.Geometry:
    """A freeform as it is filled: where contours overlap it is empty. In EMU."""
    (path,) = shape._element.xpath(".//a:path")
    area = shapely.Polygon()
    points: list[tuple[int, int]] = []
    scale = shape.width / int(path.get("w"))
    for step in path:
        if step.tag == qn("a:close"):
            area = area.symmetric_difference(shapely.Polygon(points))
            points = []
        else:
            (point,) = step
            x, y = int(point.get("x")) * scale, int(point.get("y")) * scale
            points.append((shape.left + x, shape.top + y))
    return area


def list_texts(page: Any) -> list[str]:
    """Every text frame outside of groups and tables, a line each paragraph."""
    return [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]


def list_edges(shape: Any) -> tuple[int, int, int, int]:
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def read_parts(data: bytes, pattern: str) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if re.fullmatch(pattern, name)
        }


def read_books(data: bytes) -> list[Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xlsx")]
        return [openpyxl.load_workbook(io.BytesIO(archive.read(name))) for name in names]
