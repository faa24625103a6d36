"""`geo changes` as an office uses it: the shipped plan and an edited copy as its next edition."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.packages.package import DATA_DIR, DEFAULT_PLAN
from geo.plan.changes import COLUMNS
from geo.plan.editions import Link
from store import publishing
from store.changes import LINK_COLUMNS, OPEN_COLUMNS, keep_number, list_codes, split_measures
from store.editions import open_editions
from tests.geo import tiny
from tests.geo.intake.typeset import lay_out_measures, write_docx
from tests.geo.next_edition import DECIDED, MIYUN, OF_MIYUN, edit_measures

NEXT = "next-edition"
PAIR = ("changes", "--from", DEFAULT_PLAN, "--to", NEXT)
OPEN = {
    "before": {one for link in DECIDED for one in link.before},
    "after": {one for link in DECIDED for one in link.after},
}


@pytest.fixture
def call(local: Path, capsys: pytest.CaptureFixture[str]):
    """A command in this process: its exit code, its rows, and what it said besides."""

    def call(*arguments: object) -> tuple[int, list[dict[str, str]], str]:
        code = main([*map(str, arguments)])
        out, err = capsys.readouterr()
        return code, list(csv.DictReader(io.StringIO(out))), err

    return call


@pytest.fixture
def next_edition(call, tmp_path: Path) -> None:
    """The edited copy, imported from a Word file and published."""
    path = tmp_path / "next.docx"
    write_docx(path, lay_out_measures(edit_measures()))
    _, still_open, _ = call(
        *("plans", "import", path, "--code", NEXT, "--region", "beijing"),
        *("--title", "明年的计划", "--annex", "附件5"),
    )
    assert still_open == []
    publishing.publish(NEXT, "甲", "")


def write_answers(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, OPEN_COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def answer(link: Link, kind: str = "", seen: str = "") -> dict[str, str]:
    sides = {"measure_from": ";".join(link.before), "measure_to": ";".join(link.after)}
    return {**sides, "answer": kind or link.kind, "who": "乙", "why": "看过两版", "seen": seen}


@pytest.mark.usefixtures("next_edition")
def test_what_changed_for_a_district_is_told_once_everything_is_linked(call, tmp_path) -> None:
    code, by_text, err = call(*PAIR, "--party", MIYUN)
    assert (code, len(err.splitlines())) == (0, 1)
    assert "前一版 8 条、后一版 9 条措施还没有人确认" in err and "--decisions" in err
    assert {row["measure_to"] for row in by_text} & OPEN["after"] == set()
    answers = write_answers(tmp_path / "answers.csv", [answer(link) for link in DECIDED])
    code, rows, err = call(*PAIR, "--party", MIYUN, "--decisions", answers)
    assert (code, err, [*rows[0]]) == (0, "", [*COLUMNS])
    assert {row["unit_code"] for row in rows} == {MIYUN}
    told = [tuple(row.values())[1:] for row in rows if row["kind"] != "wording"]
    assert told == [row[:5] for row in OF_MIYUN]


@pytest.mark.usefixtures("next_edition")
def test_the_direction_reversed_is_the_mirror_image(call, tmp_path) -> None:
    answers = write_answers(tmp_path / "answers.csv", [answer(link) for link in DECIDED])
    _, forward, _ = call(*PAIR, "--decisions", answers)
    _, backward, _ = call("changes", "--from", NEXT, "--to", DEFAULT_PLAN)
    mirror = {"new": "gone", "gone": "new"}
    assert len({row["unit_code"] for row in forward}) > 30
    assert Counter(tuple(row.values()) for row in backward) == Counter(
        (unit, mirror.get(kind, kind), now_in, was_in, now, was)
        for unit, kind, was_in, now_in, was, now in (row.values() for row in forward)
    )


@pytest.mark.usefixtures("next_edition")
def test_what_open_prints_is_filled_in_and_given_back(call, tmp_path) -> None:
    code, rows, err = call(*PAIR, "--open")
    assert (code, err, [*rows[0]]) == (0, "", [*OPEN_COLUMNS])
    assert {one for row in rows for one in split_measures(row["measure_from"])} == OPEN["before"]
    assert {one for row in rows for one in split_measures(row["measure_to"])} == OPEN["after"]
    shown = [float(row["likeness"]) for row in rows if row["likeness"]]
    assert (len(shown), shown) == (7, sorted(shown, reverse=True))
    assert Counter(row["kind"] for row in rows) == {"split": 1, "merged": 1, "same": 5, "new": 1}
    assert (rows[0]["measure_from"], rows[0]["measure_to"]) == ("15.2", "15.2;15.3")
    first = next(row for row in rows if row["measure_from"] == "9.1")
    assert (first["measure_to"], first["text_to"].count("1500公顷")) == ("9.1", 1)
    filled = write_answers(tmp_path / "a.csv", [row | {"answer": row["kind"]} for row in rows[:3]])
    _, rest, _ = call(*PAIR, "--decisions", filled, "--who", "丙", "--open")
    assert rest == rows[3:]
    _, links, _ = call(*PAIR, "--links")
    assert Counter((row["by"], row["who"]) for row in links) == {
        ("person", "丙"): 3,
        ("text", ""): 23,
    }


@pytest.mark.usefixtures("next_edition")
def test_a_link_is_undone_by_its_number(call, tmp_path) -> None:
    split = next(link for link in DECIDED if link.kind == "split")
    _, rows, _ = call(
        *PAIR, "--decisions", write_answers(tmp_path / "a.csv", [answer(split)]), "--links"
    )
    assert [*rows[0]] == [*LINK_COLUMNS]
    told = [rows[0][name] for name in ("measure_from", "measure_to", "kind", "who", "why", "seen")]
    assert told == ["15.2", "15.2;15.3", "split", "乙", "看过两版", "1"]
    undone = write_answers(tmp_path / "b.csv", [answer(split, "open", "0")])
    code, rows, err = call(*PAIR, "--decisions", undone)
    assert (code, rows, err.count("split 15.2 → 15.2;15.3（乙")) == (1, [], 0)
    assert "split 15.2 → 15.2;15.3”（乙" in err
    undone = write_answers(tmp_path / "b.csv", [answer(split, "open", "1")])
    _, rows, _ = call(*PAIR, "--decisions", undone, "--links")
    assert {row["by"] for row in rows} == {"text"}


@pytest.mark.usefixtures("next_edition")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("measure_from,answer\n", "measure_to"),
        ("measure_from,measure_to,answer\n9.1,9.1,maybe\n", "same split merged new gone open"),
        ("measure_from,measure_to,answer,seen\n9.1,9.1,same,x\n", "seen"),
        ("measure_from,measure_to,answer\n9.1,,same\n", "same 9.1 →"),
        ("measure_from,measure_to,answer\n99,9.1,same\n", "99"),
    ],
)
def test_answers_that_cannot_be_taken_are_told_in_a_line(call, tmp_path, text, told) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text(text, encoding="utf-8")
    code, rows, err = call(*PAIR, "--decisions", answers)
    assert (code, rows, len(err.splitlines())) == (1, [], 1)
    assert told in err


def test_one_plan_has_no_change_from_itself(call) -> None:
    code, rows, err = call("changes", "--from", DEFAULT_PLAN, "--to", DEFAULT_PLAN)
    assert (code, err, {row["kind"] for row in rows}) == (0, "", {"same"})
    units = list(dict.fromkeys(row["unit_code"] for row in rows))
    codes = list_codes(open_editions(DEFAULT_PLAN, DEFAULT_PLAN), None)
    assert units == [code for code in codes if code in units]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--to", "nowhere"), "nowhere"),
        (("--to", DEFAULT_PLAN, "--party", "999999"), "999999"),
    ],
)
def test_what_is_not_there_is_told_in_a_line(call, arguments, told) -> None:
    code, rows, err = call("changes", "--from", DEFAULT_PLAN, *arguments)
    assert (code, rows, len(err.splitlines())) == (1, [], 1)
    assert told in err


def test_plans_of_two_regions_are_no_editions(
    call, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("plans", "regions"):
        (tmp_path / "data" / part).mkdir(parents=True)
        for folder in [*(tiny_folder / part).iterdir(), *(DATA_DIR / part).iterdir()]:
            (tmp_path / "data" / part / folder.name).symlink_to(folder)
    monkeypatch.setenv("DUTYMAP_DATA", str(tmp_path / "data"))
    code, rows, err = call("changes", "--from", DEFAULT_PLAN, "--to", tiny.PLAN)
    assert (code, rows, len(err.splitlines())) == (1, [], 1)
    assert f"{DEFAULT_PLAN} → {tiny.PLAN}: 两个计划属于不同的地区（beijing、{tiny.REGION}）" in err


@pytest.mark.parametrize(("measure", "cell"), [("9.1", "9.1"), ("9.10", "9.10;"), ("10", "10")])
def test_a_spreadsheet_makes_no_other_measure_of_a_number(measure: str, cell: str) -> None:
    assert (keep_number(measure), split_measures(cell)) == (cell, (measure,))


def test_several_measures_stand_in_one_cell() -> None:
    assert split_measures("9.1; 9.2；9.3;") == ("9.1", "9.2", "9.3")
    assert split_measures("") == ()
