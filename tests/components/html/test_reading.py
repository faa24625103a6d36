"""What was read, in words: the proof in each case, and every reason for what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.html.reading import say_proof, write_left_out, write_measures
from components.texts import LANGUAGES, Texts
from geo.intake.known import Name
from geo.intake.proof import Entry
from geo.intake.questions import Question
from tests.components.html.read_plan import LETTERS, build_draft, build_proof
from tests.html_tree import parse_html

REASONS = (
    *("left_out", "unknown", "left_over", "note", "other_table"),
    *("outside", "head", "foot", "comment", "deleted", "drawing", "hidden"),
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_proof_says_what_the_second_reader_counted(lang: str) -> None:
    t = Texts(lang)
    letters = t("plans.letters", all=10, **LETTERS)
    assert say_proof(build_proof(10), t) == letters + t("plans.agrees", n=10)
    assert say_proof(build_proof(-1), t) == letters + t("plans.no_second")
    assert say_proof(build_proof(9, ("甲 3/2",)), t) == letters + t(
        "plans.differs", letters="甲 3/2"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_is_left_out_has_its_place_and_reason(lang: str) -> None:
    t = Texts(lang)
    left = tuple(Entry("2", n, f"字{n}", reason) for n, reason in enumerate(REASONS))
    page = parse_html(write_left_out(build_proof(10, (), left), t))
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
    page = parse_html(write_measures(build_draft(build_proof(10)), "表", t))
    cells = [cell.text_content().strip() for cell in page.xpath("//tr[@data-measure]/td")]
    assert cells[3:6] == ["甲局", t("ledger.same_cell"), t("panel.no_units")]


def test_of_a_settled_plan_only_what_is_still_asked_stands_out() -> None:
    t = Texts("zh")
    draft = build_draft(build_proof(10))
    names = {"lead": (), "main": (Name("丁局", "", "unknown"),), "support": ()}
    measure = replace(draft.measures[0], names=names, merged=())
    asked = Question("unknown", subject="丁局", column="责任单位", measure=0)
    blank = Question("blank", column="牵头单位", measure=0)
    draft = replace(draft, measures=(measure,), questions=(asked, blank))

    def read(settled: object) -> tuple[list[str], list[str]]:
        page = parse_html(write_measures(draft, "表", t, settled))  # type: ignore[arg-type]
        cells = [cell.text_content().strip() for cell in page.xpath("//tr[@data-measure]/td")]
        return page.xpath("//mark/text()"), [cells[3], cells[-1]]

    assert read(None) == (["丁局"], [t("plans.blank"), "2"])
    assert read(replace(draft, questions=(asked,))) == (["丁局"], [t("plans.blank"), "1"])
    assert read(replace(draft, questions=())) == ([], [t("plans.blank"), ""])
