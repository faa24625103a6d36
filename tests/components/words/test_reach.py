"""Whom a measure reaches, in words."""

from __future__ import annotations

import pytest

from components.texts import Texts
from components.words.reach import (
    list_reached,
    write_joint_reach,
    write_reach,
    write_short_reach,
)
from components.words.words import Words
from geo.model import Model

ZH, EN = Texts("zh"), Texts("en")


def test_who_is_written_and_who_is_not(model: Model) -> None:
    assert write_reach(Words(model, ZH), "9.1") == (
        "写到9个区：丰台、门头沟、房山、顺义、昌平、平谷、怀柔、密云、延庆；"
        "没有写到7个区和经开区：东城、西城、朝阳、海淀、石景山、通州、大兴。"
    )


def test_what_is_open_is_neither(model: Model) -> None:
    said = write_reach(Words(model, EN), "9.5")
    assert said.startswith("It reaches 1 of the districts: Miyun; left open")
    assert "for 15 of the districts: " in said


@pytest.mark.parametrize(
    ("measure_id", "said"), [("4", "没有写到任何区。"), ("9.6", "写到16个区和经开区。")]
)
def test_all_and_nobody_need_no_names(model: Model, measure_id: str, said: str) -> None:
    assert write_reach(Words(model, ZH), measure_id) == said


@pytest.mark.parametrize(
    ("measure_id", "said"),
    [
        ("4", "没有写到任何区。"),
        ("9.6", "写到16个区和经开区。"),
        ("1", "写到16个区。"),
        ("9.5", "写到1个区：密云；只写“相关区”、待明确的有15个区。"),
        ("9.4", "只写“相关区”、待明确的有16个区。"),
    ],
)
def test_in_short_only_who_is_reached_is_named(model: Model, measure_id: str, said: str) -> None:
    assert write_short_reach(Words(model, ZH), measure_id) == said


def test_parties_are_told_by_role_and_basis(model: Model) -> None:
    words = Words(model, ZH)
    assert list_reached(words, "10") == [
        ("牵头·主责†（单位栏写明）", "门头沟、密云"),
        ("协办†（单位栏写明）", "怀柔、延庆"),
    ]
    assert list_reached(words, "4") == []


def test_measures_taken_together_name_each_district_once(model: Model) -> None:
    words = Words(model, Texts("zh"))
    said = write_joint_reach(words, ["9.2", "12.1", "12.2"])
    assert said == "写到3个区：门头沟、房山、通州。"
    assert write_joint_reach(words, ["6.1"]) == "没有写到任何区。"
    assert write_joint_reach(words, ["9.3", "3", "8"]) == (
        "写到16个区和经开区；2条只写“相关区”，待明确。"
    )
