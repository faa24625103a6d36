"""Rights, and what people did, in words."""

from __future__ import annotations

from components.texts import Texts
from components.words.units import name_code
from components.words.words import Words
from store.rights import Grant

SIGNED_IN_BY = ("proxy", "oidc")


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


def say_about(kind: str, about: str, t: Texts) -> str:
    """What somebody did something to, as it is noted: codes, but where they signed in and what they
    were refused, words."""
    if kind == "refused":
        action, _, rest = about.partition(" ")
        return t("list.dot").join(filter(None, (name_act(action, t), rest)))
    if kind in ("sign_in", "sign_in_failed") and about in SIGNED_IN_BY:
        return t(f"account.source_{about}")
    return about
