"""The model, told in a language: what everything said of it is made from."""

from __future__ import annotations

from dataclasses import dataclass

from components.texts import Texts
from geo.model import Model


@dataclass(frozen=True)
class Words:
    """Made anew wherever needed: equal where the model is the same one and the language equal."""

    model: Model
    t: Texts
