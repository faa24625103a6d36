"""Pages are opened without what is sent ahead of a click: it is written after the page that asked,
and tests/components/screens/map/test_party.py compares it with what the page writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.screens.map import ahead


@pytest.fixture(scope="module", autouse=True)
def nothing_ahead() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ahead, "MAX_PARTIES", 0)
        yield
