"""The same question has one answer everywhere: every party's counts, wherever they are told."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest

from components.documents.duty_csv import write_csv
from components.documents.rows import list_duty_rows
from components.map.cards import build_cards
from components.map.districts import get_load_picture
from components.screens.compare.sheets import write_heat_table
from components.screens.district.figures import write_figures
from components.screens.ledger.link import parse_filter
from components.screens.map.party import list_figures
from components.session.models import get_search_index
from components.slides.build import build_slide
from components.texts import Texts
from components.words.sentence import write_sentence
from components.words.source import Origin
from components.words.words import Words
from geo.plan.compare import compare_parties, list_own_lead
from geo.plan.duties import COUNTED_BASES, list_duty_roles
from geo.plan.ledger import filter_measures, split_found
from geo.plan.plan import ROLES
from geo.region.units import TERRITORIAL_KINDS
from tests.components.documents.test_rows import TODAY
from tests.html_tree import parse_html
from tests.real_model import MODEL

ZH = Texts("zh")
PARTIES = MODEL.codes
NAMES = {"total": "all", **{role: role for role in ROLES}}
"""What is counted, and the metric of the map that counts it."""


def count(figure: str, code: str) -> int:
    return int(MODEL.summary.at[code, figure])


def list_all(figure: str) -> dict[str, int]:
    return {code: count(figure, code) for code in PARTIES}


@pytest.mark.parametrize("figure", NAMES)
def test_map(figure: str) -> None:
    values = get_load_picture(Words(MODEL, ZH), NAMES[figure], COUNTED_BASES).values
    districts = {code: n for code, n in list_all(figure).items() if code in values}
    assert {code: int(value.label) for code, value in values.items()} == districts
    assert len(districts) == 16


def test_card_of_the_map() -> None:
    cards = build_cards(Words(MODEL, ZH))
    wrong = [
        code
        for code, card in cards.items()
        if [int(n) for n in re.findall(r"\d+", card.lines[0])]
        != [count(figure, code) for figure in ("total", "main", "lead", "support")]
    ]
    assert (len(cards), wrong) == (17, [])


@pytest.mark.parametrize("figure", [*NAMES, "relevant"])
def test_panel(figure: str) -> None:
    found = {
        code: len(list_figures(MODEL, select(code), "all", COUNTED_BASES)[figure])
        for code in PARTIES
    }
    assert found == list_all(figure)


def select(code: str):
    return MODEL.duties[MODEL.duties["unit_code"] == code]


def test_profile() -> None:
    order = ("total", "main", "lead", "support", "relevant")
    found = {
        code: parse_html(write_figures(Words(MODEL, ZH), code)).xpath("//b/text()")
        for code in PARTIES
    }
    assert found == {code: [str(count(f, code)) for f in order] for code in PARTIES}
    assert {code: len(list_own_lead(MODEL.duties, code)) for code in PARTIES} == list_all("lead")


def test_sentence() -> None:
    wrong = []
    for code in PARTIES:
        numbers = [int(n) for n in re.findall(r"\d+", write_sentence(Words(MODEL, ZH), code))]
        figures = ("total", "main", "lead_and_main", "support")
        if numbers[1:5] != [count(figure, code) for figure in figures]:
            wrong.append(code)
    assert wrong == []


@pytest.mark.parametrize("figure", NAMES)
def test_comparison(figure: str) -> None:
    found: Counter[str] = Counter()
    for row in compare_parties(MODEL.duties, MODEL.plan.measures, PARTIES):
        for code, cell in row.counted.items():
            found[code] += figure == "total" or figure in cell.roles
    assert {code: found[code] for code in PARTIES} == list_all(figure)


@pytest.mark.parametrize("figure", NAMES)
def test_ledger(figure: str) -> None:
    index = get_search_index(MODEL)
    found, left_open = {}, {}
    for code in PARTIES:
        params = {"unit": code, "role": "any" if figure == "total" else figure}
        wanted, _ = parse_filter(params, MODEL)
        ids = filter_measures(MODEL.plan.measures, MODEL.duties, index, wanted)
        settled, still_open = split_found(ids, MODEL.duties, wanted)
        found[code], left_open[code] = len(settled), len(still_open)
    assert found == list_all(figure)
    if figure == "total":
        assert left_open == list_all("relevant")


def test_table_of_all_parties() -> None:
    table = parse_html(write_heat_table(Words(MODEL, ZH)))
    rows = table.xpath("//tbody/tr[td]")
    counted = {
        code: sum("weight-" in row.xpath("td")[column].get("class", "") for row in rows)
        for column, code in enumerate(PARTIES)
    }
    assert (len(rows), counted) == (31, list_all("total"))


@pytest.mark.parametrize("figure", NAMES)
def test_documents(figure: str) -> None:
    rows = list_duty_rows(Words(MODEL, ZH), PARTIES)
    rows = rows[rows["is_counted"]]
    if figure != "total":
        rows = rows[rows["roles"].str.contains(ZH(f"role.{figure}"))]
    assert rows["unit_code"].value_counts().reindex(PARTIES, fill_value=0).to_dict() == list_all(
        figure
    )


def test_csv() -> None:
    text = write_csv(Origin(Words(MODEL, ZH), TODAY), PARTIES).decode("utf-8-sig")
    found = Counter(
        row[ZH("file.head_unit_code")]
        for row in csv.DictReader(io.StringIO(text))
        if row[ZH("file.head_is_counted")] == ZH("file.yes")
    )
    assert {code: found[code] for code in PARTIES} == list_all("total")


def test_slides() -> None:
    found = {code: int(build_slide(Words(MODEL, ZH), code).facts[0].value) for code in PARTIES}
    assert found == list_all("total")


def test_command_line() -> None:
    rows = list_duty_roles(MODEL.duties, MODEL.region.units, TERRITORIAL_KINDS)
    counted = rows[rows["basis"] != "relevant"]
    for role in ROLES:
        of_role = counted.loc[counted["role"] == role, "unit_code"].value_counts()
        assert of_role.reindex(PARTIES, fill_value=0).to_dict() == list_all(role)
