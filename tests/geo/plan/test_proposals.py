"""Proposals are one-to-one, the most alike in sum, whichever edition comes first."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.plan.editions import Edition, Links, find_kind, link_editions, list_unlinked
from geo.plan.proposals import assign, measure_likeness, propose_links
from tests.geo.editions import linked_editions
from tests.geo.next_edition import make_editions
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
def test_every_measure_that_can_have_a_partner_has_one(
    drawn: tuple[Edition, Edition, Links],
) -> None:
    before, after, links = drawn
    proposals = propose_links(links, before, after)
    old, new = list_unlinked(links, before, after)
    used = [one for proposal in proposals for one in proposal.before]
    used_now = [one for proposal in proposals for one in proposal.after]
    assert (len(used), len(used_now)) == (len({*used}), len({*used_now}))
    assert ({*used} - {*old}, {*used_now} - {*new}) == (set(), set())
    assert {len(old) - len(used), len(new) - len(used_now)} & {0}
    kinds = {find_kind(proposal.before, proposal.after) for proposal in proposals}
    assert kinds <= {"same", "split", "merged"}
    shown = [proposal.likeness for proposal in proposals]
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


def test_splits_and_mergers_are_proposed_and_mirrored() -> None:
    before, after = make_editions()
    for first, second, side in ((before, after, 0), (after, before, 1)):
        proposals = propose_links(link_editions(first, second), first, second)
        several = {
            (one.before, one.after)[side]: (one.before, one.after)[1 - side]
            for one in proposals
            if find_kind(one.before, one.after) != "same"
        }
        assert several == {("15.2",): ("15.2", "15.3"), ("5.1", "5.2"): ("5",)}


def test_a_measure_that_could_be_in_two_is_where_more_of_it_is_found() -> None:
    old = {"1": "修复岸线五十公里，清理库区垃圾，监测水质。", "2": "建立协作机制。"}
    new = {"1": "修复岸线五十公里，清理库区垃圾；建立协作机制。", "2": "监测水质。"}
    tables = [
        pd.DataFrame({"measure_id": texts.keys(), "text": texts.values()})
        .assign(task="同一", chapter="同一", lead="", main="", support="")
        .reset_index(drop=True)
        for texts in (old, new)
    ]
    before, after = (Edition("x", table, pd.DataFrame()) for table in tables)
    (found,) = propose_links(Links(), before, after)
    assert (found.before, found.after) == (("1", "2"), ("1",))
