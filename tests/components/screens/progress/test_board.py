"""The month at a glance: its sentence, and what came of the units' workbooks."""

from __future__ import annotations

from datetime import date

import pytest

from components.screens.progress.board import name_kind, say_month, say_returned
from components.screens.progress.desk import Desk
from components.screens.progress.link import ProgressLink
from components.texts import Texts
from components.words.words import Words
from store.progress.periods import Period
from store.progress.states import State
from store.progress.workbook.returned import MERGED, REFUSED, WITH_ERRORS, Returned
from tests.components.words.test_progress import build_state
from tests.real_model import MODEL

ZH = Texts("zh")
DAY = date(2026, 3, 1)
PERIOD = Period(1, "p", "2026-03", "e", DAY, DAY, DAY, "12-31", "甲", "")


def build_desk(*states: State, returned: dict[str, Returned] | None = None) -> Desk:
    words, link = Words(MODEL, ZH), ProgressLink()
    more = returned or {}
    return Desk(words, link, [PERIOD], PERIOD, list(states), [], {}, {}, more, "", may_write=True)


def test_the_sentence_names_who_is_to_report() -> None:
    assert say_month(build_desk(build_state())) == "2026年3月：1个部门应报1条，都还没有报。"


def test_a_month_in_which_nothing_is_due_says_so() -> None:
    assert say_month(build_desk()) == "2026年3月没有要报送的职责。"
    asked = build_desk(build_state(basis="relevant"))
    assert say_month(asked) == "2026年3月没有要报送的职责。相关区另计：问1条，已答0条。"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [(MERGED, "已回"), (WITH_ERRORS, "已回，有错"), (REFUSED, "已回，未并入"), ("", "未回")],
)
def test_what_came_of_a_workbook_is_a_word(outcome: str, said: str) -> None:
    back = {"a": Returned(1, "a", 1, "甲.xlsx", outcome, {}, "甲", "")} if outcome else {}
    assert say_returned(build_desk(returned=back), "a") == said


def test_units_are_counted_by_what_they_are() -> None:
    kinds = [name_kind(kind) for kind in ("district", "development_zone", None)]
    assert kinds == ["districts", "on_a_par", "departments"]
