"""Words are made anew at every run, and what was said with them is found again."""

from __future__ import annotations

from dataclasses import replace

from components.session.remember import remember
from components.texts import Texts
from components.words.words import Words
from geo.model import Model


def test_what_was_said_is_remembered_by_model_and_language(model: Model) -> None:
    said: list[Words] = []
    count = remember(lambda words: said.append(words) or len(said))
    other = replace(model)
    for _ in range(2):
        pairs = [(model, "zh"), (model, "en"), (other, "zh")]
        assert [count(Words(told, Texts(lang))) for told, lang in pairs] == [1, 2, 3]
