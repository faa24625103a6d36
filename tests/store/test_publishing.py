"""A version is made whole or not at all, and what was shown before stays until it is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

import store
from geo.model import load_model
from geo.packages.problems import DataError
from store import folders, packages, publishing
from store.backup import verify
from store.database import find_url, read
from store.folders import materialise
from store.publishing import Given
from store.shelf import list_plans, load_plan
from store.tables import METADATA
from store.versions import find_shown, list_shown, list_versions
from tests.geo import tiny
from tests.geo.intake.typeset import lay_out_measures
from tests.store.office import PLAN, Office, lay_out, read_tiny

ROOT = Path(store.__file__).parents[1]
KILLS = 20


def list_rules(error: pytest.ExceptionInfo[DataError]) -> list[str]:
    return [problem.rule for problem in error.value.problems]


def count_rows() -> int:
    with read() as connection:
        assert connection
        tables = METADATA.sorted_tables
        return sum(len(connection.execute(table.select()).all()) for table in tables)


def test_a_plan_is_shown_when_it_is_published_and_not_before(office: Office) -> None:
    office.import_tiny()
    assert list_plans() == [tiny.PLAN]
    version = publishing.publish(PLAN, "甲", "第一次")
    assert (version.number, version.status, list_plans()) == (1, "final", [PLAN, tiny.PLAN])


def test_the_model_is_that_of_the_shipped_plan(office: Office) -> None:
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    ours, shipped = load_plan(PLAN), load_model(tiny.PLAN)
    columns = ["measure_id", "chapter", "task", "text", "deadline", "lead", "main", "support"]
    assert ours.plan.measures[columns].equals(shipped.plan.measures[columns])
    assert ours.duties.equals(shipped.duties)
    assert ours.summary.equals(shipped.summary)
    assert ours.metrics == shipped.metrics


def test_open_questions_are_named_and_only_a_draft_may_leave_them_open(office: Office) -> None:
    office.import_rows(lay_out(["1", "目标", "改善环境。", "年底前", "环境局", "", "丁局"]))
    with pytest.raises(DataError) as error:
        publishing.publish(PLAN, "甲", "", is_draft=True)
    assert [p.value for p in error.value.problems] == ["plan fact:title"]
    publishing.state_facts(PLAN, {"title": "计划", "annex": "附件"}, "甲")
    with pytest.raises(DataError) as error:
        publishing.publish(PLAN, "甲", "")
    assert (list_rules(error), list_plans()) == (["still_open"] * 2, [tiny.PLAN])
    publishing.publish(PLAN, "甲", "", is_draft=True)
    model = load_plan(PLAN)
    assert (model.plan.meta["status"], model.plan.measures["main"].tolist()) == ("draft", [""])
    assert (model.plan.meta["other_units"], model.duties["unit_code"].tolist()) == (
        ["丁局"],
        ["env"],
    )


def test_what_the_product_cannot_read_is_not_published(office: Office) -> None:
    office.import_rows(lay_out(["甲一", "目标", "改善环境。", "年底前", "环境局", "<", "———"]))
    publishing.state_facts(PLAN, {"title": "计划", "annex": "附件"}, "甲")
    office.answer(office.list_open()[0][0], "number", "first")
    before = count_rows()
    with pytest.raises(DataError) as error:
        publishing.publish(PLAN, "甲", "")
    assert (list_rules(error), error.value.problems[0].column) == (["pattern"], "measure_id")
    assert (count_rows(), list_plans()) == (before, [tiny.PLAN])


def test_the_same_again_is_no_new_version(office: Office) -> None:
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    before = count_rows()
    assert (publishing.publish(PLAN, "甲", "").number, count_rows()) == (1, before)
    publishing.withdraw(PLAN, "甲", "有误")
    assert publishing.publish(PLAN, "甲", "").number == 1


def test_a_draft_becomes_final_as_a_version_of_its_own(office: Office) -> None:
    office.import_tiny()
    assert publishing.publish(PLAN, "甲", "", is_draft=True).status == "draft"
    version = publishing.publish(PLAN, "甲", "")
    assert (version.number, version.status) == (2, "final")


def test_publishing_is_undone_and_done_again(office: Office) -> None:
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    publishing.state_facts(PLAN, {"title": "新名称"}, "甲")
    publishing.publish(PLAN, "甲", "")
    titles = [load_plan(PLAN).plan.meta["title"]]
    for number in (1, 2):
        publishing.show_version(PLAN, number, "甲", "")
        titles.append(load_plan(PLAN).plan.meta["title"])
    assert titles == ["新名称", "办公室计划", "新名称"]
    publishing.withdraw(PLAN, "甲", "")
    assert list_plans() == [tiny.PLAN]
    with pytest.raises(DataError) as error:
        publishing.withdraw(PLAN, "甲", "")
    assert list_rules(error) == ["not_published"]
    with pytest.raises(DataError) as error:
        publishing.show_version(PLAN, 3, "甲", "")
    assert list_rules(error) == ["no_version"]


@pytest.mark.parametrize("code", ["", "A", "甲", "../x", "a b", "a--b", "a@2", "x" * 65])
def test_a_code_that_no_link_could_carry_is_refused(office: Office, code: str) -> None:
    with pytest.raises(DataError) as error:
        office.import_tiny(code)
    assert list_rules(error) == ["bad_code"]


def test_the_code_of_a_shipped_plan_is_refused(office: Office) -> None:
    with pytest.raises(DataError) as error:
        office.import_tiny(tiny.PLAN)
    assert list_rules(error) == ["shipped_code"]


def test_the_same_file_is_kept_once(office: Office) -> None:
    office.import_tiny()
    before = count_rows()
    path = office.desk / office.names[0]
    publishing.import_file(path, PLAN, tiny.REGION, None, "乙")
    assert count_rows() == before


def test_who_answers_while_a_version_is_prepared_is_not_passed_over(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.import_tiny()
    check = packages.check_package

    def check_and_answer(plan: str, files: dict[str, bytes]) -> None:
        check(plan, files)
        publishing.state_facts(PLAN, {"title": "改了"}, "乙")

    monkeypatch.setattr(publishing, "check_package", check_and_answer)
    with pytest.raises(DataError) as error:
        publishing.publish(PLAN, "甲", "")
    assert (list_rules(error), list_plans()) == (["moved_on"], [tiny.PLAN])


def test_a_full_disk_leaves_the_old_version_shown(office: Office, local: Path) -> None:
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    if find_url().drivername != "sqlite":
        return
    from store import database

    set_up = database._set_up_sqlite

    def set_up_full(connection: object, record: object) -> None:
        set_up(connection, record)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_set_up_sqlite", set_up_full)
        database.open_engine.cache_clear()
        with pytest.raises(DataError) as error:
            for number in range(50):
                publishing.state_facts(PLAN, {"title": f"名称{number}" * 50}, "甲")
                publishing.publish(PLAN, "甲", "")
    database.open_engine.cache_clear()
    assert list_rules(error) == ["database_full"]
    assert (load_plan(PLAN).plan.code, verify()) == (PLAN, [])


def test_a_folder_that_cannot_be_written_leaves_the_old_version_shown(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    publishing.state_facts(PLAN, {"title": "新名称"}, "甲")

    def write_half(folder: Path, files: dict[str, bytes]) -> None:
        folder.mkdir(parents=True)
        (folder / "plan.json").write_bytes(files["plan.json"][:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "write_files", write_half)
    with pytest.raises(DataError) as error:
        publishing.publish(PLAN, "甲", "")
    monkeypatch.undo()
    assert list_rules(error) == ["unwritable"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork to begin so many quickly")
def test_a_process_killed_at_any_moment_leaves_a_whole_version_shown(local: Path) -> None:
    command = [sys.executable, "-m", "tests.store.killed", PLAN]
    chance, numbers = random.Random(0), []
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nursery:
        assert nursery.stdin
        assert nursery.stdout
        for _ in range(KILLS):
            nursery.stdin.write("begin\n")
            nursery.stdin.flush()
            child = int(nursery.stdout.readline())
            time.sleep(chance.uniform(0, 0.2))
            os.kill(child, signal.SIGKILL)
            assert nursery.stdout.readline() == "gone\n"
            numbers.append(read_shown())
        nursery.stdin.close()
    assert (numbers == sorted(numbers), numbers[-1] > 0) == (True, True)


def read_shown() -> int:
    """The number of the version shown, 0 where there is none; what is kept must be whole."""
    with read() as connection:
        if connection is None:
            return 0
        shown, versions = find_shown(connection, PLAN), list_versions(connection, PLAN)
        assert [version.number for version in versions] == [*range(1, len(versions) + 1)]
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA quick_check")).scalar() == "ok"
        if shown is None:
            assert versions == []
            return 0
        assert shown == versions[-1]
        assert folders.holds(materialise(connection, shown), shown.sha256)
        return shown.number


def test_a_decision_is_part_of_its_version(office: Office) -> None:
    office.import_tiny()
    version = publishing.publish(PLAN, "甲", "")
    assert len(version.decisions) == 2
    publishing.decide(PLAN, [Given("plan", "fact:year", "2031", "甲")])
    assert publishing.publish(PLAN, "甲", "").decisions[:2] == version.decisions


def test_plans_are_shown_side_by_side(office: Office) -> None:
    for plan in ("a-plan", "b-plan"):
        office.import_rows(lay_out_measures(read_tiny()), plan)
        publishing.state_facts(plan, {"title": plan, "annex": "附件"}, "甲")
        publishing.publish(plan, "甲", "")
    with read() as connection:
        assert connection
        assert [*list_shown(connection)] == ["a-plan", "b-plan"]
