"""How a unit stands in its month, in a sentence."""

from __future__ import annotations

from datetime import date

from components.session.progress import Progress
from components.texts import Texts
from components.words.duty_states import say_unit
from components.words.words import Words
from store.progress.periods import Period
from tests.components.words.test_progress import build_state
from tests.real_model import MODEL

DAY = date(2026, 3, 1)
PERIOD = Period(1, "p", "2026-03", "e", DAY, DAY, DAY, "12-31", "甲", "")


def test_a_unit_that_is_only_asked_has_nothing_that_is_due() -> None:
    plan = MODEL.plan.code
    states = {("2", "100001"): build_state(basis="relevant")}
    progress = Progress({plan: PERIOD}, states, {"2": plan})
    said = say_unit(Words(MODEL, Texts("zh")), progress, "100001")
    assert said.startswith("2026年3月：")
    assert "应报" not in said
    assert say_unit(Words(MODEL, Texts("zh")), progress, "100002") == ""
