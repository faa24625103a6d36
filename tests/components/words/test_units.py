"""How parties are named on a map."""

from __future__ import annotations

import pytest

from components.texts import Texts
from components.words.units import name_on_map
from components.words.words import Words
from geo.model import Model


@pytest.mark.parametrize(("lang", "name"), [("zh", "经开区"), ("en", "BDA")])
def test_a_long_english_name_has_a_short_one_on_maps(model: Model, lang: str, name: str) -> None:
    words = Words(model, Texts(lang))
    assert name_on_map(words, "bda") == name
    assert name_on_map(Words(model, Texts("en")), "110118") == "Miyun"
