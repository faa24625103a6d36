"""A plan of a district for its towns and subdistricts, on the office's own boundaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.plan.count import count_load
from store.shelf import load_plan
from tests.store.towns import COUNTED, NAMES, PLAN, publish_towns


@pytest.fixture
def office(local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUTYMAP_DATA", raising=False)
    publish_towns(tmp_path / "desk")


def test_its_duties_count_for_towns_and_subdistricts(office: None) -> None:
    model = load_plan(PLAN)
    assert model.codes == [*NAMES]
    assert model.summary["total"].to_dict() == COUNTED
    # 相关镇街 leaves open which, but for the town that the wording names.
    still_open = model.summary["relevant"].to_dict()
    assert still_open == {code: int(NAMES[code] != "柳林镇") for code in NAMES}
    own = count_load(model.joined, "own", model.counted_bases, model.codes)["counted"].to_dict()
    assert own == {code: count - 1 for code, count in COUNTED.items()}


def test_its_units_have_neighbours_places_and_names(office: None) -> None:
    region = load_plan(PLAN).region
    assert region.neighbours["990101002000"] == ["990101001000", "990101100000"]
    assert len({tuple(tile) for tile in region.tiles.to_numpy().tolist()}) == len(NAMES)
    parties = region.parties[["short_name", "name_en"]]
    assert parties.to_numpy().tolist() == [
        ["中山", "Zhongshan Subdistrict"],
        ["上河街道", "Shanghe Subdistrict"],
        ["上河镇", "Shanghe Town"],
        ["柳林", "Liulin Town"],
        ["下河", "Xiahe Township"],
        ["石桥", "Shiqiao Township"],
    ]
