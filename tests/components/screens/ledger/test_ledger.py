"""The ledger's link, tables and files."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from components.documents.excel.ledger import write_ledger_csv, write_ledger_workbook
from components.screens.ledger.link import MAX_QUERY, parse_filter, write_filter
from components.screens.ledger.tables import (
    write_department_matrix,
    write_measures,
    write_open_questions,
    write_targets,
)
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from geo.plan.duties import BASES
from geo.plan.ledger import LedgerFilter, PartyFilter
from geo.plan.plan import ROLES
from tests.html_tree import parse_html
from tests.real_model import MODEL

ZH = Texts("zh")
TODAY = datetime.date(2026, 11, 22)
parties = st.builds(
    PartyFilter,
    st.sampled_from(MODEL.region.units["unit_code"].tolist()),
    st.none() | st.sampled_from(ROLES),
    st.none() | st.sampled_from(BASES),
)
places = st.sampled_from([(None, None), (3, None), (None, 9)])


@given(st.text(max_size=MAX_QUERY), places, st.booleans(), st.lists(parties, max_size=2))
def test_a_filter_survives_its_link(
    query: str, place: tuple, due: bool, held: list[PartyFilter]
) -> None:
    deadline = "年底前" if due else None
    wanted = LedgerFilter(query, place[0], place[1], deadline, tuple(held))
    assert parse_filter(write_filter(wanted, MODEL), MODEL) == (wanted, [])


@given(
    st.dictionaries(
        st.sampled_from(["q", "task", "deadline", "unit", "role"]), st.text(max_size=20), max_size=5
    )
)
def test_any_link_gives_a_filter(params: dict[str, str]) -> None:
    wanted, _ = parse_filter(params, MODEL)
    assert len(wanted.parties) <= 2


def test_unknown_parts_are_named() -> None:
    params = {"task": "99", "deadline": "soon", "unit": "fpb,zz,eeb", "role": "boss"}
    wanted, notices = parse_filter(params, MODEL)
    assert wanted.parties == (PartyFilter("fpb"),)
    assert sorted(n.values["value"] for n in notices) == ["99", "boss", "eeb", "soon", "zz"]


def test_table_holds_the_measures_with_their_wording(model: Model) -> None:
    table = parse_html(write_measures(Words(model, ZH), ["9.4", "12.1"]))
    assert table.xpath("//@data-measure") == ["9.4", "12.1"]
    texts = model.plan.measures.set_index("measure_id")["text"]
    assert table.xpath("//*[@class='wording']/text()") == [texts["9.4"], texts["12.1"]]
    assert len(table.xpath("//img")) == 2
    assert table.xpath("//tr[@data-measure='9.4']/td[last()]/text()") == ["0 条 + 待明确 16 条"]


def test_matrix_counts_lead_to_their_measures(model: Model) -> None:
    matrix = parse_html(write_department_matrix(Words(model, ZH), "lead"))
    link = "ledger?unit=water%2C110112&role=lead%2Cany"
    assert matrix.xpath(f"//a[@href='{link}'][@target='_self']/text()") == ["2+1"]


def test_every_target_is_listed_with_its_words(model: Model) -> None:
    html = write_targets(Words(model, ZH))
    assert [p for p in model.plan.targets["phrase"] if p not in html] == []
    assert html.count("计划未分到区") == 6


def test_a_figure_is_given_to_whom_the_region_knows_by_the_words_of_its_phrase(
    model: Model,
) -> None:
    targets = model.plan.targets.copy()
    phrases = ["密云和通州区新增30处", "生态涵养区新增30处", "顺义新增30处"]
    targets.loc[targets.index[:3], "phrase"] = phrases
    changed = replace(model, plan=replace(model.plan, targets=targets))
    places = parse_html(write_targets(Words(changed, ZH))).xpath("//td[4]/text()")
    assert places[:3] == [
        "通州、密云",
        "门头沟、房山、昌平、平谷、怀柔、密云、延庆",
        "计划未分到区",  # the region's list of spellings has no 顺义 for a wording
    ]


def test_what_is_open_for_the_party_stands_below_a_line(model: Model) -> None:
    table = parse_html(write_measures(Words(model, ZH), ["9.1"], ["3", "5.1"]))
    counted, apart = table.xpath("//tbody")
    assert counted.xpath(".//@data-measure") == ["9.1"]
    assert apart.xpath(".//@data-measure") == ["3", "5.1"]
    assert apart.xpath("tr[1]/th/text()") == ["只写相关区（待明确，不计入） · 2条"]


def test_figures_keep_what_makes_them_approximate_and_their_span(model: Model) -> None:
    (figure,) = parse_html(write_targets(Words(model, ZH))).xpath("//td[b='约1373公顷']")
    assert figure.text_content() == "约1373公顷 （“十四五”期间）"


def test_open_questions_are_the_eight(model: Model) -> None:
    questions = parse_html(write_open_questions(Words(model, ZH)))
    found = questions.xpath("//@data-measure")
    assert found == ["2", "3", "5.1", "5.2", "8", "9.4", "9.5", "15.1"]
    assert questions.text_content().count("正文提及：") == 2


def test_files_hold_exactly_what_is_filtered(model: Model) -> None:
    origin = Origin(Words(model, ZH), TODAY)
    ids = ["9.4", "12.1"]
    book = load_workbook(io.BytesIO(write_ledger_workbook(origin, ids)))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet["A"]][1:] == ids
    assert list(sheet.tables) == ["measures"]
    text = write_ledger_csv(origin, ids).decode("utf-8-sig")
    assert [line.split(",")[0] for line in text.splitlines()[1:]] == ids
    assert "2026" in text


def test_files_tell_what_is_open_and_do_not_count_it(model: Model) -> None:
    data = write_ledger_workbook(Origin(Words(model, ZH), TODAY), ["12.1"], ["9.4"])
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    rows = list(sheet.values)
    # On paper, where the last column is not printed.
    assert [cell.fill.patternType for cell in sheet["A"]][1:] == [None, "lightUp"]
    assert [(row[0], row[-1]) for row in rows[1:]] == [("12.1", "是"), ("9.4", "否")]


def test_no_measure_gives_a_file_without_rows(model: Model) -> None:
    book = load_workbook(io.BytesIO(write_ledger_workbook(Origin(Words(model, ZH), TODAY), [])))
    assert book.worksheets[0].max_row == 1
