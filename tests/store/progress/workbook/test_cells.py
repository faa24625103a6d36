"""What a cell says, however it was written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.progress.periods import Period
from store.progress.reports import STATUSES
from store.progress.workbook.cells import (
    ROOM,
    Mark,
    read_cell,
    read_day,
    read_mark,
    read_number_of_day,
    read_status,
    tidy,
)
from store.progress.workbook.words import say

MARCH = Period(
    *(1, "tiny-plan", "2026-03", "e"),
    *(date(2026, 3, 1), date(2026, 3, 25), date(2026, 3, 31)),
    *("12-31", "甲", "2026-03-01T00:00:00Z"),
)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-30", "2026.11.30", "2026/11/30", "2026年11月30日", "2026年11月30", "20261130"),
        *(
            "２０２６．１１．３０",
            " 2026 年 11 月 30 日 ",
            "11月30日前",
            "11月底前",
            "2026年11月底",
        ),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text, MARCH) == "2026-11-30"


@pytest.mark.parametrize("text", ["2026.2.30", "2月底前", "下个月", "2026.11", "持续推进", ""])
def test_what_is_no_day_or_before_the_period_stays_what_it_says(text: str) -> None:
    assert read_day(text, MARCH) == text


def test_the_offices_own_year_end_is_meant() -> None:
    assert read_day("年底前", MARCH) == "2026-12-31"


def test_a_number_of_a_day_is_a_day_and_any_other_is_not() -> None:
    assert read_number_of_day(46356) == "2026-11-30"
    assert (read_number_of_day(20261130), read_number_of_day(12.5)) == ("20261130", "12.5")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_read_by_its_word_in_either_language(lang: str, status: str) -> None:
    word = say(lang, f"status.{status}")
    assert read_status(f" {word.upper()}\u3000") == read_status(status) == status


def test_what_is_no_status_stays_what_it_says() -> None:
    assert read_status("差不多了") == "差不多了"


def test_full_width_letters_of_a_mark_and_a_value_are_read_and_a_text_keeps_its_own() -> None:
    mark = Mark("2026-03", "0123456789", 12)
    wide = "２０２６－０３．０１２３４５６７８９．１２"
    assert read_mark(mark.write()) == read_mark(f" {wide} ") == mark
    assert read_cell("value", "１２．５％", MARCH) == "12.5%"
    assert read_cell("text", "完成１２公里，", MARCH) == "完成１２公里，"


@pytest.mark.parametrize("text", ["", "1", "2026-03.0123.1", "2026-03.0123456789", "x" * 40])
def test_what_is_no_mark_is_none(text: str) -> None:
    assert read_mark(text) is None


def test_what_a_spreadsheet_does_to_a_text_is_no_change() -> None:
    assert tidy("一\u200b_x000D_\r\n二 \v三\x07\n") == "一\n二\n三"
    assert len(tidy("长" * 40_000)) == ROOM


@given(st.text())
def test_a_tidy_text_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
