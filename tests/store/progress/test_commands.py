"""A month from a terminal: open, templates out, merge, status, review, close, reopen."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geo.__main__ import main
from store.progress import commands
from store.progress.commands import MERGE_COLUMNS, STATUS_COLUMNS
from tests.store.office import Office
from tests.store.progress.month import load_tiny
from tests.store.progress.workbook.book import Desk

PLAN = "tiny-plan"


@pytest.fixture
def call(office: Office, capsys: pytest.CaptureFixture[str]):
    """A command of the tiny plan: its exit code, what it printed, and what it said besides."""

    def call(action: str, *arguments: object) -> tuple[int, str, str]:
        given = ["progress", action, "--plan", PLAN, "--who", "甲", *map(str, arguments)]
        code = main(given)
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def desk(call, tmp_path: Path) -> Path:
    """Of an opened month, with the workbook of one unit filled in."""
    assert call("open", "--period", "2026-03")[0] == 0
    call("template", tmp_path, "--unit", "env")
    path = tmp_path / "2026-03 环境局 进展填报.xlsx"
    data = Desk(path.read_bytes()).fill("1", status="在办", text="推进").save()
    path.write_bytes(data)
    return path


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_month_is_opened_with_its_own_dates(
    call, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "load_plan", lambda plan: load_tiny())
    with pytest.raises(SystemExit):
        call("open", "--period", "2026-03", "--year-end", "11-31")
    assert "11-31" in capsys.readouterr().err
    dates = ["--due", "2026-03-20", "--closes", "2026-04-02", "--year-end", "11-30"]
    told = call("open", "--period", "2026-03", *dates)
    assert told == (0, "tiny-plan 2026-03 2026-03-01 2026-03-20 2026-04-02\n", "")
    assert {row["due"] for row in read_rows(call("status")[1])} == {"2026-11-30", ""}
    code, _, err = call("open", "--period", "2026-03")
    assert (code, "已经开启" in err) == (1, True)


def test_every_unit_gets_a_file_and_none_is_written_over(call, tmp_path: Path) -> None:
    call("open", "--period", "2026-03")
    code, out, _ = call("template", tmp_path / "发出")
    assert (code, out.splitlines()) == (0, sorted(out.splitlines(), key=out.index))
    assert {path.name for path in (tmp_path / "发出").iterdir()} == {*out.splitlines()}
    assert len(out.splitlines()) == 6
    heading = Desk((tmp_path / "发出" / out.splitlines()[0]).read_bytes()).sheet["A1"].value
    assert heading.endswith(" 2026-03 进展填报") and PLAN not in heading
    code, _, err = call("template", tmp_path / "发出")
    assert (code, "2026-03" in err) == (1, True)
    assert call("template", tmp_path / "en", "--unit", "env", "--lang", "en")[1] == (
        "2026-03 环境局 progress.xlsx\n"
    )
    code, _, err = call("template", tmp_path / "x", "--unit", "nobody")
    assert (code, "这个单位在本期没有职责" in err) == (1, True)


def test_a_workbook_is_looked_at_then_taken_and_answered(call, desk: Path, tmp_path: Path) -> None:
    code, out, err = call("merge", desk, "--dry-run")
    (row,) = read_rows(out)
    assert (code, err, [*row]) == (0, "", [*MERGE_COLUMNS])
    assert [row[name] for name in ("unit", "outcome", "revisions")] == ["环境局", "merged", "1"]
    assert {one["stage"] for one in read_rows(call("status")[1])} == {"missing"}
    assert call("merge", desk, "--answers", tmp_path / "答复")[0] == 0
    (answer,) = (tmp_path / "答复").iterdir()
    assert answer.name == "2026-03 环境局 进展填报 导入结果.xlsx"
    assert Desk(answer.read_bytes()).cell("1", "result").value == "已导入：状态、进展情况"
    code, out, err = call("merge", desk, "--answers", tmp_path / "答复")
    assert (code, out, answer.name in err) == (1, "", True)
    again = read_rows(call("merge", desk)[1])
    assert [again[0][name] for name in ("revisions", "is_same_file")] == ["0", "true"]


def test_what_is_not_kept_is_said_and_the_exit_code_tells(call, desk: Path, tmp_path: Path) -> None:
    desk.write_bytes(Desk(desk.read_bytes()).fill("1", status="？").save())
    code, out, err = call("merge", desk, tmp_path / "没有.xlsx", tmp_path / "a.docx")
    assert code == 1
    assert [row["outcome"] for row in read_rows(out)] == ["merged_with_errors", *["refused"] * 2]
    assert f'{desk.name}｜填报 row 5 column G 状态: value "？"' in err
    assert "没有.xlsx" in err


def test_a_conflict_is_said_and_one_side_is_chosen_for_all(call, desk: Path) -> None:
    sent = desk.read_bytes()
    call("merge", desk)
    desk.write_bytes(Desk(sent).fill("1", text="另一句", status="已完成").save())
    code, out, err = call("merge", desk)
    assert (code, read_rows(out)[0]["conflicts"]) == (1, "2")
    assert '状态: value "已完成" 措施1（环境局）的“状态”两边都改了：发出时“”，现有“在办”' in err
    assert "“进展情况”两边都改了：发出时“”，现有“推进”" in err
    assert call("merge", desk, "--conflicts", "theirs", "--dry-run")[0] == 0
    code, out, _ = call("merge", desk, "--conflicts", "theirs")
    assert (code, read_rows(out)[0]["revisions"]) == (0, "1")


def test_what_is_kept_is_chosen_for_all_and_asked_no_more(call, desk: Path) -> None:
    sent = desk.read_bytes()
    call("merge", desk)
    desk.write_bytes(Desk(sent).fill("1", text="另一句", status="已完成").save())
    code, out, _ = call("merge", desk, "--conflicts", "ours")
    names = ("outcome", "revisions", "conflicts", "is_same_file")
    assert (code, [read_rows(out)[0][name] for name in names]) == (0, ["merged", "0", "0", "false"])
    code, out, err = call("merge", desk)
    assert (code, err) == (0, "")
    assert [read_rows(out)[0][name] for name in names] == ["merged", "0", "0", "true"]


def test_reports_are_accepted_or_returned_with_a_reason(call, desk: Path) -> None:
    call("merge", desk)
    rows = read_rows(call("status")[1])
    assert [*rows[0]] == [*STATUS_COLUMNS]
    (key,) = [row["key"] for row in rows if row["stage"] == "to_review"]
    assert "没有写原因" in call("review", "return", key)[2]
    assert call("review", "return", key, "--why", "写明数量")[0] == 0
    assert call("review", "accept", key)[0] == 0
    stages = {row["key"]: row["stage"] for row in read_rows(call("status")[1])}
    assert stages[key] == "accepted"
    other = next(one for one, stage in stages.items() if stage == "missing")
    code, _, err = call("review", "accept", key, other)
    assert (code, "本期没有报告" in err, other in err) == (1, True, True)


def test_a_closed_month_takes_nothing_until_it_is_opened_again(call, desk: Path) -> None:
    assert call("close")[0] == 0
    code, _, err = call("merge", desk)
    assert (code, err.count("这一期已经关闭")) == (1, 1)
    assert call("reopen", "--why", "补报")[0] == 0
    assert call("merge", desk)[0] == 0


def test_without_a_month_every_action_says_so(call, tmp_path: Path) -> None:
    for action in (
        ["status"],
        ["close"],
        ["template", tmp_path],
        ["status", "--period", "2026-03"],
    ):
        code, out, err = call(*action)
        assert (code, out, "这一期没有开启" in err) == (1, "", True)
    assert "月份要写成" in call("open", "--period", "3月")[2]
