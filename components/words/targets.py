"""Figures of the plan: for whom they are, in words."""

from __future__ import annotations

from components.session.remember import remember
from components.words.plan import list_single
from components.words.units import join_parties
from components.words.words import Words
from geo.plan.duties import find_mentions


@remember
def list_target_places(words: Words) -> list[str]:
    """For each row of `targets`, the parties that its phrase names, or that it is split to none; by
    the names that its own plan knows."""
    return [place for each in list_single(words) for place in _list_single_places(each)]


def _list_single_places(words: Words) -> list[str]:
    model = words.model
    phrases = model.plan.targets["phrase"].reset_index(drop=True)
    mentions = find_mentions(phrases.rename_axis("row"), model.region.unit_names)
    named = {row: set(codes) for row, codes in mentions.groupby("row")["unit_code"]}
    held = [[c for c in model.codes if c in named.get(row, ())] for row in phrases.index]
    return [join_parties(words, codes, short=True) or words.t("ledger.no_place") for codes in held]
