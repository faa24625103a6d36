"""The PNG made of the SVG, and both as files to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from components.map.picture import Picture
from components.texts import Texts
from components.words.plan import name_plan
from components.words.source import Origin

if TYPE_CHECKING:
    from components.documents.offers import Offer
from components.documents.picture.letters import (
    CJK_FONTS,
    MissingFontError,
    draw_pixels,
    find_cjk_font,
    replace_missing,
)

NO_FONT_TEXT = "file.no_cjk_font"
"""What the screen says where the PNG is missing."""


PNG_WIDTH, MAX_PNG_WIDTH = 1920, 3840


def write_picture_png(svg: bytes, width: int = PNG_WIDTH, lang: str = "zh") -> bytes:
    """The picture `width` pixels wide, in the Chinese font found; without one, `MissingFontError`.

    Letters that the font has not are marked, and said in `lang`. Wider than `MAX_PNG_WIDTH` is a
    `ValueError`.
    """
    if not 0 < width <= MAX_PNG_WIDTH:
        raise ValueError(width)
    font = find_cjk_font()
    if font is None:
        raise MissingFontError
    family = next(family for name, family, _ in CJK_FONTS if name.lower() == font.name.lower())
    shown = replace_missing(svg.decode("utf-8"), font, family, Texts(lang))
    return draw_pixels(shown, font, family, width)


def list_picture_files(
    origin: Origin, draw: Callable[[], Picture], title: str, source: str
) -> dict[str, Offer]:
    """SVG and PNG by their file name extension; `draw` makes the picture at the click.

    No PNG where no Chinese font is installed: the screen then says `NO_FONT_TEXT`.
    """
    t = origin.words.t

    def build_svg() -> bytes:
        from components.documents.picture.svg import write_picture_svg

        return write_picture_svg(origin, draw(), title, source)

    plan = name_plan(origin.words)
    parts = [plan, "" if title == plan else title, t("file.name_picture")]
    offers: dict[str, Offer] = {"svg": (t("file.svg"), parts, build_svg)}
    if find_cjk_font() is not None:
        offers["png"] = (t("file.png"), parts, lambda: write_picture_png(build_svg(), lang=t.lang))
    return offers
