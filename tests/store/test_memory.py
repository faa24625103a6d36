"""What was said of headings is kept with a reading, and the next file of the series is read so."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.packages.problems import DataError
from store import originals, publishing
from store.commands import run
from store.database import read
from store.memory import Remembered, list_series, recall_columns
from tests.geo import tiny
from tests.geo.intake.typeset import write_docx
from tests.store.office import FACTS, PLAN, Office

DUTIES = [
    ["督办事项", "承办", "会办", "时间"],
    ["巡查河道。", "水务局", "环境局", "年底前"],
    ["种树。", "环境局", "———", "6月底前"],
]
SAID = {"督办事项": "text", "承办": "main", "会办": "support"}
NEXT = "next-plan"


@pytest.fixture
def path(office: Office, tmp_path: Path) -> Path:
    write_docx(tmp_path / "督办.docx", DUTIES)
    return tmp_path / "督办.docx"


def import_file(path: Path, plan: str = PLAN, *said: object) -> None:
    publishing.import_file(path, plan, tiny.REGION, None, "甲", *said)  # type: ignore[arg-type]


def list_rules(error: pytest.ExceptionInfo[DataError]) -> list[str]:
    return [problem.rule for problem in error.value.problems]


def test_what_was_said_is_kept_with_the_reading(office: Office, path: Path) -> None:
    import_file(path, PLAN, SAID)
    reading = office.look().reading
    assert (reading.columns, reading.read_by, reading.sheet) == (SAID, "甲", "")
    assert reading.size == path.stat().st_size
    assert [*reading.draft.roles] == ["main", "support"]


def test_without_anything_said_the_file_is_refused(office: Office, path: Path) -> None:
    with pytest.raises(DataError) as error:
        import_file(path)
    assert list_rules(error) == ["no_heading"]


def test_a_corrected_file_of_the_plan_is_read_as_before(office: Office, path: Path) -> None:
    import_file(path, PLAN, SAID)
    write_docx(path, [DUTIES[0], ["巡查湖泊。", *DUTIES[1][1:]]])
    import_file(path)
    state = office.look()
    assert (state.reading.columns, state.settled.measures[0].text) == (SAID, "巡查湖泊。")


def test_the_next_plan_of_the_series_is_read_as_the_last_as_far_as_it_fits(
    office: Office, path: Path
) -> None:
    import_file(path, PLAN, SAID)
    publishing.state_facts(PLAN, {**FACTS, "series": "duties"}, "甲")
    write_docx(path, [["督办事项", "承办", "参加", "时间"], *DUTIES[1:]])
    with pytest.raises(DataError) as error:
        import_file(path, NEXT, None, "others")
    assert list_rules(error) == ["no_heading"]
    import_file(path, NEXT, None, "duties")
    kept = office.look(NEXT).reading.columns
    assert kept == {"督办事项": "text", "承办": "main"}
    with read() as connection:
        assert connection
        assert recall_columns(connection, NEXT, "duties") == Remembered(NEXT, kept)
        before = office.look(NEXT).reading.id
        assert recall_columns(connection, NEXT, "duties", before) == Remembered(PLAN, SAID)
        assert recall_columns(connection, NEXT, "", before) is None


def test_a_series_that_was_opened_again_is_none(office: Office, path: Path) -> None:
    import_file(path, PLAN, SAID)
    publishing.state_facts(PLAN, {"series": "duties"}, "甲")
    publishing.state_facts(PLAN, {"series": "reopen"}, "甲")
    with pytest.raises(DataError) as error:
        import_file(path, NEXT, None, "duties")
    assert list_rules(error) == ["no_heading"]
    with read() as connection:
        assert connection
        assert list_series(connection) == {}


def test_a_kept_file_is_read_again_with_other_columns(office: Office, path: Path) -> None:
    import_file(path, PLAN, SAID)
    office.answer("1", "number", "first")
    first = office.look().reading
    said = SAID | {"会办": "left_out"}
    originals.read_again(PLAN, said, "乙", seen=first.id)
    state = office.look()
    assert (state.reading.columns, state.reading.read_by) == (said, "乙")
    assert [*state.reading.draft.roles] == ["main"]
    # what was answered of cells that stand unchanged holds
    assert [one.tag for one in state.settled.holding] == ["number"]
    with read() as connection:
        assert connection
        assert recall_columns(connection, PLAN) == Remembered(PLAN, said)
    originals.read_again(PLAN, said, "丙")
    assert office.look().reading.id == state.reading.id
    with pytest.raises(DataError) as error:
        originals.read_again(PLAN, SAID, "丙", seen=first.id)
    assert list_rules(error) == ["moved_on"]
    assert office.look().reading.id == state.reading.id


def test_columns_that_make_no_plan_leave_the_reading_as_it_was(office: Office, path: Path) -> None:
    import_file(path, PLAN, SAID)
    with pytest.raises(DataError) as error:
        originals.read_again(PLAN, {"督办事项": "left_out"}, "乙")
    assert list_rules(error) == ["missing_columns"]
    assert office.look().reading.columns == SAID


def test_a_plan_for_which_nothing_was_read_cannot_be_read_again(office: Office) -> None:
    with pytest.raises(DataError) as error:
        originals.read_again(PLAN, {}, "乙")
    assert list_rules(error) == ["not_imported"]


def test_the_command_line_says_it_once(
    office: Office, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--region", tiny.REGION, "--series", "duties"]
    said = ",".join(f"{heading}={field}" for heading, field in SAID.items())
    first = ["plans", "import", str(path), "--code", PLAN, *common, "--columns", said]
    assert run(first) == 0
    assert run(["plans", "import", str(path), "--code", NEXT, *common]) == 0
    assert office.look(NEXT).reading.columns == SAID
    assert "column:" not in capsys.readouterr().out
