"""Which lines a choice of the link picks, and which measures of a month its plan still has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.screens.progress.desk import is_still_there, pick_states
from components.screens.progress.link import ASKED, DUE
from store.progress.reports import Said
from tests.components.screens.progress.test_board import build_desk
from tests.components.words.test_progress import DUE as DAY
from tests.components.words.test_progress import LINE, build_state
from tests.real_model import MODEL

STATES = [
    build_state(),
    build_state(Said("under_way"), day=DAY.replace(month=7)),
    build_state(basis="relevant"),
]


@pytest.mark.parametrize(
    ("stage", "picked"),
    [
        *(("", [0, 1, 2]), (DUE, [0, 1]), ("missing", [0]), ("to_review", [1])),
        *(("late", [1]), ("near", []), (ASKED, [2])),
    ],
)
def test_a_choice_picks_lines_of_what_counts(stage: str, picked: list[int]) -> None:
    assert pick_states(STATES, stage) == [STATES[at] for at in picked]


def test_a_measure_is_still_there_by_its_number_and_its_wording() -> None:
    desk, measure = build_desk(), MODEL.plan.measures.iloc[0]
    same = replace(LINE, measure_id=measure["measure_id"], wording=measure["text"])
    assert is_still_there(desk, same)
    assert not is_still_there(desk, replace(same, wording="别的。"))
    assert not is_still_there(desk, replace(same, measure_id="99"))
