"""Answers hold where the cell stands unchanged; what was asked of another state is refused."""

from __future__ import annotations

import threading

import pytest

from geo.packages.problems import DataError
from store import publishing
from store.database import read
from store.decisions import list_decisions
from store.publishing import Given
from tests.store.office import PLAN, Office, lay_out

ROWS = [
    ["1", "目标", "改善环境。", "年底前", "环境局", "", "水务局"],
    ["2", "机制", "建立机制。", "年底前", "环境局", "丁局", ""],
    ["3", "监测", "监测水质。", "年底前", "环境局", "丁局", "水务局"],
]
BLANK = ("1/主责单位", "blank")


@pytest.fixture
def desk(office: Office) -> Office:
    office.import_rows(lay_out(*ROWS))
    return office


def test_every_question_is_open_and_a_name_is_asked_once(desk: Office) -> None:
    assert desk.list_open() == [
        ("plan", "fact:title"),
        BLANK,
        ("2/协办单位", "blank"),
        ("names/丁局", "unknown:丁局"),
    ]


def test_an_answer_closes_its_question_alone(desk: Office) -> None:
    before = desk.list_open()
    assert desk.answer(*BLANK, "first") == 1
    assert desk.list_open() == [one for one in before if one != BLANK]


def test_the_same_answer_again_adds_nothing(desk: Office) -> None:
    assert [desk.answer(*BLANK, "first"), desk.answer(*BLANK, "first")] == [1, 0]


def test_an_answer_on_an_outdated_state_is_refused_with_the_newer_one(desk: Office) -> None:
    desk.answer(*BLANK, "first", who="甲")
    with pytest.raises(DataError) as error:
        desk.answer(*BLANK, "set:环境局", who="乙")
    (problem,) = error.value.problems
    assert (problem.rule, problem.details["answer"], problem.details["who"]) == (
        *("outdated", "first"),
        "甲",
    )
    assert desk.answer(*BLANK, "set:环境局", seen=int(problem.details["id"])) == 1


def test_of_two_who_answer_at_once_one_is_refused(desk: Office) -> None:
    taken: list[str] = []

    def answer(who: str) -> None:
        try:
            desk.answer(*BLANK, f"set:{who}", who=who)
            taken.append(who)
        except DataError as error:
            assert error.problems[0].rule == "outdated"

    threads = [threading.Thread(target=answer, args=(who,)) for who in ("环境局", "水务局")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with read() as connection:
        assert connection
        kept = [decision.decided_by for decision in list_decisions(connection, PLAN)]
    assert (len(taken), kept) == (1, taken)


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (("9/主责单位", "blank", "first"), "not_asked"),
        (("1/主责单位", "merge", "first"), "not_asked"),
        ((*BLANK, "maybe"), "unknown_answer"),
        ((*BLANK, "other"), "unknown_answer"),
        (("names/丁局", "unknown:丁局", "first"), "unknown_answer"),
        (("names/丁局", "unknown:丁局", "unit:nobody"), "unknown_answer"),
        (("names/丁局", "unknown:丁局", "units:"), "unknown_answer"),
        (("names/丁局", "unknown:丁局", "units:env,nobody"), "unknown_answer"),
        (("names/丁局", "unknown:丁局", "department: "), "unknown_answer"),
        (("plan", "fact:title", " "), "unknown_answer"),
        ((*BLANK, "set:甲\n乙"), "unknown_answer"),
    ],
)
def test_what_cannot_be_answered_so_is_told_and_nothing_is_kept(
    desk: Office, given: tuple[str, str, str], rule: str
) -> None:
    before = desk.list_open()
    with pytest.raises(DataError) as error:
        publishing.decide(PLAN, [Given(*BLANK, "first", "甲"), Given(*given, "甲")])
    assert {problem.rule for problem in error.value.problems} - {"outdated"} == {rule}
    assert desk.list_open() == before


def correct(row: int, column: int, text: str) -> list[list[str]]:
    rows = [[*cells] for cells in ROWS]
    rows[row][column] = text
    return rows


def test_a_cell_that_changed_is_asked_again_and_no_other(desk: Office) -> None:
    for key, tag in (BLANK, ("2/协办单位", "blank")):
        desk.answer(key, tag, "first")
    desk.answer("names/丁局", "unknown:丁局", "other_unit")
    desk.import_rows(lay_out(*correct(0, 5, "戊局")))
    assert desk.list_open()[1:] == [("names/戊局", "unknown:戊局")]
    desk.import_rows(lay_out(*ROWS))
    assert desk.list_open()[1:] == []


def test_an_answer_moves_with_its_row(desk: Office) -> None:
    desk.answer(*BLANK, "set:水务局")
    new = ["1", "新", "新的措施。", "年底前", "环境局", "", "水务局"]
    moved = [[str(at), *cells[1:]] for at, cells in enumerate([new, *ROWS], start=1)]
    desk.import_rows(lay_out(*moved))
    assert desk.list_open()[1:3] == [BLANK, ("3/协办单位", "blank")]
    units = [m.names["main"][0].printed for m in desk.look().settled.measures if m.names["main"]]
    assert units == ["水务局", "丁局", "丁局"]


def test_a_corrected_wording_keeps_the_answer_on_an_unchanged_cell(desk: Office) -> None:
    desk.answer(*BLANK, "first")
    desk.import_rows(lay_out(*correct(0, 2, "改善环境质量。")))
    assert BLANK not in desk.list_open()


def test_another_row_under_the_same_number_is_asked(desk: Office) -> None:
    desk.answer(*BLANK, "first")
    swapped = [["1", *ROWS[1][1:]], ["2", *ROWS[0][1:]], ROWS[2]]
    swapped[0][5], swapped[0][6] = "", "水务局"
    desk.import_rows(lay_out(*swapped))
    assert [one for one in desk.list_open() if one[1] == "blank"] == [BLANK]
