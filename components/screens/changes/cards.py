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
    """The measures of both editions that may be one and the same; one alone where the other edition
    has none."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def name(self) -> str:
        """What `at` of a link names it by."""
        return self.names[0]

    @property
    def names(self) -> list[str]:
        """One for each of its measures."""
        return [*(f"{BEFORE}{one}" for one in self.before), *(f"{AFTER}{o}" for o in self.after)]

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.before, self.after


@remember
def list_cards(between: Between) -> tuple[Card, ...]:
    """Proposals, most alike first, then what has no partner, in printed order."""
    proposals = propose_links(between.links, *build_editions(between))
    cards = [Card(one.before, one.after) for one in proposals]
    used = {name for card in cards for name in card.names}
    old, new = find_unlinked(between)
    alone = [*(Card((one,), ()) for one in old), *(Card((), (one,)) for one in new)]
    return (*cards, *(card for card in alone if card.name not in used))


def find_card(cards: Sequence[Card], at: str) -> Card | None:
    """The card that a link names, by any of its measures, else the first."""
    named = [card for card in cards if at in card.names]
    return next(iter([*named, *cards]), None)
