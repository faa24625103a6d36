"""One deck with every kind of slide, written once."""

from __future__ import annotations

from typing import Any

import pytest

from components.documents.powerpoint.deck import write_presentation
from components.slides.slide import Slide
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from tests.decks import TODAY, ZH, build_all, open_deck


@pytest.fixture(scope="session")
def slides(model: Model) -> list[Slide]:
    return build_all(model)


@pytest.fixture(scope="session")
def data(model: Model, slides: list[Slide]) -> bytes:
    return write_presentation(Origin(Words(model, ZH), TODAY), slides)


@pytest.fixture(scope="session")
def pages(data: bytes) -> list[Any]:
    return list(open_deck(data).slides)
