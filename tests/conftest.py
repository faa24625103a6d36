"""The real model, read once for all tests."""

import pytest

from geo.model import Model, load_model


@pytest.fixture(scope="session")
def model() -> Model:
    return load_model("ecology-2025")
