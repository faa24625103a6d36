"""What changed for a unit: every kind of change, sums that hold, and the mirror image."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given

from geo.plan.changes import (
    CHANGES,
    COLUMNS,
    SUMMARY,
    Group,
    list_changes,
    list_groups,
    summarise_changes,
)
from geo.plan.duties import OPEN_BASIS, build_duties
from geo.plan.editions import MIRRORED, Edition, Links, link_editions, list_unlinked
from geo.plan.proposals import propose_links
from tests.geo.editions import linked_editions
from tests.geo.next_edition import DECIDED, MIYUN, OF_MIYUN, make_editions
from tests.geo.plans import UNITS
from tests.real_model import MODEL

BEFORE, AFTER = make_editions()
LINKS = link_editions(BEFORE, AFTER, DECIDED)
ALL_UNITS = MODEL.region.units["unit_code"].tolist()


@pytest.fixture(scope="module")
def changes() -> pd.DataFrame:
    return list_changes(BEFORE, AFTER, LINKS, ALL_UNITS)


def list_rows(changes: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(changes.itertuples(index=False, name=None))


def test_every_group_of_a_district_is_told_rightly(changes: pd.DataFrame) -> None:
    of_miyun = changes[changes["unit_code"] == MIYUN].drop(columns="unit_code")
    is_wording = of_miyun["kind"] == "wording"
    assert list_rows(of_miyun[~is_wording]) == OF_MIYUN
    wordings = of_miyun[is_wording].set_index("measure_to")
    assert wordings.index.tolist() == ["9.3", "10", "11.1"]
    old, new = (e.measures.set_index("measure_id")["text"] for e in (BEFORE, AFTER))
    assert wordings["before"].tolist() == old[["9.3", "10", "11.1"]].tolist()
    assert wordings["after"].tolist() == new[["9.3", "10", "11.1"]].tolist()


def test_rows_stand_by_unit_in_the_order_asked_for(changes: pd.DataFrame) -> None:
    units = changes["unit_code"].drop_duplicates().tolist()
    assert units == [code for code in ALL_UNITS if code in units]
    backward = list_changes(BEFORE, AFTER, LINKS, ALL_UNITS[::-1])
    assert backward["unit_code"].drop_duplicates().tolist() == units[::-1]


def test_a_district_is_summed_up_in_one_sentence(changes: pd.DataFrame) -> None:
    is_open = changes["is_open"]
    found = [
        summarise_changes(part, ALL_UNITS).loc[MIYUN]
        for part in (changes[~is_open], changes[is_open])
    ]
    assert [list(counts) for counts in found] == [[2, 2, 2, 2, 2, 2, 10], [1, 1, 0, 1, 0, 0, 2]]
    assert [list(counts.index) for counts in found] == [list(SUMMARY)] * 2
    whole = summarise_changes(changes, ALL_UNITS)
    assert summarise_changes(changes.iloc[::-1], ALL_UNITS).equals(whole)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("finance", [("role", "14.3", "14.3", "lead+main", "lead")]),
        ("agri", [("gone", "5.1;5.2", "5", "lead+main:named", "")]),
    ],
)
def test_a_department_is_told_in_the_same_way(
    changes: pd.DataFrame, code: str, expected: list[tuple[str, ...]]
) -> None:
    changed = changes[(changes["unit_code"] == code) & (changes["kind"] != "same")]
    assert list_rows(changed[[*COLUMNS[1:]]]) == expected


def test_what_nobody_linked_is_in_no_change() -> None:
    by_text = link_editions(BEFORE, AFTER)
    old, new = list_unlinked(by_text, BEFORE, AFTER)
    assert old == ["5.1", "5.2", "9.1", "9.3", "10", "11.1", "13.1", "15.2"]
    assert new == ["5", "9.1", "9.3", "10", "11.1", "15.2", "15.3", "16", "17"]
    changes = list_changes(BEFORE, AFTER, by_text, [MIYUN])
    assert set(changes["measure_from"]) & {*old} == set()
    assert set(changes["measure_to"]) & {*new} == set()


def test_what_was_edited_split_or_merged_is_proposed() -> None:
    proposals = propose_links(link_editions(BEFORE, AFTER), BEFORE, AFTER)
    found = {proposal.before: proposal.after for proposal in proposals}
    edited = {link.before: link.after for link in DECIDED if link.before and link.after}
    assert {one: found[one] for one in edited} == edited


def test_an_edition_compared_with_itself_has_no_change() -> None:
    links = link_editions(BEFORE, BEFORE)
    changes = list_changes(BEFORE, BEFORE, links, ALL_UNITS)
    assert (len(changes), set(changes["kind"])) == (len(BEFORE.duties), {"same"})


def test_who_has_one_half_of_a_split_row_has_less_wording_and_nothing_gone() -> None:
    measures = AFTER.measures.copy()
    measures.loc[measures["measure_id"] == "15.3", ["lead", "main"]] = "门头沟区政府"
    after = Edition("after", measures, build_duties(measures, MODEL.region.unit_names))
    changes = list_changes(BEFORE, after, LINKS, [MIYUN])
    changes = changes[changes["measure_from"] == "15.2"]
    assert changes["kind"].tolist() == ["wording"]
    before, now = changes["before"].item(), changes["after"].item()
    assert (before.startswith(now), before != now) == (True, True)


def count_groups(edition: Edition, side: str, links: Links, code: str) -> int:
    """Groups that list the unit, by a plain loop."""
    mine = set(edition.duties.loc[edition.duties["unit_code"] == code, "measure_id"])
    return len([link for link in links.all if mine & {*getattr(link, side)}])


@given(linked_editions())
def test_before_and_new_without_gone_is_after(drawn: tuple[Edition, Edition, Links]) -> None:
    before, after, links = drawn
    counts = summarise_changes(list_changes(before, after, links, UNITS), UNITS)
    had = pd.Series({code: count_groups(before, "before", links, code) for code in UNITS})
    has = pd.Series({code: count_groups(after, "after", links, code) for code in UNITS})
    assert (had + counts["new"] - counts["gone"]).to_dict() == has.to_dict()
    assert counts.drop(columns="new").sum(axis=1).to_dict() == had.to_dict()
    assert counts.drop(columns="gone").sum(axis=1).to_dict() == has.to_dict()


@given(linked_editions())
def test_the_sums_hold_for_what_counts_and_for_what_is_open_alone(
    drawn: tuple[Edition, Edition, Links],
) -> None:
    before, after, links = drawn
    changes = list_changes(before, after, links, UNITS)
    keys = ["unit_code", "measure_from", "measure_to"]
    groups = changes.drop_duplicates(keys)
    assert len(groups) == len(changes.drop_duplicates([*keys, "is_open"]))
    parts = [summarise_changes(changes[changes["is_open"] == one], UNITS) for one in (True, False)]
    assert (parts[0] + parts[1]).equals(summarise_changes(changes, UNITS))


@given(linked_editions())
def test_the_direction_reversed_is_the_mirror_image(drawn: tuple[Edition, Edition, Links]) -> None:
    before, after, links = drawn
    forward = list_rows(list_changes(before, after, links, UNITS))
    backward = list_rows(list_changes(after, before, links.reverse(), UNITS))
    mirrored = [
        (unit, MIRRORED.get(kind, kind), now_in, was_in, now, was, is_open)
        for unit, kind, was_in, now_in, was, now, is_open in forward
    ]
    assert sorted(mirrored) == sorted(backward)


@given(linked_editions())
def test_same_stands_alone_and_an_open_duty_that_is_named_is_not_new(
    drawn: tuple[Edition, Edition, Links],
) -> None:
    before, after, links = drawn
    changes = list_changes(before, after, links, UNITS)
    keys = ["unit_code", "measure_from", "measure_to"]
    assert changes.duplicated([*keys, "kind"]).sum() == 0
    assert (set(changes["kind"]) <= {*CHANGES}, [*changes.columns]) == (True, [*COLUMNS, "is_open"])
    alone = changes[changes["kind"].isin(["same", "new", "gone"])]
    assert changes.merge(alone[keys], on=keys).shape[0] == len(alone)
    named = changes[(changes["kind"] == "basis") & (changes["before"] == OPEN_BASIS)]
    assert changes.merge(named[keys], on=keys)["kind"].isin(["new", "gone"]).sum() == 0


def test_a_group_is_counted_as_the_first_change_it_has(changes: pd.DataFrame) -> None:
    of_miyun = changes[changes["unit_code"] == MIYUN]
    groups = list_groups(of_miyun)
    assert Group(("15.2",), ("15.2", "15.3"), ("basis",), False) in groups
    assert Group((), ("17",), ("new",), True) in groups
    (station,) = [group for group in groups if group.after == ("10",)]
    assert (station.kinds, station.counted_as) == (("role", "wording"), "role")
    (mines,) = [group for group in groups if group.after == ("9.1",)]
    assert (mines.kinds, mines.counted_as) == (("figure",), "deadline_or_figure")
    counts = summarise_changes(of_miyun, [MIYUN]).loc[MIYUN]
    counted = [group.counted_as for group in groups]
    assert {kind: counted.count(kind) for kind in SUMMARY} == counts.to_dict()
