"""The counting rules in words, said once: the page of sources, the files and the README."""

from __future__ import annotations

from components.texts import Texts
from components.words.duties import list_doubts
from components.words.words import Words
from geo.plan.duties import BASES

RULES = ("duty", "role", "merged", "own", *BASES, "default", "zero", "unchosen", "load")
"""Every rule, in the order of reading; a basis is its own rule."""


def name_rule(rule: str, t: Texts) -> str:
    return t(f"basis.{rule}") if rule in BASES else t(f"rules.{rule}_name")


def write_counting_rule(words: Words) -> str:
    """What a file must say about its counts, daggers included, as one paragraph."""
    model, t = words.model, words.t
    rules = ["duty", "merged", *model.counted_bases, "load"]
    pairs = [t("rules.pair", name=name_rule(r, t), text=t(f"rules.{r}")) for r in rules]
    return t.pick("", " ").join([*pairs, *list_doubts(words, model.plan.doubtful)])
