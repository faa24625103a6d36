"""The proof sheet: every word, name, merged and blank cell with what was ruled, and the table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from streamlit.testing.v1 import AppTest

from components.documents.reading_csv import write_reading_csv
from components.screens.review.proof import FURNITURE_KINDS, Sheet, name_kind, say_order
from components.texts import LANGUAGES, Texts
from geo.intake.columns import FIELDS
from geo.intake.proof import LEFT_OUT
from store import publishing
from store.publishing import Given
from tests.geo.intake.boxes import HEADINGS
from tests.pages.kept_plan import CODE, keep_plan, look, own_database
from tests.pages.open_page import find_all, open_page

ROWS = (
    ("某市计划", *"<<<<<<<"),
    (*HEADINGS, "备注"),
    ("1", "治水", "巡查河道。", "年底前", "市水务局", "<", "———", "甲"),
    ("3", "植树", "种树。", "年底前", "市园林绿化局", "", "丁局", ""),
    ("^", "^", "养护。", "6月底前", "各区政府", "<", "戊局、丁局", ""),
    ("4", "其他", "照旧。", "持续推进", "相关区政府", "<", "———", ""),
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with own_database(tmp_path):
        keep_plan(tmp_path, ROWS, {"备注": "left_out"})
        yield tmp_path


def answer(key: str, tag: str, said: str, why: str = "") -> None:
    publishing.decide(CODE, [Given(key, tag, said, "乙", why)])


def answer_all() -> None:
    publishing.state_facts(CODE, {"title": "明年的计划"}, "甲")
    answer("3.1", "number", "first", "原文如此")
    answer("3.1/主责单位", "blank", "set:市水务局", "电话核实")
    answer("3.2/text", "correct", "set:养护树木。")
    answer("names/丁局", "unknown:丁局", "other_unit")
    answer("names/戊局", "unknown:戊局", "no_unit", "笔误")
    for one in look().settled.open:
        answer(one.key, one.tag, "first")
    assert look().settled.open == ()


def show(lang: str = "zh") -> AppTest:
    app = open_page("plans", lang=lang, draft=CODE, step="proof")
    assert [error.value for error in app.exception] == []
    return app


def read_text(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def read_part(app: AppTest, title: str) -> list[list[str]]:
    """The rows of the table under a heading of the sheet."""
    path = f"//section[@class='proof-sheet']/h4[.='{title}']/following-sibling::*"
    table = next(node for node in find_all(app, path) if node.tag == "div")
    return [[read_text(cell) for cell in row.iter("td")] for row in table.xpath(".//tbody/tr")]


def read_texts(app: AppTest, path: str) -> list[str]:
    return [read_text(node) for node in find_all(app, f"//section[@class='proof-sheet']{path}")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_says_which_file_was_read_by_whom_and_how(folder: Path, lang: str) -> None:
    answer_all()
    app, t, reading = show(lang), Texts(lang), look().reading
    assert read_texts(app, "/p[@class='proof-plan']") == ["明年的计划"]
    facts = dict(zip(read_texts(app, "//dt")[:7], read_texts(app, "//dd")[:7], strict=True))
    assert facts[t("proofing.file")] == "督办事项.docx"
    assert facts[t("proofing.check")] == reading.sha256[:16]
    assert facts[t("proofing.read")].startswith("甲")
    assert facts[t("proofing.columns")] == t(
        "proofing.column_is", name="备注", field=t("headings.left_out")
    )
    assert t("proofing.none_open") in read_texts(app, "/p")
    assert t("proofing.out_of_order", n=3, numbers=t("list.comma").join("34")) in read_texts(
        app, "/p"
    )
    signs = [t(f"proofing.{name}") for name in ("checked_by", "date", "approved_by", "date")]
    assert read_texts(app, "/dl[@class='proof-signs']//dt") == signs
    assert read_texts(app, "//button[@data-print]") == [t("proofing.print")]


def test_what_is_still_open_is_counted_and_marked(folder: Path) -> None:
    app, t = show(), Texts("zh")
    (fault,) = read_texts(app, "/p[@class='draft-fault']")
    assert fault == t("proofing.open_left", n=len(look().settled.open))
    assert read_texts(app, "//mark") == ["丁局", "戊局", "丁局"]
    rulings = {row[3] for row in read_part(app, t("proofing.rulings"))}
    assert t("proofing.open") in rulings
    names = {row[0]: row[1:4] for row in read_part(app, t("proofing.names"))}
    assert names["戊局"] == [t("proofing.stands_open"), "1", ""]


def read_pairs(app: AppTest, title: str) -> dict[str, str]:
    """What stands under a heading of the sheet as pairs."""
    path = f"//section[@class='proof-sheet']/h4[.='{title}']/following-sibling::dl[1]/div"
    return {read_text(pair[0]): read_text(pair[1]) for pair in find_all(app, path)}


def test_every_name_is_resolved(folder: Path) -> None:
    answer_all()
    app, t = show(), Texts("zh")
    assert read_pairs(app, t("proofing.names")) == {
        "市水务局": "2",
        "市园林绿化局": "1",
        f"各区政府 → {t('proofing.stands_all', n=16)}": "1",
        f"相关区政府 → {t('proofing.stands_relevant', n=16)}": "1",
    }
    rows = {row[0]: row[1:] for row in read_part(app, t("proofing.names"))}
    assert rows["丁局"][:2] == [t("proofing.stands_other"), "2"]
    assert rows["丁局"][2].startswith("乙，")
    assert (rows["戊局"][0], rows["戊局"][3]) == (t("proofing.no_unit"), "笔误")


@pytest.mark.parametrize(
    ("said", "units"),
    [
        ("unit:110101", "东城区"),
        ("units:110101,110102", "东城区、西城区"),
        ("department", "丁局"),
        ("department:市丁局", "市丁局"),
    ],
)
def test_a_name_may_stand_for_units_and_departments(folder: Path, said: str, units: str) -> None:
    answer("names/丁局", "unknown:丁局", said)
    rows = {row[0]: row[1:] for row in read_part(show(), Texts("zh")("proofing.names"))}
    assert rows["丁局"][:2] == [units, "2"]


def test_every_question_and_every_cell_written_anew_has_its_ruling(folder: Path) -> None:
    answer_all()
    app, t = show(), Texts("zh")
    rows = {row[0]: row for row in read_part(app, t("proofing.rulings"))}
    blank = next(row for place, row in rows.items() if "主责单位" in place)
    assert blank[3] == t("proofing.set", text="市水务局")
    assert (blank[4].startswith("乙，"), blank[5]) == (True, "电话核实")
    number = next(row for row in rows.values() if "序号" in row[2])
    assert number[3] == "照印保留"
    written = rows[f"{t('plans.at_measure', n='3.2')} · {t('headings.text')}"]
    assert written[1:4] == ["养护。", t("proofing.corrected"), t("proofing.set", text="养护树木。")]


def test_a_question_about_a_cell_that_was_written_anew_asks_no_more(folder: Path) -> None:
    answer("3.1/main", "correct", "set:市水务局;市生态环境局")
    app, t = show(), Texts("zh")
    rulings = [row[3] for row in read_part(app, t("proofing.rulings"))]
    assert t("proofing.written") in rulings
    assert t("proofing.set", text="市水务局、市生态环境局") in rulings


def test_the_other_reading_is_said_where_it_was_taken(folder: Path) -> None:
    answer("3.1", "number", "other")
    (row,) = [r for r in read_part(show(), Texts("zh")("proofing.rulings")) if "序号" in r[2]]
    assert row[3] == "改为“2”，或补上遗漏的行"


def test_merged_cells_uses_and_leftovers_are_listed(folder: Path) -> None:
    app, t = show(), Texts("zh")
    merged = t("proofing.merged_line", roles="牵头部门＋主责单位", n=3, numbers="1、3.2、4")
    assert merged in read_texts(app, "/p[@class='quiet']")
    cells = read_pairs(app, t("proofing.cells"))
    both = t("proofing.kind_merged", names=f"{t('headings.lead')}＋{t('headings.main')}")
    assert (cells[both], cells[t("proofing.kind_title")]) == ("3", "1")
    assert cells[t("proofing.kind_heading")] == "8"
    assert sum(map(int, cells.values())) == sum(look().reading.draft.proof.cells.values())
    (left,) = read_part(app, t("plans.left_out"))
    assert left[1:] == ["甲", t("plans.reason_left_out")]


def test_the_table_and_its_file_are_those_to_be_published(folder: Path) -> None:
    answer_all()
    app, t = show(), Texts("zh")
    rows = read_part(app, t("proofing.measures"))
    by_text = {row[1]: row[2:] for row in rows if len(row) > 1}
    assert [*by_text] == ["巡查河道。", "种树。", "养护树木。", "照旧。"]
    assert by_text["种树。"][1:] == ["市园林绿化局", "市水务局", "丁局", ""]
    assert read_texts(app, "//mark") == []
    assert app.get("download_button")[0].proto.label == t("proofing.csv")
    written = write_reading_csv(Sheet(look(), t).settled).decode("utf-8-sig")
    second = [*csv.DictReader(io.StringIO(written))][1:3]
    assert [(row["text"], row["main"], row["support"], row["questions"]) for row in second] == [
        ("种树。", "市水务局", "丁局", ""),
        ("养护树木。", "各区政府", "丁局", ""),
    ]


PLAIN = (HEADINGS, ("1", "治水", "巡查。", "年底前", "市水务局", "市水务局", "———"))


def test_a_plan_without_any_doubt_says_so(folder: Path, tmp_path: Path) -> None:
    keep_plan(tmp_path, PLAIN, {})
    app, t = show(), Texts("zh")
    said = read_texts(app, "/p")
    expected = [
        t("proofing.in_order", n=1),
        *(t(f"proofing.{name}") for name in ("no_merged", "no_rulings", "nothing_left_out")),
    ]
    assert [line for line in expected if line not in said] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_use_of_a_cell_has_a_name(lang: str) -> None:
    t = Texts(lang)
    kinds = [*FURNITURE_KINDS, *LEFT_OUT, *FIELDS, "lead+main", "task+text"]
    assert len({name_kind(kind, t) for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [("1 2 2 3", ""), ("1 3 4", "3 4"), ("1 2 1", "1"), ("2", "2"), ("一 2", "一")],
)
def test_numbers_out_of_turn_are_named(printed: str, wrong: str) -> None:
    t = Texts("en")
    numbers: Sequence[str] = printed.split()
    told = [n for at, n in enumerate(numbers) if not at or n != numbers[at - 1]]
    expected = (
        t("proofing.out_of_order", n=len(told), numbers=t("list.comma").join(wrong.split()))
        if wrong
        else t("proofing.in_order", n=len(told))
    )
    assert say_order([*numbers], t) == expected
