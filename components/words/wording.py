"""A measure's wording: first the plan's own words, which are authoritative."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components.texts import Texts
from components.words.words import Words


def print_wording(measure: Mapping[str, Any], t: Texts) -> str:
    """For a file: in English our working translation follows on a line of its own.

    `measure`: a row of `measures.csv`, of which `text` and `text_en` are read.
    """
    if t.lang == "zh" or not measure["text_en"]:
        return str(measure["text"])
    return f"{measure['text']}\n{mark_translation(measure, t)}"


def mark_translation(measure: Mapping[str, Any], t: Texts) -> str:
    """Our working translation, which says that it is one."""
    return f"[{t('wording.mark')}] {measure['text_en']}"


def list_wordings(words: Words) -> dict[str, str]:
    """`print_wording` of every measure by its id."""
    measures = words.model.plan.measures.to_dict("records")
    return {measure["measure_id"]: print_wording(measure, words.t) for measure in measures}
