"""Whether any month was ever opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.months import has_periods
from tests.store.office import Office
from tests.store.progress.month import open_month


def test_an_office_collects_from_its_first_month_on(office: Office) -> None:
    assert not has_periods()
    open_month()
    assert has_periods()


def test_a_database_that_cannot_be_asked_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DUTYMAP_DATABASE", f"sqlite:///{tmp_path}")
    assert not has_periods()
