"""A provider that signs people in, for every test of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server.guard.provider import Provider, run_provider


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with run_provider() as running:
        yield running
