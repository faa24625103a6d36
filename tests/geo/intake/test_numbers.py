"""Numbers as printed, asked where they are out of turn."""

from __future__ import annotations

import pytest

from geo.intake.draft import list_rows
from geo.intake.numbers import plain_number, read_chinese
from tests.geo.intake.boxes import draft_rows, pick

HEADS = ("序号", "任务", "责任单位")


def read_numbers(*numbers, heads=HEADS):
    rows = [(number, f"做{at}。", "水务局") for at, number in enumerate(numbers)]
    return pick(list_rows(draft_rows([heads, *rows])), "measure_id", "questions")


def test_numbers_in_turn_are_not_asked():
    assert read_numbers("1", "2", "3") == [("1", ""), ("2", ""), ("3", "")]


@pytest.mark.parametrize(
    ("numbers", "asked"),
    [
        (("1", "3", "4"), ["", "number", ""]),  # missing
        (("1", "1", "2"), ["", "number", ""]),  # twice
        (("1", "3", "2"), ["", "number", "number"]),  # out of turn
        (("2", "3"), ["number", ""]),  # does not begin at 1
        (("1", "", "2"), ["", "number", "number"]),  # none
        (("1", "二甲", "3"), ["", "number", ""]),  # no number
    ],
)
def test_numbers_out_of_turn_are_asked_and_stay_as_printed(numbers, asked):
    found = read_numbers(*numbers)
    assert [tags for _, tags in found] == asked
    assert [number for number, _ in found] == list(numbers)


def test_numbers_of_measures_below_a_task_may_be_printed():
    found = read_numbers("1.1", "1.2", "2.1", "3")
    assert found == [("1.1", ""), ("1.2", ""), ("2.1", ""), ("3", "")]


def test_without_a_column_of_numbers_rows_are_counted_and_that_is_asked_once():
    rows = [("任务", "责任单位"), ("做一。", "水务局"), ("做二。", "环境局")]
    found = pick(list_rows(draft_rows(rows)), "measure_id", "questions")
    assert found == [("1", "number"), ("2", "")]


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        *((printed, "1") for printed in ("1", "１", "1.", "1、", "（1）", "(1)", "①", "一")),
        *(("9.1", "9.1"), ("（十二）", "12"), ("二十一、", "21"), ("十", "10"), ("甲", "甲")),
    ],
)
def test_a_number_without_what_surrounds_it(printed, plain):
    assert plain_number(printed) == plain


@pytest.mark.parametrize(
    ("text", "number"), [("九十九", 99), ("三十", 30), ("十一", 11), ("百", 0), ("", 0)]
)
def test_chinese_numbers(text, number):
    assert read_chinese(text) == number
