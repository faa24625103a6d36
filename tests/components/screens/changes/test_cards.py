"""What a person is asked of two editions, in which order, and which of it a link names."""

from __future__ import annotations

import pytest

from components.screens.changes.cards import Card, find_card, list_cards
from tests.geo.next_edition import DECIDED
from tests.kept_editions import SETTLED, keep_editions, look

CARDS = (Card(("3",), ()), Card(("1",), ("2", "4")), Card((), ("3",)))


def test_every_measure_in_no_link_is_on_one_card(tmp_path_factory: pytest.TempPathFactory) -> None:
    with keep_editions(tmp_path_factory.mktemp("office")):
        cards = list_cards(look())
    assert sorted(one for card in cards for one in card.before) == sorted(
        one for link in DECIDED for one in link.before
    )
    assert sorted(one for card in cards for one in card.after) == sorted(
        one for link in DECIDED for one in link.after
    )
    assert [card.after for card in cards if not card.before] == [cards[-1].after]
    assert cards[:2] == (Card(("15.2",), ("15.2", "15.3")), Card(("5.1", "5.2"), ("5",)))


def test_what_was_settled_is_not_asked_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        assert list_cards(look()) == (Card((), ("17",)),)


@pytest.mark.parametrize(
    ("at", "card"),
    [("from:1", 1), ("to:2", 1), ("to:4", 1), ("from:3", 0), ("to:3", 2), ("from:9", 0), ("", 0)],
)
def test_a_link_names_a_card_by_any_of_its_measures(at: str, card: int) -> None:
    assert find_card(CARDS, at) == CARDS[card]
    assert CARDS[card].name in ("from:1", "from:3", "to:3")


def test_where_nothing_is_asked_there_is_no_card() -> None:
    assert find_card((), "from:1") is None
