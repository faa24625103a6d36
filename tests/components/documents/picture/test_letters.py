"""Letters that the fonts of a machine lack are marked in a PNG, and said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.documents.picture import letters
from components.texts import Texts


def test_png_marks_and_names_a_letter_that_no_font_has() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>山\U0010fffd</text></svg>'
    font = letters.find_cjk_font()
    families = {name.lower(): family for name, family, _ in letters.CJK_FONTS}
    family = families[font.name.lower()]
    shown = letters.replace_missing(svg, font, family, Texts("zh"))
    assert "山〓" in shown
    assert "本机字体没有的字（U+10FFFD）" in shown
    plain = svg.replace("\U0010fffd", "国")
    assert letters.replace_missing(plain, font, family, Texts("zh")) == plain


def test_lines_are_wrapped_where_a_reader_expects_it() -> None:
    text = "底色：任务7三条措施中单位栏写明该区的条数；“处”为名录中的保护地。"
    for width in range(100, 400, 10):
        lines = letters.wrap_text(text, width, 20)
        assert "".join(lines) == text
        assert not any(line[0] in "，。；：”）" or line[-1] in "“（" for line in lines)
    assert letters.wrap_text("Level without source", 150, 20) == ["Level without", "source"]
    assert "".join(letters.wrap_text("x" * 99, 100, 20)) == "x" * 99


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The only folder of fonts, still empty."""
    monkeypatch.setattr(letters, "FONT_FOLDERS", (tmp_path,))
    letters._list_font_files.cache_clear()
    yield tmp_path
    letters._list_font_files.cache_clear()


def test_fonts_are_found_by_their_file_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "msyh.ttc").write_bytes(b"not a font")
    assert letters.find_cjk_font() is None
    (folder / "msyh.ttc").unlink()
    (folder / "wqy").mkdir()
    for name in ("SIMHEI.TTF", "wqy/WQY-ZenHei.ttc", "simsun.ttc"):
        (folder / name).touch()
    letters._list_font_files.cache_clear()
    monkeypatch.setattr(letters, "_can_draw", lambda path, family: family != "SimHei")
    assert letters.find_cjk_font() == folder / "wqy" / "WQY-ZenHei.ttc"
