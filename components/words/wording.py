"""A measure's wording: first the plan's own words, which are authoritative."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from components.texts import Texts
from geo.model import Model


def write_wording(measure: Mapping[str, Any], t: Texts) -> str:
    """For the screen: the printed Chinese; in English our working translation below, so marked,
    where there is one.

    `measure`: a row of `measures.csv`, of which `text` and `text_en` are read.
    """
    printed = f"<p class='wording' lang='zh-CN'>{escape(measure['text'])}</p>"
    if t.lang == "zh" or not measure["text_en"]:
        return printed
    mark = escape(t("wording.mark"))
    return f"{printed}<p class='translation'><b>{mark}</b> {escape(measure['text_en'])}</p>"


def print_wording(measure: Mapping[str, Any], t: Texts) -> str:
    """The same for a file: in English our working translation follows on a line of its own."""
    if t.lang == "zh" or not measure["text_en"]:
        return str(measure["text"])
    return f"{measure['text']}\n[{t('wording.mark')}] {measure['text_en']}"


def list_wordings(model: Model, t: Texts) -> dict[str, str]:
    """`print_wording` of every measure by its id."""
    measures = model.plan.measures.to_dict("records")
    return {measure["measure_id"]: print_wording(measure, t) for measure in measures}
