"""Three sides of a cell: merging in any order gives the same, or the same conflicts."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from store.progress.workbook.merge import FILLED_BY, Merged, merge_cells

FIELDS = ("status", "text", FILLED_BY)
CELLS = st.sampled_from(["", "甲", "乙"])
ROWS = st.fixed_dictionaries(dict.fromkeys(FIELDS, CELLS))
PARTS = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, CELLS))
Cells = dict[str, str]


def take(sent: Cells, returned: list[Cells]) -> tuple[Cells, list[int]]:
    """What stands when rows of one line come back one after the other, and which were held."""
    ours, held = dict(sent), []
    for number, theirs in enumerate(returned):
        merged = merge_cells(sent, theirs, ours)
        if merged.conflicts:
            held.append(number)
        else:
            ours = merged.values
    return ours, held


def test_only_what_they_changed_is_taken() -> None:
    sent, ours = {"text": "一", "value": "1"}, {"text": "一", "value": "2"}
    merged = merge_cells(sent, {"text": "二", "value": "1"}, ours)
    assert merged == Merged({"text": "二", "value": "2"}, ())


def test_a_cell_that_both_changed_waits_unless_they_say_the_same() -> None:
    sent, ours = {"text": "一"}, {"text": "二"}
    assert merge_cells(sent, {"text": "三"}, ours) == Merged(ours, ("text",))
    assert merge_cells(sent, {"text": "二"}, ours) == Merged(ours, ())


def test_two_who_filled_in_different_cells_are_both_named() -> None:
    sent = {"text": "", "value": "", FILLED_BY: ""}
    one, other = {"text": "一", FILLED_BY: "乙"}, {"value": "1", FILLED_BY: "甲、 丙"}
    ours = merge_cells(sent, one, sent).values
    both = Merged({"text": "一", "value": "1", FILLED_BY: "丙、乙、甲"}, ())
    assert merge_cells(sent, other, ours) == both


def test_a_cell_that_cannot_be_told_is_as_sent() -> None:
    assert merge_cells({"text": "一"}, {}, {"text": "二"}) == Merged({"text": "二"}, ())


@given(ROWS, ROWS)
def test_what_is_as_sent_changes_nothing(sent: Cells, ours: Cells) -> None:
    assert merge_cells(sent, sent, ours) == Merged(ours, ())


@given(ROWS, PARTS, ROWS)
def test_the_same_row_twice_changes_nothing(sent: Cells, theirs: Cells, ours: Cells) -> None:
    once = merge_cells(sent, theirs, ours)
    again = merge_cells(sent, theirs, once.values)
    assert (again.values, again.conflicts) == (once.values, once.conflicts)


@given(ROWS, PARTS, PARTS)
def test_two_rows_conflict_in_the_same_cells_whichever_comes_first(
    sent: Cells, one: Cells, other: Cells
) -> None:
    after_one = merge_cells(sent, one, sent).values
    after_other = merge_cells(sent, other, sent).values
    second = merge_cells(sent, other, after_one)
    first = merge_cells(sent, one, after_other)
    assert {*first.conflicts} == {*second.conflicts}
    if not first.conflicts:
        assert first.values == second.values


@given(ROWS, st.lists(PARTS, max_size=4))
def test_any_order_gives_the_same_state_or_conflicts_in_all(
    sent: Cells, returned: list[Cells]
) -> None:
    outcomes = [take(sent, [*order]) for order in permutations(returned)]
    are_held = {bool(held) for _, held in outcomes}
    assert len(are_held) == 1
    if are_held == {False}:
        assert [ours for ours, _ in outcomes] == [outcomes[0][0]] * len(outcomes)
