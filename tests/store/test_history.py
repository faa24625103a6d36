"""Whatever is done in whatever order, nothing of it is lost, and what is shown is the last said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.packages.problems import DataError
from store import publishing
from store.database import read
from store.publishing import Given
from store.shelf import knows_plan, load_plan
from store.tables import METADATA
from store.versions import list_versions, load_files
from tests.store.office import FACTS, PLAN, Office, lay_out

CELLS = ["", "环境局", "丁局", "各区政府"]
ANSWERS = ["first", "set:水务局", "set:", "other_unit", "unit:env", "no_unit"]
STEPS = st.one_of(
    st.tuples(st.just("correct"), st.integers(0, 1), st.sampled_from(CELLS)),
    st.tuples(st.just("answer"), st.integers(0, 9), st.sampled_from(ANSWERS)),
    st.tuples(st.just("title"), st.sampled_from(["甲计划", "乙计划"])),
    st.tuples(st.just("publish"), st.booleans()),
    st.tuples(st.just("show"), st.integers(1, 3)),
    st.tuples(st.just("withdraw")),
)


@dataclass
class Told:
    """What must be true after the steps so far: rows that were there, and what is shown."""

    rows: dict[str, list[Any]] = field(default_factory=dict)
    shown: int | None = None


def read_rows() -> dict[str, list[Any]]:
    with read() as connection:
        assert connection
        return {
            name: connection.execute(table.select().order_by(table.c.id)).all()
            for name, table in METADATA.tables.items()
        }


def take(office: Office, cells: list[str], step: tuple[Any, ...], told: Told) -> None:
    match step:
        case ("correct", at, cell):
            cells[at] = cell
            office.import_rows(write_rows(cells))
        case ("answer", at, answer):
            asked = office.look().settled.open
            if asked:
                one = asked[at % len(asked)]
                publishing.decide(PLAN, [Given(one.key, one.tag, answer, "甲")])
        case ("title", title):
            publishing.state_facts(PLAN, {"title": title}, "乙")
        case ("publish", is_draft):
            told.shown = publishing.publish(PLAN, "甲", "", is_draft=is_draft).number
        case ("show", number):
            told.shown = publishing.show_version(PLAN, number, "甲", "").number
        case ("withdraw",):
            publishing.withdraw(PLAN, "甲", "")
            told.shown = None


def write_rows(cells: list[str]) -> list[list[str]]:
    return lay_out(
        ["1", "目标", "改善环境。", "年底前", "环境局", cells[0], "水务局"],
        ["2", "监测", "监测水质。", "年底前", "环境局", cells[1], "———"],
    )


@pytest.fixture
def begin(
    use_database: Callable[[], Path],
    tiny_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], Office]:
    monkeypatch.setenv("DUTYMAP_DATA", str(tiny_folder))

    def begin() -> Office:
        return Office(use_database().with_suffix(".desk"))

    return begin


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(steps=st.lists(STEPS, max_size=12))
def test_nothing_is_lost_in_any_order(
    begin: Callable[[], Office], steps: list[tuple[Any, ...]]
) -> None:
    office, cells, told = begin(), ["环境局", "水务局"], Told()
    office.import_rows(write_rows(cells))
    publishing.state_facts(PLAN, FACTS, "甲")
    for step in steps:
        told.rows = read_rows()
        try:
            take(office, cells, step, told)
        except DataError:
            assert read_rows() == told.rows, "what is refused leaves nothing"
            continue
        now = read_rows()
        assert {name: rows[: len(told.rows[name])] for name, rows in now.items()} == told.rows
    assert knows_plan(PLAN) == (told.shown is not None)
    if told.shown is not None:
        assert load_plan(PLAN).plan.meta["version"] == str(told.shown)
        with read() as connection:
            assert connection
            for version in list_versions(connection, PLAN):
                assert load_files(connection, version)["datapackage.json"]
                assert load_plan(f"{PLAN}@{version.number}").plan.code == PLAN
