"""The card on the map: what stands in the box at the pointer over a district."""

from __future__ import annotations

from components.map.picture import Card
from components.words.units import list_zones, name_party
from components.words.words import Words

Cards = dict[str, Card]
"""By the district's code."""


def build_cards(words: Words) -> Cards:
    """The card of each party: the same figures as the panel's headline. A zone of development lies
    in no functional zone."""
    t = words.t
    zones = list_zones(words)
    cards: Cards = {}
    for code, counts in words.model.summary.to_dict("index").items():
        lines = [t("card.counts", **counts), t("card.bases", **counts)]
        if counts["resolved"]:
            lines.append(t("card.resolved", **counts))
        if counts["relevant"]:
            lines.append(t("card.relevant", **counts))
        cards[code] = Card(name_party(words, str(code)), zones.get(str(code), ""), lines)
    return cards
