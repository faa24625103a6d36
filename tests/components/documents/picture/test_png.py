"""PNG files read again: pixels beneath the labels, sizes, fonts."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from components.documents.picture import letters, png
from components.documents.picture.png import write_picture_png
from components.documents.picture.svg import HEIGHT, WIDTH
from components.theme import MAP_LIGHT, choose_ink
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from tests.svgs import TODAY, ZH, draw_once, find_labels, read_box


def test_png_shows_what_the_svg_says() -> None:
    slide, svg = draw_once("plan")
    image = Image.open(io.BytesIO(write_picture_png(svg))).convert("RGB")
    assert image.size == (WIDTH, HEIGHT)
    for _, code, (name, _value) in find_labels(ET.fromstring(svg)):
        part = image.crop(tuple(int(edge) for edge in read_box(name).bounds))
        counts = {pixel: n for n, pixel in part.getcolors(maxcolors=100_000)}
        value = slide.picture.values[code]
        shown = MAP_LIGHT[value.fill]
        fill, ink = (tuple(bytes.fromhex(color[1:])) for color in (shown, choose_ink(shown)))
        assert counts.get(fill, 0) > 0.3 * part.width * part.height
        assert counts.get(ink, 0) > 20
    assert Image.open(io.BytesIO(write_picture_png(svg, 3840))).size == (3840, 2160)
    for width in (0, 3841):
        with pytest.raises(ValueError, match=str(width)):
            write_picture_png(svg, width)


def test_no_font_no_png(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "find_cjk_font", lambda: None)
    slide, svg = draw_once("plan")
    with pytest.raises(letters.MissingFontError):
        write_picture_png(svg)
    files = png.list_picture_files(
        Origin(Words(model, ZH), TODAY), lambda: slide.picture, slide.title, slide.source
    )
    assert list(files) == ["svg"]
    assert "微软雅黑" in ZH(png.NO_FONT_TEXT)


def test_offers_build_both_files(model: Model) -> None:
    slide, svg = draw_once("ch2")
    files = png.list_picture_files(
        Origin(Words(model, ZH), TODAY), lambda: slide.picture, slide.title, slide.source
    )
    assert list(files) == ["svg", "png"]
    assert files["svg"][2]() == svg and files["png"][2]().startswith(b"\x89PNG")
    assert all(label and slide.title in parts for label, parts, _ in files.values())
