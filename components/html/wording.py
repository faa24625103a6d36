"""A measure's words as HTML: the plan's own, which are set in a serif, and ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from components.html.template import draw
from components.html.tongue import mark_chinese
from components.texts import Texts


def write_wording(measure: Mapping[str, Any], t: Texts) -> Markup:
    """The printed Chinese; in English our working translation below, where there is one.

    `measure`: a row of `measures.csv`, of which `text` and `text_en` are read.
    """
    translation = "" if t.lang == "zh" else measure["text_en"]
    mark = t("wording.mark")
    return draw("html/wording.wording", text=measure["text"], mark=mark, translation=translation)


def write_label(measure: Mapping[str, Any], t: Texts) -> Markup:
    """The short title of a measure, which is ours, for the plan has none; or its opening words."""
    title = t.pick(measure["label"], measure["label_en"])
    return draw("html/wording.label", title=mark_chinese(title, t))
