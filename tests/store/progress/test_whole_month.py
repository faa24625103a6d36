"""A month of the shipped plan from a terminal, with all that comes back from 32 offices: in the end
the 通报 says what the workbooks said, text by text and number by number."""

from __future__ import annotations

import contextlib
import csv
import io
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from geo.__main__ import main
from tests.decks import open_deck
from tests.pages.kept_plan import own_database
from tests.store.progress import whole_month
from tests.store.progress.whole_month import TYPED, Told, fill_in, find_first, say
from tests.store.progress.workbook.book import Desk
from tests.taken_away import read_body

BEFORE, MONTH = "2025-10", "2025-11"
REASON = "请写明面积。"
SILENT, FOREIGN, TWICE, TORN = "延庆区", "通州区", "顺义区", "房山区"
WRONG: dict[str, dict[str, str | None]] = {
    "丰台区": {"status": "已完成", "text": None, "obstacle": None},
    "石景山区": {"status": "进行中"},
    "门头沟区": {"status": "在办", "expected": "2025年11月31日"},
}
MENDED = {
    "丰台区": {"text": "补写。"},
    "石景山区": {"status": "在办"},
    "门头沟区": {"expected": "2025.11.30"},
}
"""What three units fill in wrongly in their first line, and then in the answer."""


@dataclass
class Month:
    """`sent`, `back`, `answers`: folders; `said`: what each step printed, with its exit code."""

    folder: Path
    told: Told = field(default_factory=dict)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)
    said: dict[str, tuple[int, list[dict[str, str]], str]] = field(default_factory=dict)

    def call(self, step: str, *arguments: object) -> list[dict[str, str]]:
        out, err = io.StringIO(newline=""), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["progress", *map(str, arguments)])
        rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
        self.said[step] = code, rows, err.getvalue()
        return rows

    def find(self, folder: str, unit: str) -> Path:
        return next(path for path in (self.folder / folder).iterdir() if f" {unit} " in path.name)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    month = Month(tmp_path_factory.mktemp("month"))
    with own_database(month.folder):
        send(month)
        come_back(month)
        take(month)
        mend(month)
        judge(month)
        month.call("report", "report")
        for form in ("docx", "xlsx", "pptx"):
            told = "--format", form, "--folder", month.folder / "通报"
            month.call(f"report {form}", "report", *told)
        yield month


def send(month: Month) -> None:
    """Of the month before one workbook, which stays about; of this month all."""
    for code, units in ((BEFORE, ["--unit", "110112"]), (MONTH, [])):
        month.call("open", "open", "--period", code)
        month.call(f"template {code}", "template", month.folder / f"发出{code}", *units)
    month.call("close before", "close", "--period", BEFORE)
    shutil.copytree(month.folder / f"发出{MONTH}", month.folder / "收回")


def come_back(month: Month) -> None:
    """One says nothing; one is in disorder, two are saved by another program, three are wrong."""
    month.find("收回", SILENT).unlink()
    for path in sorted((month.folder / "收回").iterdir()):
        fill_in(path, month.told, month.comments)
    whole_month.disorder(month.find("收回", "海淀区"))
    for unit, suffix in (("西城区", "xlsx"), ("朝阳区", "xls")):
        path = month.find("收回", unit)
        whole_month.save_otherwise(path, month.folder / f"as {suffix}", suffix)
    for unit, cells in WRONG.items():
        path = month.find("收回", unit)
        path.write_bytes(Desk(path.read_bytes()).fill(find_first(path), **cells).save())
        first = month.told.setdefault((unit, find_first(path)), dict.fromkeys(TYPED, ""))
        first |= {name: text or "" for name, text in cells.items()}


def take(month: Month) -> None:
    """First a workbook that fills in the same line otherwise, then all, with one of another month
    and one that comes twice."""
    torn = month.find(f"发出{MONTH}", TORN)
    line = find_first(month.find("收回", TORN))
    torn.write_bytes(Desk(torn.read_bytes()).fill(line, status="在办", text="别人写的。").save())
    month.call("torn", "merge", torn)
    foreign = month.find(f"发出{BEFORE}", FOREIGN)
    foreign.write_bytes(Desk(foreign.read_bytes()).fill("1", status="在办", text="十月的。").save())
    files = [*sorted((month.folder / "收回").iterdir()), foreign]
    month.call("look", "merge", *files, "--dry-run")
    month.call("status before", "status")
    month.call("merge", "merge", *files, "--answers", month.folder / "答复")
    month.call("again", "merge", month.find("收回", TWICE))


def mend(month: Month) -> None:
    """Three in the workbook that answered them; of the torn line, what came."""
    answers = [month.find("答复", unit) for unit in MENDED]
    for path, cells in zip(answers, MENDED.values(), strict=True):
        say(path, month.told, find_first(path), **cells)
    month.told["门头沟区", "1"]["expected"] = "2025-11-30"
    torn = month.find("收回", TORN)
    month.call("notices", "notices", month.folder / "催办", "--sent", "order")
    month.call("mended", "merge", *answers, torn, "--conflicts", "theirs")


