"""Letters and paths of a picture: fonts, text widths, lines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

import shapely

from components.documents.plain_text import clean_text, count_wide
from components.texts import Texts
from components.theme import LIGHT

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


FONTS = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif"


CJK_FONTS = (
    ("msyh.ttc", "Microsoft YaHei", "msyhbd.ttc"),
    ("msyh.ttf", "Microsoft YaHei", "msyhbd.ttf"),
    ("PingFang.ttc", "PingFang SC", ""),
    ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "NotoSansCJK-Bold.ttc"),
    ("NotoSansCJKsc-Regular.otf", "Noto Sans CJK SC", "NotoSansCJKsc-Bold.otf"),
    ("NotoSansSC-Regular.otf", "Noto Sans SC", "NotoSansSC-Bold.otf"),
    ("SourceHanSansSC-Regular.otf", "Source Han Sans SC", "SourceHanSansSC-Bold.otf"),
    ("SourceHanSansCN-Regular.otf", "Source Han Sans CN", "SourceHanSansCN-Bold.otf"),
    ("Hiragino Sans GB.ttc", "Hiragino Sans GB", ""),
    ("STHeiti Medium.ttc", "Heiti SC", ""),
    ("Deng.ttf", "DengXian", "Dengb.ttf"),
    ("simhei.ttf", "SimHei", ""),
    ("wqy-microhei.ttc", "WenQuanYi Micro Hei", ""),
    ("wqy-zenhei.ttc", "WenQuanYi Zen Hei", ""),
    ("DroidSansFallbackFull.ttf", "Droid Sans Fallback", ""),
    ("simsun.ttc", "SimSun", ""),
    ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "NotoSerifCJK-Bold.ttc"),
)
"""Fonts with Chinese letters, the best first: file, family, file of the bold weight."""


FONT_FOLDERS = (
    Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts",
    Path(os.environ.get("LOCALAPPDATA", "~")) / "Microsoft" / "Windows" / "Fonts",
    *map(Path, ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts")),
    *map(Path, ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")),
)


FIRST_WIDE = 0x2E80
"""The first of the East Asian characters."""


NO_LETTER, MISSING_MARK = "\U0010fffd", "〓"
"""A character that no font has, and what printers put for a type that is not at hand."""


MISSING_LINE = (1848, 40, 18)
"""Right end, base line and size of the line about it, in the head of the picture."""


WORD = re.compile(
    r"[“‘（《「]*(?:[\u0021-\u1fff]+ ?|.)[”’，。、；：？！）》」]*",  # marks stay with their word
    re.DOTALL,
)


class MissingFontError(Exception):
    """No font with Chinese letters is installed: a PNG would show boxes."""


def write_path(shape: shapely.Geometry) -> str:
    """The `d` of polygons and lines."""
    commands = []
    for part in shapely.get_parts(shape):
        is_area = part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors) if is_area else (part,):
            points = (f"{x:.1f} {y:.1f}" for x, y in ring.coords)
            commands.append("M" + "L".join(points) + ("Z" if is_area else ""))
    return "".join(commands)


def write_box(box: Box) -> str:
    """The attributes of a `rect`."""
    left, top, right, bottom = box
    return f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'


def clean(value: object) -> str:
    """Text that may stand in an element or in an attribute."""
    return escape(clean_text(value))


def measure_text(text: str, size: float) -> float:
    """About how wide a text is, rather too wide than too narrow."""
    wide = count_wide(text)
    narrow = sum(letter in " fijlrtI.,:;'\"!|()[]/-" for letter in text)
    capitals = sum(letter.isupper() for letter in text)
    broad = sum(letter in "mwMW%@" for letter in text)
    latin = len(text) - wide
    return size * (wide + 0.57 * latin - 0.2 * narrow + 0.12 * capitals + 0.32 * broad)


def write_text(x: float, y: float, text: str, size: float, **look: str) -> str:
    """`look`: attributes, with `_` for `-`."""
    attributes = "".join(f' {name.replace("_", "-")}="{clean(v)}"' for name, v in look.items())
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{attributes}>{clean(text)}</text>'


def wrap_text(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than `width`, broken at spaces or between Chinese characters."""
    lines = [""]
    for word in WORD.findall(clean_text(text)):
        for part in [word] if measure_text(word, size) <= width else word:
            if lines[-1] and measure_text((lines[-1] + part).rstrip(), size) > width:
                lines.append(part.lstrip())
            else:
                lines[-1] += part
    return [line.rstrip() for line in lines if line.strip()]


def find_cjk_font() -> Path | None:
    """The best font with Chinese letters that is installed and can be drawn with."""
    return next((path for path, family in _list_fonts() if _can_draw(path, family)), None)


@cache
def _can_draw(path: Path, family: str) -> bool:
    """Whether two Chinese letters come out, and differently: no blanks and no boxes."""
    return len({_draw_letter(letter, path, family) for letter in ("", "国", "山")}) == 3


def _draw_letter(letter: str, path: Path, family: str) -> bytes:
    text = write_text(0, 30, letter, 30)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{text}</svg>'
    return draw_pixels(svg, path, family, 40)


def _list_fonts() -> Iterator[tuple[Path, str]]:
    files = _list_font_files()
    for name, family, _ in CJK_FONTS:
        if name.lower() in files:
            yield files[name.lower()], family


@cache
def _list_font_files() -> dict[str, Path]:
    """Every installed font file by its name in small letters."""
    files = (
        (name.lower(), Path(folder, name))
        for root in FONT_FOLDERS
        for folder, _, names in os.walk(root.expanduser())
        for name in sorted(names)
    )
    return dict(files)


def draw_pixels(svg: str, font: Path, family: str, width: int) -> bytes:
    import resvg_py

    bold = {name.lower(): bold for name, _, bold in CJK_FONTS}[font.name.lower()]
    files = [font, font.with_name(bold)] if bold else [font]
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        skip_system_fonts=True,
        font_files=[str(file) for file in files if file.exists()],
        font_family=family,
        sans_serif_family=family,
    )


def find_missing_letters(text: str, font: Path, family: str) -> list[str]:
    """Letters that a font draws as a box; those that every Chinese font has are not tried."""
    tried = {letter for letter in text if ord(letter) >= FIRST_WIDE and not _is_common(letter)}
    return [letter for letter in sorted(tried) if not _has_letter(letter, font, family)]


def _is_common(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _has_letter(letter: str, font: Path, family: str) -> bool:
    return _draw_letter(letter, font, family) != _draw_letter(NO_LETTER, font, family)


def replace_missing(svg: str, font: Path, family: str, t: Texts) -> str:
    """`svg` with a mark for each letter that the font has not, and a line that says which."""
    missing = find_missing_letters(svg, font, family)
    if not missing:
        return svg
    for letter in missing:
        svg = svg.replace(letter, MISSING_MARK)
    codes = t("list.comma").join(f"U+{ord(letter):04X}" for letter in missing)
    line = t("file.missing_letters", mark=MISSING_MARK, codes=codes)
    x, y, size = MISSING_LINE
    note = write_text(x, y, line, size, text_anchor="end", fill=LIGHT["muted"])
    return svg.replace("</svg>", f"{note}</svg>")
