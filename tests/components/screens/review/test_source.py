"""A place of an original in words."""

from __future__ import annotations

import pytest

from components.screens.review.excerpt import Box, Grid, Lines, Spot
from components.screens.review.source import say_place, write_source
from components.texts import Texts
from tests.html_tree import parse_html

T = Texts("zh")


@pytest.mark.parametrize(
    ("spot", "file", "said"),
    [
        (Spot("p3", 5, "主责单位"), "甲.PDF", "第3页，第5行，“主责单位”列"),
        (Spot("2", 5), "甲.docx", "表2，第5行"),
        (Spot("p3", 5), "甲.xlsx", "p3，第5行"),
        (Spot("1"), "甲.docx", "表1"),
        (Spot(""), "甲.docx", ""),
    ],
)
def test_sheet_or_page_row_and_column_are_told_as_far_as_they_are_known(
    spot: Spot, file: str, said: str
) -> None:
    assert say_place(spot, None, file, T) == said


def test_what_was_found_tells_its_own_place() -> None:
    grid = Grid((), (), "2", 7, "协办单位")
    assert say_place(Spot("2", 5), grid, "甲.docx", T) == "表2，第7行，“协办单位”列"
    assert say_place(Spot("1", 4), Lines((), "巡河。", ()), "甲.docx", T) == "第4段"


def test_a_cell_that_runs_on_says_so_and_has_its_width_and_height() -> None:
    on = Box("治水", 2, 3, is_framed=True, goes_on=True)
    page = parse_html(write_source(Grid((), ((on, Box("", 1, 1, is_gap=True)),), "1"), "表1", T))
    cell, gap = page.xpath("//td")
    assert cell.text_content() == f"治水{T('asking.goes_on')}"
    assert [cell.get(name) for name in ("colspan", "rowspan", "class", "aria-current")] == [
        *("2", "3", "source-cell", "true"),
    ]
    assert (gap.get("class"), gap.get("aria-current")) == ("source-gap", None)


def test_what_is_nowhere_in_particular_says_so() -> None:
    page = parse_html(write_source(None, "", T))
    assert page.text_content().strip() == T("asking.nowhere")
