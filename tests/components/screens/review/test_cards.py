"""Questions as cards: which, in which order, and which comes next."""

from __future__ import annotations

from components.screens.review.cards import (
    Card,
    begin_large,
    find_card,
    find_next,
    list_alike,
    list_cards,
)
from geo.intake.grid import Piece
from geo.intake.questions import Question
from store.asked import Asked
from tests.components.screens.review.stated import build_state

ROWS = [
    ["1", "治水", "巡河。", "年底前", "环境局", "", "水务局"],
    ["3", "种树", "造林。", "", "环境局", "", "丁局"],
    ["4", "监测", "测水。", "年底前", "环境局", "环境局", ""],
]
CLAUSE = [Piece("1", "以下均需各区政府落实，不再列出。", "outside")]
FIRST_BLANK = ("1/主责单位", "blank")


def test_those_of_the_whole_table_come_first_then_all_as_printed() -> None:
    settled = build_state(ROWS, pieces=CLAUSE).settled
    cards = list_cards(settled)
    assert [(card.asked.key, card.asked.tag) for card in cards] == [
        ("table", "standing_clause"),
        FIRST_BLANK,
        ("3", "number"),
        ("3/完成时限", "blank"),
        ("3/主责单位", "blank"),
        ("4/协办单位", "blank"),
    ]
    assert len({card.name for card in cards}) == len(cards)


def test_a_clause_within_a_row_is_asked_of_the_whole_table_too() -> None:
    rows = [*ROWS, ["5", "执法", "以下各项均需各区落实，不再列出。", "年底前", "环境局", "<", "<"]]
    assert list_cards(build_state(rows).settled)[0].asked.key == "5"


def test_a_card_is_named_alike_after_an_answer_and_is_open_no_more() -> None:
    before, after = (
        list_cards(build_state(ROWS, answers).settled) for answers in (None, {FIRST_BLANK: "first"})
    )
    assert [card.name for card in before] == [card.name for card in after]
    assert [card.is_open for card in after] == [False, *[True] * 4]


def test_a_cell_that_was_written_anew_asks_no_more() -> None:
    cards = list_cards(build_state(ROWS, {("1/main", "correct"): "set:水务局"}).settled)
    assert [card.is_open for card in cards][:2] == [False, True]


def test_a_link_opens_its_card_and_without_one_the_first_that_is_open() -> None:
    cards = list_cards(build_state(ROWS, {FIRST_BLANK: "first"}).settled)
    assert find_card(cards, cards[0].name) == cards[0]
    assert [find_card(cards, name) for name in ("", "nothing")] == [cards[1]] * 2
    assert find_card([], "") is None


def test_the_next_card_is_open_and_after_the_last_comes_the_first() -> None:
    cards = list_cards(build_state(ROWS, {("3", "number"): "first"}).settled)
    assert find_next(cards, cards[0]) == cards[2]
    assert find_next(cards, cards[-1]) == cards[0]
    answers = {(card.asked.key, card.asked.tag): "first" for card in cards}
    answered = list_cards(build_state(ROWS, answers).settled)
    assert find_next(answered, answered[0]) is None


def test_alike_is_what_asks_the_same_of_the_same_column() -> None:
    cards = list_cards(build_state(ROWS).settled)
    assert list_alike(cards, cards[0]) == [cards[3]]
    assert list_alike(cards, cards[2]) == []


def test_another_case_of_the_same_question_is_not_alike() -> None:
    asked = [Asked(str(at), "merge", "", "", measure=at) for at in range(3)]
    questions = [Question("merge", column="主责单位", case=case) for case in ("edge", "split")]
    cards = [Card(one.key, one, questions[at // 2], is_open=True) for at, one in enumerate(asked)]
    assert list_alike(cards, cards[0]) == [cards[1]]


def test_a_sentence_begins_with_a_large_letter() -> None:
    assert [begin_large(said) for said in ("", "it stays", "照印")] == ["", "It stays", "照印"]
