"""The comparison as a document: every measure stands in one block, with its parts in words."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from components.screens.compare.answer import MAX_TOLD, write_answer
from components.texts import Texts
from components.theme import SEQUENTIAL
from components.words.comparison import build_comparison
from components.words.units import name_party
from components.words.words import Words
from geo.plan.compare import list_lead_measures
from tests.html_tree import parse_html
from tests.real_model import MODEL
from tests.small_maps import count_fills, list_fills

WORDS = Words(MODEL, Texts("zh"))
PAIR = ("110118", "110119")


def read(codes: tuple[str, ...], show: str = "all") -> Any:
    return parse_html(write_answer(WORDS, codes, show))


@pytest.mark.parametrize("codes", [*combinations(MODEL.codes[-5:], 2), tuple(MODEL.codes[:7])])
def test_every_measure_stands_once_in_the_block_of_its_kind(codes: tuple[str, ...]) -> None:
    shown, comparison = read(codes), build_comparison(MODEL, codes)
    blocks = {
        "//tr[@data-measure]": comparison.unlike,
        "//details[contains(@class, 'alike')]//li": [
            row for row in comparison.settled if row.kind == "shared"
        ],
        "//details[contains(@class, 'compare-block open')]//li": comparison.still_open,
    }
    for path, rows in blocks.items():
        assert shown.xpath(f"{path}/@data-measure") == [row.measure_id for row in rows]
        assert shown.xpath(f"{path}/@data-kind") == [row.kind for row in rows]
    assert len(shown.xpath("//@data-measure")) == len(comparison.rows)
    heads = [
        th.text_content().strip()
        for th in shown.xpath("//table[starts-with(@class, 'matrix')]/thead//th")
    ]
    assert heads[2:-1] == [name_party(WORDS, code) for code in codes]


def test_heads_say_what_the_panel_says() -> None:
    totals = read(PAIR).xpath("//tr[@class='heads']//b/text()")
    assert totals == [str(n) for n in MODEL.summary.loc[list(PAIR), "total"]]
    counts = read(PAIR).xpath("//tr[@class='heads']/td[2]//li/text()")
    assert counts == ["主责 15", "牵头 7", "协办 4", "待明确 6"]


def test_few_differences_are_told_in_the_plans_words_and_many_are_folded() -> None:
    few, many = read(PAIR), read(("110118", "bda"))
    assert (
        len(few.xpath("//tr[@data-measure]")) <= MAX_TOLD < len(many.xpath("//tr[@data-measure]"))
    )
    wording = MODEL.plan.measures.set_index("measure_id").at["9.5", "text"]
    assert few.xpath("string(//tr[@data-measure='9.5']/th/p)") == wording
    assert many.xpath("//tr[@data-measure]/th/p") == []
    assert many.xpath("string(//tr[@data-measure='9.5']/th/details/p)") == wording


@pytest.mark.parametrize(("show", "opened"), [("shared", "alike"), ("open", "open")])
def test_a_link_opens_a_block(show: str, opened: str) -> None:
    found = read(PAIR, show).xpath("//details[@open]/@class")
    assert [css.split()[-1] for css in found] == [opened]
    assert read(PAIR, "only:110118").xpath("//details[@open]") == []


def test_departments_in_common_link_to_every_measure_counted() -> None:
    """Question 4: which lead departments two districts share."""
    codes = ("110116", "110118")
    leads = list_lead_measures(MODEL.duties, MODEL.region.units, codes)
    lines = read(codes).xpath("//ul[@class='common-leads']/li")
    assert len(lines) == len(leads) == 6
    for line, measures in zip(lines, leads.values(), strict=True):
        assert line.xpath(".//a/@data-to-measure") == measures
        assert f"{len(measures)}条措施" in line.text_content()


def test_without_a_difference_that_is_said() -> None:
    same = [c for c in combinations(MODEL.codes, 2) if not build_comparison(MODEL, c).unlike]
    assert same
    assert "没有不同的措施" in read(same[0]).text_content()


def test_heads_show_where_every_party_lies_in_the_shape_of_the_link() -> None:
    codes = (PAIR[0], "bda")
    for shape, filled in (("map", [1, 0]), ("tiles", [1, 1])):
        shown = parse_html(write_answer(WORDS, codes, "all", shape))
        sources = shown.xpath("//tr[@class='heads']//img/@src")
        found = [count_fills(list_fills(source), SEQUENTIAL[5]) for source in sources]
        assert found == filled
