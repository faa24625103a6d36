"""The comparison is set algebra: it must hold for any parties, in any order."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Model
from geo.plan.compare import (
    Cell,
    compare_parties,
    count_overlap,
    list_lead_measures,
    list_own_lead,
    rank_peers,
    select_rows,
)
from geo.plan.duties import COUNTED_BASES, split_open
from geo.plan.plan import ROLES
from tests.real_model import MODEL

DUTIES, MEASURES = MODEL.duties, MODEL.plan.measures
choices = st.lists(st.sampled_from(MODEL.codes), min_size=1, max_size=4, unique=True)


def compare(codes: list[str]) -> list:
    return compare_parties(DUTIES, MEASURES, codes)


@given(choices)
def test_every_duty_of_the_parties_is_a_cell_and_nothing_else(codes: list[str]) -> None:
    cells = {
        (row.measure_id, code, cell.roles, cell.basis)
        for row in compare(codes)
        for code, cell in row.cells.items()
    }
    wanted = {
        (d["measure_id"], d["unit_code"], tuple(r for r in ROLES if d[r]), d["basis"])
        for d in DUTIES.to_dict("records")
        if d["unit_code"] in codes
    }
    assert cells == wanted


@given(choices)
def test_shared_different_only_and_open_make_all_without_overlap(codes: list[str]) -> None:
    rows = compare(codes)
    kinds = ["shared", "different", "open", *(f"only:{code}" for code in codes)]
    found = [row.measure_id for kind in kinds for row in select_rows(rows, kind)]
    assert sorted(found) == sorted(row.measure_id for row in select_rows(rows, "all"))


@given(choices)
def test_counted_rows_of_a_party_are_its_total(codes: list[str]) -> None:
    rows = compare(codes)
    wrong = [
        code
        for code in codes
        if sum(code in row.counted for row in rows) != MODEL.summary.at[code, "total"]
    ]
    assert wrong == []


def test_what_is_open_is_in_no_count_of_miyun_and_yanqing() -> None:
    rows = compare(["110118", "110119"])
    sizes = {k: len(select_rows(rows, k)) for k in ("shared", "different", "open")}
    assert sizes == {"shared": 17, "different": 1, "open": 6}
    (different,) = select_rows(rows, "different")
    (only,) = select_rows(rows, "only:110118")
    assert (different.measure_id, different.differences) == ("10", ("role",))
    assert (only.measure_id, only.cells["110119"].is_open) == ("9.5", True)
    assert select_rows(rows, "only:110119") == []


@given(choices)
def test_a_shared_row_has_one_and_the_same_cell_for_everyone(codes: list[str]) -> None:
    odd = [
        row.measure_id
        for row in select_rows(compare(codes), "shared")
        if set(row.counted) != set(codes)
        or len({(cell.roles, cell.basis) for cell in row.cells.values()}) != 1
    ]
    assert odd == []


@given(choices)
def test_only_x_is_what_the_others_lack(codes: list[str]) -> None:
    rows = compare(codes)
    counted, _ = split_open(DUTIES)
    measures = {c: set(counted.loc[counted["unit_code"] == c, "measure_id"]) for c in codes}
    for code in codes:
        others = set().union(*(measures[other] for other in codes if other != code))
        only = {row.measure_id for row in select_rows(rows, f"only:{code}")}
        assert only == (measures[code] - others if len(codes) > 1 else set())


def test_the_order_of_choice_changes_nothing() -> None:
    def strip(codes: tuple[str, ...]) -> list[tuple[str, frozenset, tuple[str, ...]]]:
        rows = compare(list(codes))
        return [(r.measure_id, frozenset(r.cells.items()), r.differences) for r in rows]

    orders = [strip(codes) for codes in permutations(["110118", "110119", "110109"])]
    assert all(order == orders[0] for order in orders)


def test_differences_are_named() -> None:
    rows = {row.measure_id: row for row in compare(["110118", "110119", "110109", "110117"])}
    assert rows["9.2"].differences == ("absence",)
    assert rows["9.2"].only == "110109"
    assert (rows["9.5"].differences, rows["9.5"].only) == (("absence",), "110118")
    assert rows["3"].kind == "open"
    assert rows["10"].differences == ("absence", "role")
    assert rows["7.1"].differences == ()
    assert rows["10"].cells["110118"] == Cell(("lead", "main"), "named", is_doubtful=True)
    assert rows["2"].cells["110118"] == Cell(("lead", "main"), "mentioned", "生态涵养区")


def test_one_party_twice_counts_once() -> None:
    twice = compare(["110118", "110118"])
    assert [row.differences for row in twice if row.differences] == []


def test_unknown_filter_raises() -> None:
    with pytest.raises(ValueError, match="sideways"):
        select_rows([], "sideways")


@given(st.sampled_from(MODEL.codes), st.sampled_from(MODEL.codes))
def test_overlap_is_symmetric_and_says_nothing_about_nothing(first: str, second: str) -> None:
    overlap = count_overlap(DUTIES, first, second)
    assert overlap == count_overlap(DUTIES, second, first)
    own = DUTIES[DUTIES["basis"].isin(["named", "mentioned"])]
    sizes = [int((own["unit_code"] == code).sum()) for code in (first, second)]
    assert (overlap is None) == (0 in sizes)
    if first == second and overlap is not None:
        assert overlap == (sizes[0], sizes[0])


def test_peers_put_the_unknown_last(model: Model) -> None:
    peers = rank_peers(model.duties, "110118", model.codes)
    values = [overlap for _, overlap in peers]
    known = [value[0] / value[1] for value in values if value is not None]
    assert known == sorted(known, reverse=True)
    assert values[len(known) :] == [None] * (len(values) - len(known))
    assert {code for code, overlap in peers if overlap is None} == {"110101", "110102"}


@given(choices)
def test_common_leads_are_those_of_measures_everyone_has(codes: list[str]) -> None:
    found = list_lead_measures(DUTIES, MODEL.region.units, codes)
    counted = DUTIES[DUTIES["basis"].isin(COUNTED_BASES)]
    sets = [set(counted.loc[counted["unit_code"] == c, "measure_id"]) for c in codes]
    common = set.intersection(*sets)
    kinds = MODEL.region.units.set_index("unit_code")["kind"]
    wanted: dict[str, set[str]] = {}
    for duty in DUTIES[DUTIES["lead"]].to_dict("records"):
        if kinds[duty["unit_code"]] == "department" and duty["measure_id"] in common:
            wanted.setdefault(duty["unit_code"], set()).add(duty["measure_id"])
    assert {code: set(measures) for code, measures in found.items()} == wanted


def test_own_lead_is_the_lead_count(model: Model) -> None:
    wrong = [
        code
        for code in model.codes
        if len(list_own_lead(model.duties, code)) != model.summary.at[code, "lead"]
    ]
    assert wrong == []
