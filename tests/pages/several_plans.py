"""A shelf of three plans: a shipped one, an edited copy of it that an office imported and
published, and one of another region. Shipped plans are remembered by their codes, so these are of
no other test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.build.register import register_files
from store import publishing
from tests.geo import tiny
from tests.geo.intake.typeset import lay_out_measures
from tests.geo.several import TITLES, add_plan
from tests.store.office import PLAN, Office, read_tiny

FIRST, FAR = "shelf-plan", "far-plan"
BOTH = f"{FIRST},{PLAN}"
FACTS = {"title": "清水计划", "annex": "附件2", "series": "water", "year": "2026"}


def lay_out_shelf(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = folder / "data"
    tiny.write_packages(data)
    (data / "plans" / tiny.PLAN).rename(data / "plans" / FIRST)
    shutil.copytree(data / "regions" / tiny.REGION, data / "regions" / "elsewhere")
    for descriptor in sorted(data.glob("*/*/datapackage.json")):
        register_files(descriptor)
    add_plan(data, FIRST, FAR, facts={**TITLES, "region": "elsewhere"})
    monkeypatch.setenv("DUTYMAP_DATA", str(data))
    monkeypatch.setenv("DUTYMAP_LOCAL", str(folder / "local"))
    monkeypatch.delenv("DUTYMAP_DATABASE", raising=False)
    desk = Office(folder / "desk")
    rows = lay_out_measures(read_tiny())
    desk.import_rows([*rows, ["5", "宣传", "开展宣传。", "年底前", "水务局", "乙区政府", "———"]])
    publishing.state_facts(PLAN, FACTS, "甲")
    publishing.publish(PLAN, "甲", "")
