"""Whom a measure reaches: nobody is told twice, nobody is forgotten."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Model
from geo.plan.duties import BASES, build_duties
from geo.plan.reach import (
    Share,
    find_fullest_group,
    group_measures,
    list_greater_shares,
    split_reach,
)
from tests.geo.plans import DISTRICTS, UNIT_NAMES, plans

PARTIES = ["a", "b", "c", "d", "e"]


@given(st.dictionaries(st.sampled_from(PARTIES), st.sampled_from(BASES)), st.permutations(PARTIES))
def test_every_party_is_told_once_in_the_order_asked_for(
    bases: dict[str, str], codes: list[str]
) -> None:
    duties = pd.DataFrame(
        [(code, measure, basis) for code, basis in bases.items() for measure in ("1", "2")],
        columns=["unit_code", "measure_id", "basis"],
    )
    reach = split_reach(duties, "1", codes)
    told = [reach.held, reach.still_open, reach.unreached]
    assert sorted(code for part in told for code in part) == PARTIES
    assert all(part == [code for code in codes if code in part] for part in told)
    assert {code for code in codes if bases.get(code) == "relevant"} == set(reach.still_open)
    assert set(codes) - set(bases) == set(reach.unreached)


@pytest.mark.parametrize(
    ("measure_id", "counts"), [("9.1", (9, 0, 8)), ("2", (7, 9, 1)), ("4", (0, 0, 17))]
)
def test_reach_of_the_plan(model: Model, measure_id: str, counts: tuple[int, ...]) -> None:
    reach = split_reach(model.duties, measure_id, model.codes)
    assert (len(reach.held), len(reach.still_open), len(reach.unreached)) == counts


def test_the_measures_side_counts_what_the_parties_side_counts(model: Model) -> None:
    reaches = [split_reach(model.duties, m, model.codes) for m in model.plan.measures["measure_id"]]
    for code in model.codes:
        counts = model.summary.loc[code]
        assert sum(code in reach.held for reach in reaches) == counts["total"]
        assert sum(code in reach.still_open for reach in reaches) == counts["relevant"]


@given(measures=plans())
def test_every_measure_is_in_one_group_by_whom_it_is_written_to(measures: pd.DataFrame) -> None:
    duties = build_duties(measures, UNIT_NAMES)
    codes = [*DISTRICTS, "zone"]
    groups = group_measures(duties, measures, codes, DISTRICTS)
    assert sorted(m for group in groups.values() for m in group) == sorted(measures["measure_id"])
    for name, group in groups.items():
        for measure_id in group:
            bases = duties[duties["measure_id"] == measure_id].set_index("unit_code")["basis"]
            found = {code: bases[code] for code in codes if code in bases.index}
            held = {code for code, basis in found.items() if basis != "relevant"}
            assert (name == "every") == ({*DISTRICTS} <= held)
            assert (name in ("every", "some")) == bool(held)
            assert (name == "unreached") == (not found)


@pytest.mark.parametrize(
    ("counts", "fullest"),
    [
        ({"a": 3, "b": 1, "c": 1, "d": 2}, "first"),
        ({"a": 1, "b": 1, "c": 1, "d": 2}, "second"),
        ({"a": 1, "b": 1, "c": 1, "d": 1}, None),
    ],
)
def test_the_fullest_group_has_the_most_on_average(
    counts: dict[str, int], fullest: str | None
) -> None:
    assert find_fullest_group(counts, {"first": ["a"], "second": ["b", "c", "d"]}) == fullest
    assert find_fullest_group(counts, {}) is None


def test_a_greater_share_is_of_most_of_those_inside() -> None:
    held = {"1": "ab", "2": "abcd", "3": "a", "4": "cd", "5": "abc", "6": ""}
    duties = pd.DataFrame(
        [(code, measure, "named") for measure, codes in held.items() for code in codes],
        columns=["unit_code", "measure_id", "basis"],
    )
    shares = list_greater_shares(duties, list(held), ["a", "b"], ["c", "d"])
    assert shares == {"1": Share(2, 0), "5": Share(2, 1)}
