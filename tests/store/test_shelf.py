"""What a reader finds: shipped and published plans, versions, and damage that mends itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import store
from geo.packages.problems import DataError
from store import folders, publishing
from store.database import find_url, open_engine
from store.folders import FOLDER
from store.shelf import find_folder, knows_plan, list_metas, list_plans, load_plan
from tests.geo import tiny
from tests.store.office import PLAN, Office

ROOT = Path(store.__file__).parents[1]


@pytest.fixture
def published(office: Office) -> Office:
    """Two versions, the second of which is shown."""
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    publishing.state_facts(PLAN, {"title": "新名称"}, "甲")
    publishing.publish(PLAN, "甲", "")
    return office


def test_versions_are_found_by_their_number(published: Office) -> None:
    found = {name: load_plan(f"{PLAN}{name}").plan.meta["title"] for name in ("", "@1", "@2")}
    assert found == {"": "新名称", "@1": "办公室计划", "@2": "新名称"}


@pytest.mark.parametrize(
    "reference",
    ["", PLAN, f"{PLAN}@3", f"{PLAN}@0", f"{PLAN}@01", f"{PLAN}@", "x@1", "../x", f"{tiny.PLAN}@1"],
)
def test_what_is_not_there_is_not_known(
    published: Office, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reference == PLAN:
        publishing.withdraw(PLAN, "甲", "")
        assert not knows_plan(f"{PLAN}@1"), "a withdrawn plan is not read by its number either"
    assert (knows_plan(reference), find_folder(reference)) == (False, None)


def test_known_are_shipped_plans_published_ones_and_their_versions(published: Office) -> None:
    assert [*map(knows_plan, (tiny.PLAN, PLAN, f"{PLAN}@1", f"{PLAN}@2"))] == [True] * 4


def test_another_process_sees_a_publish_at_its_next_look(published: Office) -> None:
    look = "import sys; from store.shelf import load_plan\n"
    look += f"for _ in sys.stdin: print(load_plan({PLAN!r}).plan.meta['title'], flush=True)"
    other = subprocess.Popen(
        [sys.executable, "-c", look],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**__import__("os").environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert other.stdin
    assert other.stdout
    seen = []
    for number in (2, 1, 2):
        publishing.show_version(PLAN, number, "甲", "")
        other.stdin.write("look\n")
        other.stdin.flush()
        seen.append(other.stdout.readline().strip())
    other.stdin.close()
    other.wait()
    other.stdout.close()
    assert seen == ["新名称", "办公室计划", "新名称"]


def test_a_folder_of_another_machine_is_written_at_the_first_look(
    published: Office, local: Path
) -> None:
    folder = find_folder(PLAN)
    assert folder
    (local / FOLDER).rename(local / "gone")
    assert find_folder(PLAN) == folder
    assert load_plan(PLAN).plan.meta["title"] == "新名称"


@pytest.mark.parametrize("file", ["datapackage.json", "measures.csv", "plan.json"])
@pytest.mark.parametrize("damage", ["changed", "lost"])
def test_a_damaged_folder_is_written_anew_by_the_next_process(
    published: Office, file: str, damage: str
) -> None:
    folder = find_folder(PLAN)
    assert folder
    if damage == "lost":
        (folder / file).unlink()
    else:
        (folder / file).write_bytes((folder / file).read_bytes() + b" ")
    folders._looked_through.clear()
    assert load_plan(PLAN).plan.meta["title"] == "新名称"


def test_without_its_database_shipped_plans_stay_readable(
    published: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYMAP_DATABASE", "postgresql://nobody@127.0.0.1:1/gone")
    assert list_plans() == [tiny.PLAN]
    assert load_plan(tiny.PLAN).plan.code == tiny.PLAN
    with pytest.raises(DataError) as error:
        load_plan(PLAN)
    assert error.value.problems[0].rule == "database_failed"
    open_engine(find_url()).dispose()


def test_what_plans_say_of_themselves_is_read_without_their_tables(published: Office) -> None:
    metas = list_metas()
    assert {code: meta["title"] for code, meta in metas.items()} == {
        tiny.PLAN: "小计划",
        PLAN: "新名称",
    }
    publishing.withdraw(PLAN, "甲", "")
    assert list(list_metas()) == [tiny.PLAN]
