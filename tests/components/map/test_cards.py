"""The card of a district says what the panel says."""

from components.map.cards import build_cards
from components.texts import Texts
from components.words.words import Words
from geo.model import Model


def test_cards_repeat_the_headline(model: Model) -> None:
    card = build_cards(Words(model, Texts("zh")))["110118"]
    assert card.name == "密云区"
    assert card.lines == [
        "职责 19 · 主责 15 · 牵头 7 · 协办 4",
        "单位栏写明 9 · 各区都有 8 · 正文提及 2",
        "另有 6 条只写“相关区”，待明确",
    ]


def test_a_zone_of_development_has_a_card_without_a_functional_zone(model: Model) -> None:
    card = build_cards(Words(model, Texts("zh")))["bda"]
    assert (card.name, card.zone) == ("北京经济技术开发区", "")
    assert card.lines[0] == "职责 5 · 主责 3 · 牵头 0 · 协办 2"
