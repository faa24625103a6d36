"""Which plans open where a link names none: the last entry counts, and nothing unfit is kept."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.packages.package import DEFAULT_PLAN
from geo.packages.problems import DataError
from store import publishing
from store.database import find_url, open_engine, read
from store.defaults import Entry, list_entries, set_default
from store.shelf import find_default, find_state, load_plan
from tests.geo import tiny
from tests.store.office import PLAN, Office

DUTIES = (["duties"], ["duties", "--plan", DEFAULT_PLAN])


@pytest.fixture
def published(office: Office) -> Office:
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    return office


def list_kept() -> list[Entry]:
    with read() as connection:
        return list_entries(connection) if connection else []


def test_the_last_entry_counts_and_is_undone_by_a_further_one(published: Office) -> None:
    assert (find_default(), list_kept()) == ((), [])
    set_default([PLAN], "甲", "今年的")
    assert find_default() == (PLAN,)
    set_default([tiny.PLAN, PLAN, tiny.PLAN], "乙", "")
    assert find_default() == (tiny.PLAN, PLAN)
    set_default([], "甲", "再议")
    assert find_default() == ()
    told = [(entry.plans, entry.decided_by, entry.why) for entry in list_kept()]
    assert told == [(PLAN, "甲", "今年的"), (f"{tiny.PLAN},{PLAN}", "乙", ""), ("", "甲", "再议")]
    assert all(entry.decided_at for entry in list_kept())


def test_saying_the_same_again_keeps_nothing(published: Office) -> None:
    set_default([], "甲", "")
    assert list_kept() == []
    for _ in range(2):
        set_default([PLAN], "甲", "")
    assert len(list_kept()) == 1


@pytest.mark.parametrize(
    ("plans", "rules"),
    [
        (["nowhere"], ["not_published"]),
        ([f"{PLAN}@1"], ["not_published"]),
        ([f"{PLAN}@draft", PLAN], ["not_published"]),
        ([PLAN, *(f"p{n}" for n in range(12))], ["not_published"] * 12 + ["too_many_plans"]),
    ],
)
def test_what_could_not_be_shown_is_not_kept(
    published: Office, plans: list[str], rules: list[str]
) -> None:
    with pytest.raises(DataError) as error:
        set_default(plans, "甲", "")
    assert ([problem.rule for problem in error.value.problems], list_kept()) == (rules, [])


def test_plans_of_two_regions_do_not_open_together(
    published: Office, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(tiny_folder, data)
    far = shutil.copytree(data / "plans" / tiny.PLAN, data / "plans" / "far")
    meta = json.loads((far / "plan.json").read_text("utf-8"))
    (far / "plan.json").write_text(json.dumps(meta | {"region": "faraway"}), encoding="utf-8")
    monkeypatch.setenv("DUTYMAP_DATA", str(data))
    with pytest.raises(DataError) as error:
        set_default([PLAN, "far"], "甲", "")
    (problem,) = error.value.problems
    assert (problem.rule, problem.file, problem.value) == ("plans_apart", "far", "faraway")
    assert list_kept() == []


def test_what_opens_stays_said_while_it_is_withdrawn(published: Office) -> None:
    set_default([PLAN], "甲", "")
    publishing.withdraw(PLAN, "甲", "")
    assert find_default() == (PLAN,), "a reader is told, and finds it again when it is published"


def test_without_its_database_nothing_is_set(
    published: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_default([PLAN], "甲", "")
    monkeypatch.setenv("DUTYMAP_DATABASE", "postgresql://nobody@127.0.0.1:1/gone")
    assert find_default() == ()
    open_engine(find_url()).dispose()


def test_the_shipped_plan_is_named_in_links_where_the_office_set_what_opens(
    published: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.shelf.DEFAULT_PLAN", tiny.PLAN)
    before = find_state(tiny.PLAN)
    assert not load_plan(tiny.PLAN).is_named
    set_default([PLAN], "甲", "")
    assert [load_plan(plan).is_named for plan in (tiny.PLAN, PLAN)] == [True, False]
    assert find_state(tiny.PLAN) != before, "so that what was remembered is drawn anew"
    set_default([], "甲", "")
    assert find_state(tiny.PLAN) == before


def test_the_command_sets_tells_and_undoes(
    published: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(*arguments: str) -> tuple[int, str, str]:
        return (main(["plans", "default", *arguments]), *capsys.readouterr())

    assert call() == (0, "plans,decided_by,decided_at,why\n", "")
    assert call(f"{PLAN},{tiny.PLAN}", "--who", "甲", "--why", "今年的") == (0, "", "")
    assert call("--none", "--who", "乙") == (0, "", "")
    rows = list(csv.DictReader(io.StringIO(call()[1])))
    assert [[row["plans"], row["decided_by"], row["why"]] for row in rows] == [
        [f"{PLAN},{tiny.PLAN}", "甲", "今年的"],
        ["", "乙", ""],
    ]
    code, _, err = call("nowhere")
    assert (code, len(err.splitlines()), "nowhere" in err) == (1, 1, True)


def test_duties_without_a_plan_are_those_of_the_shipped_one(
    published: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script that ran last month must print the same after a click on a page."""
    set_default([PLAN], "甲", "")
    monkeypatch.delenv("DUTYMAP_DATA")
    told = [(main(arguments), capsys.readouterr().out) for arguments in DUTIES]
    assert told[0] == told[1]
