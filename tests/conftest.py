"""The real model, read once for all tests."""

import pytest
from hypothesis import HealthCheck, settings

from geo.model import Model, load_model

# Frames are slow to make on a busy machine; time is measured in benchmarks/, not here.
settings.register_profile(
    "frames", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25
)
settings.load_profile("frames")


@pytest.fixture(scope="session")
def model() -> Model:
    return load_model("ecology-2025")
