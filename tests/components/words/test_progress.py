"""How a duty stands in its period, in words and with a mark."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from components.html.duties import OPEN_MARK, ROLE_MARKS
from components.texts import Texts
from components.words.progress import (
    MARKS,
    find_stand,
    mark_state,
    name_month,
    name_stage,
    name_status,
    say_counts,
    say_state,
    say_time,
)
from store.progress.lines import Line
from store.progress.reports import STATUSES, Report, Said
from store.progress.reviews import ACCEPT, RETURN, Review
from store.progress.states import STAGES, Counts, State

ZH, EN = Texts("zh"), Texts("en")
DUE = date(2026, 6, 30)
LINE = Line(
    **{"id": 1, "plan": "p", "edition": "e", "key": "k", "measure_id": "1", "unit_code": "100001"},
    **{"unit": "甲区", "roles": ("main",), "basis": "named", "wording": "巡查。", "due": DUE},
    deadline="6月底前",
)


def build_state(
    said: Said | None = None, kind: str = "", basis: str = "named", day: date = date(2026, 3, 1)
) -> State:
    line = dataclasses.replace(LINE, basis=basis)
    report = Report(1, 1, 1, 1, 0, said, "100001", "form", None, "甲", "") if said else None
    review = Review(1, 1, kind, "", 0, "甲", "") if kind else None
    return State(line, report, review, DUE, is_reporting=True, today=day)


@pytest.mark.parametrize(
    ("state", "stand", "zh", "en"),
    [
        (build_state(), "missing", "未报", "not reported"),
        (build_state(Said("under_way")), "to_review", "已报·在办", "reported · under way"),
        (build_state(Said("done"), ACCEPT), "accepted", "已审·已完成", "accepted · done"),
        (build_state(Said("under_way"), RETURN), "returned", "退回", "returned"),
        (build_state(Said("blocked"), RETURN), "returned", "退回", "returned"),
        (build_state(Said("blocked")), "blocked", "受阻", "blocked"),
        (
            build_state(Said("blocked", waits_for="市水务局"), ACCEPT),
            *("blocked", "受阻·待市水务局", "blocked · waits for 市水务局"),
        ),
        (
            build_state(basis="relevant"),
            *("asked", "请明确是否承担", "to say whether it is theirs"),
        ),
        (
            build_state(Said("not_ours"), basis="relevant"),
            *("to_review", "不承担", "not theirs"),
        ),
        (
            build_state(Said("under_way"), ACCEPT, basis="relevant"),
            *("accepted", "承担·在办", "theirs · under way"),
        ),
        (
            dataclasses.replace(build_state(), is_reporting=False),
            *("apart", "只附意见，不报送", "comments only"),
        ),
    ],
)
def test_a_state_is_a_word_and_a_mark(state: State, stand: str, zh: str, en: str) -> None:
    assert (find_stand(state), say_state(state, ZH), say_state(state, EN)) == (stand, zh, en)
    assert mark_state(state) == MARKS[stand]


def test_no_mark_stands_for_two_things() -> None:
    assert len({*MARKS.values()}) == len(MARKS)
    assert {*MARKS.values()} & {*ROLE_MARKS.values(), OPEN_MARK} == set()


def test_a_date_that_passed_or_is_near_is_said_with_the_date() -> None:
    states = [build_state(day=day) for day in (date(2026, 7, 1), DUE, date(2026, 3, 1))]
    assert [say_time(state, ZH) for state in states] == [
        "已过时限（2026年6月30日）",
        "临近时限（2026年6月30日）",
        "",
    ]
    assert say_time(build_state(Said("done"), day=date(2026, 7, 1)), ZH) == ""
    assert say_time(states[0], EN) == "past its date (2026-06-30)"


def test_what_was_reported_is_counted_in_words() -> None:
    stages = {"missing": 3, "to_review": 2, "returned": 0, "accepted": 5}
    counts = Counts(10, stages, {}, late=1, near=4, asked=6, asked_answered=2)
    assert say_counts(counts, ZH) == (
        "已报7条（待审2条、已审5条），未报3条。应报的之中，已过时限1条、临近时限4条。"
        "相关区另计：问6条，已答2条。"
    )
    assert say_counts(counts, EN).startswith("Reported: 7 (to review 2, accepted 5); not")
    nothing = Counts(3, dict.fromkeys(STAGES, 0) | {"missing": 3}, {}, 0, 0, 0, 0)
    assert say_counts(nothing, ZH) == "都还没有报。"
    assert say_counts(Counts(0, dict.fromkeys(STAGES, 0), {}, 0, 0, 0, 0), ZH) == ""


def test_statuses_stages_and_months_have_names() -> None:
    assert [name_status(status, ZH) for status in STATUSES] == [
        *("未启动", "在办", "已完成", "受阻", "不承担")
    ]
    assert [name_stage(stage, ZH) for stage in STAGES] == ["未报", "待审", "退回", "已审"]
    assert (name_month("2026-03", ZH), name_month("2026-03", EN)) == ("2026年3月", "2026-03")
