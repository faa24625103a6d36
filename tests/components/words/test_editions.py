"""Which plans are editions of one another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.words.editions import find_earlier, find_last, is_edition
from geo.model import Model
from tests.real_model import MODEL


def make(**meta: str) -> Model:
    return replace(MODEL, plan=replace(MODEL.plan, meta={**MODEL.plan.meta, **meta}))


@pytest.mark.parametrize(
    ("meta", "is_same"),
    [
        ({"title": "别的计划", "year": "2026"}, True),
        ({"series": "", "title": "生态保护2026年行动计划"}, True),
        ({"series": "other", "title": "别的计划"}, False),
        ({"series": "", "title": "别的计划"}, False),
        ({"region": "elsewhere"}, False),
    ],
)
def test_editions_have_one_region_and_one_series_or_title(
    meta: dict[str, str], is_same: bool
) -> None:
    assert is_edition(MODEL, make(**meta)) == is_same


def test_the_edition_before_is_the_last_of_an_earlier_year() -> None:
    plans = [make(year="2023"), make(year="2024"), MODEL, make(year="2026")]
    assert find_earlier(MODEL, plans) is plans[1]
    assert find_last(MODEL, plans) is plans[3]
    assert find_earlier(plans[0], plans) is None
    assert find_last(MODEL, []) is None
