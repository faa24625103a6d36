"""Letters that the fonts of a machine lack are marked in a PNG, and said."""

import pytest

from components.documents import picture_png
from components.texts import Texts


@pytest.mark.skipif(picture_png.find_cjk_font() is None, reason="no Chinese font installed")
def test_png_marks_and_names_a_letter_that_no_font_has() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>山\U0010fffd</text></svg>'
    font = picture_png.find_cjk_font()
    families = {name.lower(): family for name, family, _ in picture_png.CJK_FONTS}
    family = families[font.name.lower()]
    shown = picture_png.replace_missing(svg, font, family, Texts("zh"))
    assert "山〓" in shown
    assert "本机字体没有的字（U+10FFFD）" in shown
    plain = svg.replace("\U0010fffd", "国")
    assert picture_png.replace_missing(plain, font, family, Texts("zh")) == plain
