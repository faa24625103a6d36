"""Rights, and what people did, in words."""

from __future__ import annotations

from components.texts import Texts
from components.words.units import name_code
from components.words.words import Words
from store.rights import Grant


def say_right(grant: Grant, words: Words) -> str:
    """What whoever holds it may do, in a sentence."""
    unit = name_code(words, grant.unit) if grant.unit else ""
    return words.t(f"account.right_{grant.right}", unit=unit)


def name_right(grant: Grant, words: Words) -> str:
    """In a word, with its unit."""
    t, name = words.t, words.t(f"account.short_{grant.right}")
    if not grant.unit:
        return name
    return t("account.short_of", right=name, unit=name_code(words, grant.unit))


def name_act(kind: str, t: Texts) -> str:
    """One of `store.access.events.KINDS` as a list of what was done says it."""
    return t(f"account.kind_{kind}")
