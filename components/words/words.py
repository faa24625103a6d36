"""The model, told in a language: what everything said of it is made from."""

from __future__ import annotations

from dataclasses import dataclass

from components.texts import Texts
from components.words.levels import speak_of
from geo.model import Model


@dataclass(frozen=True)
class Words:
    """Made anew wherever needed: equal where the model is the same one and the language equal."""

    model: Model
    t: Texts

    def __post_init__(self) -> None:
        object.__setattr__(self, "t", speak_of(self.model, self.t))
