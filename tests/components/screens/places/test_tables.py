"""The tables of the pages of places as values: a cell for each pair, whatever the data say."""

from __future__ import annotations

from dataclasses import replace

from components.screens.compare.places import write_place_comparison
from components.screens.places.matrix import write_place_matrix
from components.screens.places.registers import write_duty_cards, write_register_table
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from tests.html_tree import parse_html
from tests.taken_away import MARKUP, make_hostile

ZH = Texts("zh")


def test_every_measure_has_a_cell_for_every_party(model: Model) -> None:
    rows = parse_html(write_place_matrix(Words(model, ZH))).xpath("//tbody/tr[not(@class)]")
    assert [row.xpath("string(th/b)") for row in rows] == list(model.plan.measures["measure_id"])
    assert {len(row.xpath("td")) for row in rows} == {len(model.codes)}


def test_the_strictest_category_has_a_row_where_the_region_names_one(model: Model) -> None:
    without = replace(model.region.protected, strictest="")
    unsaid = replace(model, region=replace(model.region, protected=without))
    rows = [
        parse_html(write_place_comparison(Words(of, ZH), ("110119", "110109")))
        for of in (model, unsaid)
    ]
    heads = [[head.strip() for head in row.xpath("//tbody//th/text()")] for row in rows]
    assert [head for head in heads[0] if head not in heads[1]] == ["其中国家级自然保护区"]


def test_hostile_names_are_texts_of_the_tables(model: Model) -> None:
    hostile = make_hostile(model)
    measures = hostile.plan.measures.copy()
    measures[["label", "label_en", "text"]] = MARKUP
    hostile = replace(hostile, plan=replace(hostile.plan, measures=measures))
    words = Words(hostile, ZH)
    matrix, registers = write_place_matrix(words), write_register_table(words)
    cards = write_duty_cards(words, "110119")
    shown = parse_html(matrix, registers, cards)
    assert shown.xpath("//img | //script | //*[@onerror]") == []
    assert shown.xpath("//th/text()").count(MARKUP) == 2  # a column, and a row of the registers
    assert shown.xpath("//summary/strong/text()") == [MARKUP] * 3
    assert shown.xpath("//tbody/tr/th[b]/text()") == [f" {MARKUP}"] * len(measures)
