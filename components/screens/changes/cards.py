"""What a person is asked of two editions: measures that nobody linked, likeliest pairs first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.session.remember import remember
from components.words.changes import Between, build_editions, find_unlinked
from geo.plan.proposals import propose_links

BEFORE, AFTER = "from:", "to:"


@dataclass(frozen=True)
class Card:
    """A measure of either edition, or of both the two that may be one and the same; "" where an
    edition has none."""

    before: str
    after: str

    @property
    def name(self) -> str:
        """What `at` of a link names it by."""
        return f"{BEFORE}{self.before}" if self.before else f"{AFTER}{self.after}"

    @property
    def sides(self) -> tuple[str, str]:
        return self.before, self.after


@remember
def list_cards(between: Between) -> tuple[Card, ...]:
    """Pairs, most alike first, then what has no partner, in printed order."""
    pairs = propose_links(between.links, *build_editions(between))
    cards = [Card(pair.before, pair.after) for pair in pairs]
    paired = {card.before for card in cards}, {card.after for card in cards}
    old, new = find_unlinked(between)
    cards += [Card(one, "") for one in old if one not in paired[0]]
    cards += [Card("", one) for one in new if one not in paired[1]]
    return tuple(cards)


def find_card(cards: Sequence[Card], at: str) -> Card | None:
    """The card that a link names, by either of its measures, else the first."""
    named = [c for c in cards if at in (f"{BEFORE}{c.before}", f"{AFTER}{c.after}")]
    return next(iter([*named, *cards]), None)
