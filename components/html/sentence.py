"""A sentence to copy into a report, as HTML."""

from __future__ import annotations

from markupsafe import Markup

from components.html.template import draw
from components.html.tongue import mark_chinese
from components.texts import Texts


def write_copied(text: str, t: Texts) -> Markup:
    """The sentence with a button that copies it, which the map's script follows."""
    copy, copied = t("panel.copy"), t("panel.copied")
    return draw("html/sentence.sentence", text=mark_chinese(text, t), copy=copy, copied=copied)
