"""A plan of another city stands on a region that the office built for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.plan.count import count_load
from store.shelf import load_plan
from tests.store.jinhua import COUNTED, PLAN, publish_jinhua


@pytest.fixture
def office(local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUTYMAP_DATA", raising=False)
    publish_jinhua(tmp_path / "desk")


def test_its_duties_count_for_its_own_counties(office: None) -> None:
    model = load_plan(PLAN)
    assert model.codes == [*COUNTED]
    assert model.summary["total"].to_dict() == COUNTED
    assert model.summary["relevant"].to_dict() == {
        code: 0 if code in ("330726", "330727") else 1 for code in COUNTED
    }
    own = count_load(model.joined, "own", model.counted_bases, model.codes)["counted"].to_dict()
    assert own == {code: count - 2 for code, count in COUNTED.items()}


def test_its_roles_have_its_own_names_and_its_departments_are_kept(office: None) -> None:
    meta = load_plan(PLAN).plan.meta
    assert [meta["roles"][role] for role in ("lead", "main", "support")] == [
        *("牵头单位", "责任单位", "配合单位")
    ]
    assert len(meta["other_units"]) == 5
