"""The command line as an office uses it: all the way from a file to the map, no browser."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import store
from geo.__main__ import main
from geo.model import load_model
from geo.packages.package import DEFAULT_PLAN
from store.commands import OPEN_COLUMNS
from store.packages import NO_UNIT
from store.shelf import load_plan
from tests.geo.intake.typeset import lay_out_measures, read_measures, write_csv, write_docx

ROOT = Path(store.__file__).parents[1]
COLUMNS = ["measure_id", "chapter_no", "chapter", "task_no", "task", "text", "deadline"]
FACTS = ["--title", "办公室计划", "--annex", "附件9", "--document-no", "函〔1〕2号"]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "计划.docx"
    write_docx(path, lay_out_measures(read_measures()))
    return path


@pytest.fixture
def call(local: Path, capsys: pytest.CaptureFixture[str]):
    """A command in this process: its exit code, its rows, and what it said besides."""

    def call(*arguments: object) -> tuple[int, list[dict[str, str]], str]:
        code = main([*map(str, arguments)])
        out, err = capsys.readouterr()
        return code, list(csv.DictReader(io.StringIO(out))), err

    return call


def test_the_whole_walk_gives_the_model_of_the_shipped_plan(call, plan_file: Path) -> None:
    code, still_open, err = call("plans", "import", plan_file, "--code", "office", *FACTS)
    assert (code, still_open, err) == (0, [], "")
    assert call("plans", "publish", "office", "--who", "甲", "--why", "正式")[0] == 0
    ours, shipped = load_plan("office"), load_model(DEFAULT_PLAN)
    columns = [*COLUMNS, "lead", "main", "shared_cell"]
    assert ours.plan.measures[columns].equals(shipped.plan.measures[columns])
    no_unit = shipped.plan.meta["no_unit"]
    support = shipped.plan.measures["support"].replace(no_unit, NO_UNIT)
    assert ours.plan.measures["support"].equals(support)
    roles = ["unit_code", "measure_id", "lead", "main", "support", "basis", "mention"]
    assert ours.duties[roles].equals(shipped.duties[roles])
    assert ours.summary.equals(shipped.summary)
    assert ours.ranges.equals(shipped.ranges)
    assert ours.metrics == shipped.metrics
    codes, duties, _ = call("duties", "--plan", "office")
    assert (codes, duties) == (0, call("duties")[1])


def test_what_import_prints_is_filled_in_and_given_back(call, tmp_path: Path) -> None:
    path, answers = tmp_path / "plan.csv", tmp_path / "answers.csv"
    write_csv(path, lay_out_measures(read_measures()))
    _, still_open, _ = call("plans", "import", path, "--code", "office", *FACTS)
    assert [*still_open[0]] == [*OPEN_COLUMNS]
    assert {row["question"] for row in still_open} == {"merge"}
    assert {row["answers"] for row in still_open} == {"first other set:"}
    filled = [row | {"answer": "first", "who": "乙", "why": "看过原件"} for row in still_open]
    with answers.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, OPEN_COLUMNS)
        writer.writeheader()
        writer.writerows(filled)
    code, rest, _ = call("plans", "import", path, "--code", "office", "--decisions", answers)
    assert (code, rest) == (0, [])
    assert call("plans", "publish", "office")[0] == 0
    columns = [*COLUMNS, "lead", "main", "shared_cell"]
    shipped = load_model(DEFAULT_PLAN).plan.measures
    assert load_plan("office").plan.measures[columns].equals(shipped[columns])


def test_what_was_opened_again_is_printed_with_the_entry_to_answer_upon(call, tmp_path) -> None:
    path, answers = tmp_path / "plan.csv", tmp_path / "answers.csv"
    write_csv(path, lay_out_measures(read_measures()))
    (first, *_) = call("plans", "import", path, "--code", "office", *FACTS)[1]
    assert first["seen"] == ""

    def answer(answer: str, seen: str) -> list[dict[str, str]]:
        rows = [["key", "question", "answer", "seen"]]
        rows.append([first["key"], first["question"], answer, seen])
        answers.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
        given = call("plans", "import", path, "--code", "office", "--decisions", answers)
        assert (given[0], given[2]) == (0, "")
        return given[1]

    assert first["key"] not in {row["key"] for row in answer("first", "")}
    (again,) = [row for row in answer("reopen", "4") if row["key"] == first["key"]]
    assert again == first | {"seen": "5"}
    assert first["key"] not in {row["key"] for row in answer("first", again["seen"])}


def test_list_says_how_every_plan_stands(call, plan_file: Path) -> None:
    call("plans", "import", plan_file, "--code", "office")
    listed = [call("plans")[1], call("plans", "list")[1]]
    assert [[*row.values()] for row in listed[0]] == [
        [DEFAULT_PLAN, "shipped", "", "", "", "", ""],
        ["office", "office", "", "", "0", "1", ""],
    ]
    call("plans", "import", plan_file, "--code", "office", *FACTS)
    call("plans", "publish", "office", "--draft")
    assert [*call("plans", "list")[1][1].values()][2:6] == ["1", "draft", "1", "0"]
    assert listed[0] == listed[1]


def test_export_writes_the_package_as_it_was_published(call, plan_file: Path, tmp_path) -> None:
    call("plans", "import", plan_file, "--code", "office", *FACTS)
    call("plans", "publish", "office")
    folder = tmp_path / "data" / "plans" / "office"
    assert call("plans", "export", "office", folder)[0] == 0
    assert json.loads((folder / "plan.json").read_text("utf-8"))["document_no"] == "函〔1〕2号"
    assert load_model("office", folder=folder).duties.equals(load_plan("office").duties)
    assert call("plans", "export", "office", folder)[0] == 1
    assert call("plans", "export", "office", "--version", "2", tmp_path / "x")[0] == 1


def test_versions_are_shown_again_and_withdrawn(call, plan_file: Path) -> None:
    call("plans", "import", plan_file, "--code", "office", *FACTS)
    call("plans", "publish", "office")
    call("plans", "import", plan_file, "--code", "office", "--title", "新名称")
    call("plans", "publish", "office")
    assert load_plan("office").plan.meta["title"] == "新名称"
    assert call("plans", "publish", "office", "--version", "1")[0] == 0
    assert load_plan("office").plan.meta["title"] == "办公室计划"
    assert call("plans", "withdraw", "office", "--why", "有误")[0] == 0
    code, _, err = call("plans", "withdraw", "office")
    assert (code, len(err.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("key,question\n", "answer"),
        ("key,question,answer,seen\nplan,fact:title,甲,x\n", "seen"),
        ("key,question,answer\nnowhere,blank,first\n", "nowhere blank"),
    ],
)
def test_answers_that_cannot_be_taken_are_told_in_a_line(
    call, plan_file: Path, tmp_path: Path, text: str, told: str
) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text(text, encoding="utf-8")
    arguments = ["plans", "import", plan_file, "--code", "office", "--decisions", answers]
    code, rows, err = call(*arguments)
    assert (code, rows, len(err.splitlines())) == (1, [], 1)
    assert told in err


def test_a_process_of_its_own_says_it_in_utf_8(local: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "geo", "plans", "publish", "office"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode("utf-8").startswith("office: 没有导入过这个代码的文件。")
    assert len(done.stderr.decode("utf-8").splitlines()) == 1


def test_a_database_is_made_looked_through_and_carried_on(
    call, plan_file: Path, tmp_path: Path, use_database
) -> None:
    assert call("db", "init")[0] == 0
    call("plans", "import", plan_file, "--code", "office", *FACTS)
    call("plans", "publish", "office")
    assert call("db", "upgrade")[0] == 0
    assert call("db", "verify") == (0, [], "")
    code, counts, _ = call("db", "backup", tmp_path / "backup")
    assert (code, {row["table"]: row["rows"] for row in counts}["versions"]) == (0, "1")
    before = load_plan("office")
    use_database()
    assert call("db", "restore", tmp_path / "backup")[:2] == (0, counts)
    assert load_plan("office").duties.equals(before.duties)
    assert call("db", "restore", tmp_path / "backup")[0] == 1
