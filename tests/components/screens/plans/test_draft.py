"""What was read, in words: the proof in each case, and every reason for what is left out."""

from __future__ import annotations

import csv
import io

import pytest

from components.screens.plans.draft import say_proof, write_draft, write_draft_csv
from components.texts import LANGUAGES, Texts
from geo.intake.draft import COLUMNS, Draft, Measure
from geo.intake.known import Name
from geo.intake.proof import Entry, Proof
from tests.html_tree import parse_html

REASONS = (
    *("left_out", "unknown", "left_over", "note", "other_table"),
    *("outside", "head", "foot", "comment", "deleted", "drawing", "hidden"),
)
LETTERS = {"measures": 7, "furniture": 2, "left_out": 1}
MEASURE = Measure(
    measure_id="1",
    task_no="1",
    chapter="一、水",
    task="治水",
    text="=巡查",
    deadline="年底前",
    names={"lead": (Name("甲局", "甲局", "named"),), "main": (Name("甲局", "甲局", "named"),)},
    merged=("lead", "main"),
    place="1",
    row=2,
)


def prove(second: int, differing: tuple[str, ...] = (), left: tuple[Entry, ...] = ()) -> Proof:
    return Proof({}, LETTERS | {"second": second}, (), differing, left)


def draft(proof: Proof) -> Draft:
    roles = {"lead": "牵头单位", "main": "责任单位", "support": "配合单位"}
    return Draft((MEASURE,), (), roles, (), proof)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_proof_says_what_the_second_reader_counted(lang: str) -> None:
    t = Texts(lang)
    letters = t("plans.letters", all=10, **LETTERS)
    assert say_proof(prove(10), t) == letters + t("plans.agrees", n=10)
    assert say_proof(prove(-1), t) == letters + t("plans.no_second")
    assert say_proof(prove(9, ("甲 3/2",)), t) == letters + t("plans.differs", letters="甲 3/2")


def test_a_difference_is_no_quiet_line() -> None:
    t = Texts("zh")
    for proof, css in ((prove(10), "quiet"), (prove(9, ("甲 3/2",)), "draft-fault")):
        page = parse_html(write_draft(draft(proof), "计划.docx", t))
        (line,) = [p for p in page.iter("p") if t("plans.letters", all=10, **LETTERS) in p.text]
        assert line.get("class") == css


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_is_left_out_has_its_place_and_reason(lang: str) -> None:
    t = Texts(lang)
    left = tuple(Entry("2", n, f"字{n}", reason) for n, reason in enumerate(REASONS))
    page = parse_html(write_draft(draft(prove(10, (), left)), "计划.docx", t))
    rows = [
        [cell.text_content() for cell in row.iter("td")]
        for row in page.xpath("//table[@class='plain']/tbody/tr")
    ]
    assert [row[1] for row in rows] == [f"字{n}" for n in range(len(REASONS))]
    assert len({row[2] for row in rows}) == len(REASONS)
    table = t("plans.at_table", n="2")
    assert [row[0] for row in rows[:2]] == [table, f"{table} · {t('plans.at_row', n=1)}"]


def test_a_merged_cell_is_told_once_and_an_empty_one_as_none() -> None:
    t = Texts("zh")
    page = parse_html(write_draft(draft(prove(10)), "计划.docx", t))
    cells = [cell.text_content().strip() for cell in page.xpath("//tr[@data-measure]/td")]
    assert cells[3:6] == ["甲局", t("ledger.same_cell"), t("panel.no_units")]


def test_the_file_has_the_contracts_columns_and_no_formula() -> None:
    data = write_draft_csv(draft(prove(10))).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(data))
    assert tuple(row) == COLUMNS
    assert (row["text"], row["lead"], row["merged"]) == ("'=巡查", "甲局", "lead+main")
