"""A measure's wording on the screen: first the plan's own words, which are authoritative."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from components.texts import Texts


def write_wording(measure: Mapping[str, Any], t: Texts) -> str:
    """The printed Chinese; in English our working translation below, marked as such.

    `measure`: a row of `measures.csv`, of which `text` and `text_en` are read.
    """
    printed = f"<p class='wording' lang='zh-CN'>{escape(measure['text'])}</p>"
    if t.lang == "zh":
        return printed
    mark = escape(t("wording.mark"))
    return f"{printed}<p class='translation'><b>{mark}</b> {escape(measure['text_en'])}</p>"
