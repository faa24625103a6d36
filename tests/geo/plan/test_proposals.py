"""Proposals are one-to-one, the most alike in sum, whichever edition comes first."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.plan.editions import Edition, Links, list_unlinked
from geo.plan.proposals import assign, measure_likeness, propose_links
from tests.geo.editions import linked_editions
from tests.real_model import MODEL

values = st.tuples(st.integers(0, 5), st.integers(0, 5)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(0, 9).map(float))
)


def find_greatest_sum(table: np.ndarray) -> float:
    """By trying everything."""
    short = table if table.shape[0] <= table.shape[1] else table.T
    rows = range(short.shape[0])
    ways = permutations(range(short.shape[1]), len(rows))
    return max(sum(short[row, way[row]] for row in rows) for way in ways)


@given(values)
def test_pairs_have_the_greatest_sum(table: np.ndarray) -> None:
    pairs = assign(table)
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    assert len(pairs) == len(rows) == len(columns) == min(table.shape)
    assert sum(table[pair] for pair in pairs) == find_greatest_sum(table)


@given(linked_editions())
def test_every_measure_that_can_have_a_pair_has_one(drawn: tuple[Edition, Edition, Links]) -> None:
    before, after, links = drawn
    pairs = propose_links(links, before, after)
    old, new = list_unlinked(links, before, after)
    used, used_now = {pair.before for pair in pairs}, {pair.after for pair in pairs}
    assert len(pairs) == len(used) == len(used_now) == min(len(old), len(new))
    assert (used - {*old}, used_now - {*new}) == (set(), set())
    shown = [pair.likeness for pair in pairs]
    assert shown == sorted(shown, reverse=True)
    assert [value for value in shown if not 0 <= value <= 1] == []


@given(linked_editions())
def test_likeness_is_the_same_in_either_direction(drawn: tuple[Edition, Edition, Links]) -> None:
    before, after = (edition.measures for edition in drawn[:2])
    assert np.allclose(measure_likeness(before, after), measure_likeness(after, before).T)


def test_a_plan_is_most_like_itself() -> None:
    edition = Edition("plan", MODEL.plan.measures, MODEL.duties)
    pairs = propose_links(Links(), edition, edition)
    assert {(pair.before == pair.after, pair.likeness) for pair in pairs} == {(True, 1.0)}
