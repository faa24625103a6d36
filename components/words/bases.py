"""The bases by which a duty counts, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from components.texts import Texts
from components.words.plan import name_metric
from components.words.words import Words
from geo.plan.duties import EVERYONE_BASIS


def name_basis(duty: Mapping[str, Any], t: Texts) -> str:
    """How the plan reaches the party, with the words that mention it."""
    if duty["basis"] == "mentioned":
        return t("basis.mentioned_as", words=duty["mention"])
    return t(f"basis.{duty['basis']}")


def name_bases(words: Words, bases: Collection[str] | None = None) -> str:
    """The bases of `bases` that are in use, in words; by default those that count."""
    model, t = words.model, words.t
    chosen = model.counted_bases if bases is None else bases
    return t("list.comma").join(t(f"basis.{basis}") for basis in model.bases if basis in chosen)


def name_count(words: Words, metric: str, bases: Collection[str]) -> str:
    """What a map counts: the metric, and the bases by which it can count."""
    able = [basis for basis in bases if metric != "own" or basis != EVERYONE_BASIS]
    return words.t(
        "legend.metric", metric=name_metric(words, metric), bases=name_bases(words, able)
    )