def judge(month: Month) -> None:
    """Two reports are returned, one of which is written anew; the others are accepted."""
    rows = [row for row in month.call("status", "status") if row["stage"] == "to_review"]
    anew, returned, *others = (row["key"] for row in rows)
    month.call("return", "review", "return", anew, returned, "--why", REASON)
    month.call("accept", "review", "accept", *others)
    month.call("anew", "template", month.folder / "再发", "--unit", rows[0]["unit_code"])
    (path,) = (month.folder / "再发").iterdir()
    say(path, month.told, rows[0]["measure_id"], text="再报：3.2公顷。")
    month.call("anew back", "merge", path)
    month.call("close", "close")
    late = Desk(path.read_bytes()).fill(rows[0]["measure_id"], text="太迟了。").save()
    path.write_bytes(late)
    month.call("late", "merge", path)


def find_rows(month: Month, step: str) -> dict[str, dict[str, str]]:
    """What became of each file, by its unit; of two of a unit, of the first."""
    return {row["unit"]: row for row in reversed(month.said[step][1])}


def test_what_comes_back_is_taken_but_for_what_is_wrong(month: Month) -> None:
    code, rows, err = month.said["merge"]
    outcomes = Counter(row["outcome"] for row in rows)
    assert (code, outcomes) == (1, {"merged": 27, "merged_with_errors": 4, "refused": 1})
    assert err.count("没有说明") == err.count("不是列表里的一个") == err.count("日期读不出") == 1
    assert "21行是另一期的" in err
    by_unit = find_rows(month, "merge")
    assert by_unit[TORN]["conflicts"] == "2"
    assert {unit: by_unit[unit]["problems"] for unit in WRONG} == dict.fromkeys(WRONG, "1")
    assert month.said["look"][1] == rows
    assert [row["stage"] for row in month.said["status before"][1] if row["rev"]] == ["to_review"]
    ((_, (again,), _)) = month.said["again"]
    assert (again["revisions"], again["is_same_file"]) == ("0", "true")


def test_each_office_is_answered_row_by_row(month: Month) -> None:
    wrong = ("没有说明", "不是列表里的一个", "日期读不出", "待收集单位定")
    for unit, word in zip((*WRONG, TORN), wrong, strict=True):
        results = whole_month.read_results(month.find("答复", unit).read_bytes())
        assert [word in result for result in results] == [True, *[False] * (len(results) - 1)]
    assert month.said["mended"][0] == 0
    assert [row["revisions"] for row in month.said["mended"][1]] == ["1"] * 4


def test_a_closed_month_takes_nothing_more(month: Month) -> None:
    code, (row,), err = month.said["late"]
    assert (code, row["revisions"], "已经关闭" in err) == (1, "0", True)


def test_the_report_says_what_the_workbooks_said(month: Month) -> None:
    rows = month.said["report"][1]
    said = {
        (row["unit"], row["measure_id"]): {name: row[name] for name in TYPED}
        for row in rows
        if row["rev"]
    }
    codes = whole_month.STATUSES
    told = {key: typed | {"status": codes[typed["status"]]} for key, typed in month.told.items()}
    assert said == told
    comments = [text.split(": ", 1)[1] for row in rows for text in row["comments"].splitlines()]
    assert sorted(comments) == sorted(month.comments.values())
    assert len(said) > 150 < len(rows)


def squeeze(text: str) -> str:
    """Without the white space that programs set otherwise."""
    return "".join(text.split())


def read_words(path: Path) -> str:
    """All that a document says, notes of slides too."""
    data = path.read_bytes()
    match path.suffix:
        case ".docx":
            return squeeze(read_body(data))
        case ".xlsx":
            book = openpyxl.load_workbook(path)
            cells = (c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row)
            return squeeze("".join(map(str, cells)))
    notes = (slide.notes_slide.notes_text_frame.text for slide in open_deck(data).slides)
    return squeeze("".join(notes))


@pytest.mark.parametrize("form", ["docx", "xlsx", "pptx"])
def test_the_documents_say_it_too_word_for_word(month: Month, form: str) -> None:
    (path,) = (month.folder / "通报").glob(f"*.{form}")
    said = read_words(path)
    texts = [typed["text"] for typed in month.told.values()] + [*month.comments.values()]
    assert (len(texts) > 150, [text for text in texts if squeeze(text) not in said]) == (True, [])


def test_who_owed_something_was_reminded_of_it(month: Month) -> None:
    rows = month.said["notices"][1]
    assert month.said["notices"][::2] == (0, "")
    assert SILENT in {row["unit"] for row in rows}
    files = {path.name for path in (month.folder / "催办").iterdir()}
    assert files == {row[kind] for row in rows for kind in ("reminder", "order")}
    missing = {row["unit"]: int(row["missing"]) for row in rows}
    silent = [row for row in month.said["report"][1] if row["unit"] == SILENT]
    assert missing[SILENT] == sum(row["is_counted"] == "true" for row in silent) > 0
    assert all(missing[unit] > 0 for unit in WRONG)


def test_its_numbers_are_those_of_the_workbooks(month: Month) -> None:
    rows = month.said["report"][1]
    assert SILENT not in {unit for unit, _ in month.told}
    counted = {(row["unit"], row["measure_id"]) for row in rows if row["is_counted"] == "true"}
    statuses = Counter(
        whole_month.STATUSES[typed["status"]] for key, typed in month.told.items() if key in counted
    )
    stages = {"to_review": 1, "returned": 1}
    stages["accepted"] = statuses.total() - 2
    stages["missing"] = len(counted) - statuses.total()
    mine = [row for row in rows if row["is_counted"] == "true"]
    assert Counter(row["status"] for row in mine if row["status"]) == statuses
    assert Counter(row["stage"] for row in mine) == stages
    assert (len(rows), len(mine)) == (256, 184)
    assert [row["reason"] for row in rows if row["reason"]] == [REASON]
