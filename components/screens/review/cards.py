"""The questions of a review as cards, in the order in which they are looked through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.intake.questions import Question
from store.answers import Settled
from store.asked import CORRECT, Asked, hash_parts

OF_COLUMNS = ("column", "role")
"""Codes of what is asked about a heading: whoever says what the columns are has answered it."""
ELSEWHERE = ("fact", "unknown", CORRECT, *OF_COLUMNS)
"""Codes of what other steps ask."""
OF_TABLE = ("tables", "standing_clause", "first_is_lead", "proof")
"""Codes of what is asked of the whole table, wherever it stands."""


@dataclass(frozen=True)
class Card:
    """`name`: short, and the same as long as the question is."""

    name: str
    asked: Asked
    question: Question
    is_open: bool


def list_cards(settled: Settled) -> list[Card]:
    """Those of the whole table first, then as they are printed."""
    cards = [
        Card(hash_parts(one.key, one.tag)[:8], one, one.question, one in settled.open)
        for one in settled.asked
        if one.code not in ELSEWHERE and one.question
    ]
    return sorted(cards, key=_find_order)


def _find_order(card: Card) -> int:
    is_whole = card.asked.measure is None or card.asked.code in OF_TABLE
    return -1 if is_whole else card.asked.measure or 0


def find_card(cards: Sequence[Card], name: str) -> Card | None:
    """The card of a link; else the first that is open."""
    named = next((card for card in cards if card.name == name), None)
    return named or next((card for card in cards if card.is_open), None)


def find_next(cards: Sequence[Card], card: Card) -> Card | None:
    """The open card after one, and after the last the first."""
    at = cards.index(card)
    return next((other for other in [*cards[at + 1 :], *cards[:at]] if other.is_open), None)


def list_alike(cards: Sequence[Card], card: Card) -> list[Card]:
    """Other open cards that ask the same of the same column."""
    asks = _describe(card)
    return [
        other for other in cards if other.is_open and other != card and _describe(other) == asks
    ]


def _describe(card: Card) -> tuple[str, str, str]:
    return card.asked.code, card.question.case, card.question.column


def begin_large(said: str) -> str:
    """Words of a question, which are parts of a sentence, as one of their own."""
    return said[:1].upper() + said[1:]
