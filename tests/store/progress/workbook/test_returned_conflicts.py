"""Cells that both sides changed: shown, chosen, and then settled."""

from __future__ import annotations

import pytest

from store.database import read
from store.progress.periods import Period
from store.progress.reports import Said
from store.progress.workbook.merge import OURS, THEIRS
from store.progress.workbook.returned import list_returned
from tests.store.office import Office
from tests.store.progress.month import open_month, tell
from tests.store.progress.workbook.book import (
    HEAD,
    Desk,
    fill_in,
    find_line,
    find_said,
    give_back,
    send,
)


def make_conflict(period: Period) -> bytes:
    tell(period, find_line(period, "1"), Said("under_way", "一"))
    sent = send(period)
    tell(period, find_line(period, "1"), Said("under_way", "我们的"), base_rev=1)
    return Desk(sent).fill("1", text="他们的", value="7").save()


def test_a_cell_that_both_changed_is_shown_side_by_side_and_its_row_waits(office: Office) -> None:
    period = open_month()
    outcome = give_back(period, make_conflict(period))
    (conflict,) = outcome.conflicts
    assert (conflict.field, conflict.sent, conflict.theirs, conflict.ours) == (
        "text",
        "一",
        "他们的",
        "我们的",
    )
    assert (outcome.kind, outcome.revisions, conflict.row) == ("merged_with_errors", (), HEAD + 1)
    assert find_said(period, "1") == Said("under_way", "我们的")


@pytest.mark.parametrize(("side", "text"), [(THEIRS, "他们的"), (OURS, "我们的")])
def test_a_person_chooses_a_side_and_the_rest_of_the_row_is_taken(
    office: Office, side: str, text: str
) -> None:
    period = open_month()
    data = make_conflict(period)
    (conflict,) = give_back(period, data).conflicts
    outcome = give_back(period, data, choices={conflict.name: side})
    assert (outcome.conflicts, find_said(period, "1")) == ((), Said("under_way", text, "7"))


def list_outcomes(period: Period) -> list[str]:
    with read() as connection:
        assert connection
        return [one.outcome for one in list_returned(connection, period)]


def test_what_is_kept_is_chosen_and_the_file_is_done_with(office: Office) -> None:
    period = open_month()
    line = find_line(period, "1")
    tell(period, line, Said("under_way", "我们的"))
    data = fill_in(period, lambda desk: desk.fill("1", text="他们的"))
    tell(period, line, Said("under_way", "我们又说"), base_rev=1)
    for _ in range(2):
        (conflict,) = give_back(period, data).conflicts
    assert list_outcomes(period) == ["merged_with_errors"]
    settled = give_back(period, data, choices={conflict.name: OURS})
    assert (settled.kind, settled.is_same_file, settled.settled) == ("merged", False, (conflict,))
    assert Desk(settled.answer).cell("1", "result").value == (
        "“进展情况”另有改动，收集单位已定，以现有“我们又说”为准"
    )
    assert list_outcomes(period) == ["merged_with_errors", "merged"]
    tell(period, line, Said("under_way", "更新的"), base_rev=2)
    again = give_back(period, data, "另一个名字.xlsx")
    assert (again.kind, again.is_same_file, again.conflicts) == ("merged", True, ())
    assert (len(list_outcomes(period)), find_said(period, "1")) == (2, Said("under_way", "更新的"))


def test_two_people_at_different_cells_of_a_line_are_no_conflict(office: Office) -> None:
    period = open_month()
    sent = send(period)
    one = Desk(sent).fill("1", status="在办", text="一", filled_by="李四").save()
    other = Desk(sent).fill("1", status="在办", value="2", filled_by="张三").save()
    assert [give_back(period, data).kind for data in (one, other)] == ["merged", "merged"]
    assert find_said(period, "1") == Said("under_way", "一", "2", filled_by="张三、李四")


def test_of_a_row_that_was_not_chosen_no_name_is_taken(office: Office) -> None:
    period = open_month()
    sent = send(period)
    one = Desk(sent).fill("1", status="在办", text="一", filled_by="李四").save()
    other = Desk(sent).fill("1", status="在办", text="二", filled_by="张三").save()
    give_back(period, one)
    (conflict,) = give_back(period, other).conflicts
    choices = {conflict.name: OURS}
    assert give_back(period, other, choices=choices).settled == (conflict,)
    assert find_said(period, "1") == Said("under_way", "一", filled_by="李四")


def test_a_conflict_that_is_gone_by_itself_is_none_on_the_board(office: Office) -> None:
    period = open_month()
    data = make_conflict(period)
    give_back(period, data)
    tell(period, find_line(period, "1"), Said("under_way", "他们的", "7"), base_rev=2)
    assert [give_back(period, data).kind for _ in range(2)] == ["merged"] * 2
    assert list_outcomes(period) == ["merged_with_errors", "merged"]


def test_a_choice_upon_what_has_changed_since_decides_nothing(office: Office) -> None:
    period = open_month()
    data = make_conflict(period)
    (conflict,) = give_back(period, data).conflicts
    tell(period, find_line(period, "1"), Said("under_way", "更新的"), base_rev=2)
    outcome = give_back(period, data, choices={conflict.name: THEIRS})
    assert [one.ours for one in outcome.conflicts] == ["更新的"]
