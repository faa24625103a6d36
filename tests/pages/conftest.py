"""Pages are opened without what is sent ahead of a click: it is written after the page that asked,
and tests/components/screens/map/test_party.py compares it with what the page writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.screens.map import ahead
from store import database, folders


@pytest.fixture(scope="module", autouse=True)
def nothing_ahead() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ahead, "MAX_PARTIES", 0)
        yield


@pytest.fixture
def office_local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An office that has kept nothing yet: the folder its database will be in."""
    local = tmp_path / "local"
    monkeypatch.setenv("DUTYMAP_LOCAL", str(local))
    monkeypatch.delenv("DUTYMAP_DATABASE", raising=False)
    yield local
    database.open_engine.cache_clear()
    folders._looked_through.clear()
