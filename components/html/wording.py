"""A measure's words as HTML: the plan's own, which are authoritative, and ours, so marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from components.html.template import draw
from components.texts import Texts


def write_wording(measure: Mapping[str, Any], t: Texts) -> Markup:
    """The printed Chinese; in English our working translation below, where there is one.

    `measure`: a row of `measures.csv`, of which `text` and `text_en` are read.
    """
    translation = "" if t.lang == "zh" else measure["text_en"]
    mark = t("wording.mark")
    return draw("html/wording.wording", text=measure["text"], mark=mark, translation=translation)


def write_label(measure: Mapping[str, Any], t: Texts) -> Markup:
    """The short title of a measure, marked as ours, for the plan has none; or its opening words."""
    title = t.pick(measure["label"], measure["label_en"])
    explained = t("panel.ours_help")
    return draw("html/wording.label", title=title, mark=_mark_ours(measure, t), explained=explained)


def write_ours(measure: Mapping[str, Any], t: Texts) -> Markup:
    """The mark behind a short title that is ours."""
    return draw("html/wording.ours", mark=_mark_ours(measure, t), explained=t("panel.ours_help"))


def _mark_ours(measure: Mapping[str, Any], t: Texts) -> str:
    return t("panel.ours") if measure["has_label"] else ""
