"""What a unit is reminded of: each of its lines once, with what there is to know, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from components.texts import LANGUAGES, Texts
from components.words.bulletin import name_line
from components.words.notices import Owed, say_owed, write_ask, write_reminder
from components.words.words import Words
from geo.model import Model
from store.progress.periods import Period
from tests.kept_month import REASON, TODAY, keep_month, list_owed_now

Month = tuple[Period, dict[str, Owed]]
LATE = date(2026, 1, 5)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    with keep_month(tmp_path_factory.mktemp("month")) as period:
        yield period, {**list_owed_now(period)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reminder_names_each_line_once(model: Model, month: Month, lang: str) -> None:
    period, owed = month
    words = Words(model, Texts(lang))
    for unit, mine in owed.items():
        text = write_reminder(words, period, unit, mine, TODAY)
        mark = Texts(lang)("notices.item", item="", told="")[:2]
        items = [line for line in text.split("\n") if line.startswith(mark)]
        states = [state for kind in mine.values() for state in kind]
        assert [
            name_line(words, state.line) in item for state, item in zip(states, items, strict=True)
        ]
        assert len(items) == len(states) > 0
        assert "\n\n" in text


def test_it_says_what_there_is_to_know(model: Model, month: Month) -> None:
    period, owed = month
    words = Words(model, Texts("zh"))
    kinds = {kind for mine in owed.values() for kind in mine}
    assert kinds == {"missing", "asked", "returned", "blocked"}
    mine = next(mine for mine in owed.values() if {"returned", "missing"} <= set(mine))
    unit = mine["missing"][0].line.unit_code
    text = write_reminder(words, period, unit, mine, TODAY)
    name = model.region.units.set_index("unit_code").at[unit, "name"]
    assert text.startswith(
        f"{name}：\n《生态保护2025年行动计划》2025年11月进展报送，截至2025年12月2日"
    )
    assert f"，退回理由：{REASON}" in text
    assert text.endswith("报送已于2025年11月25日截止，请即报送。")
    blocked = next(mine["blocked"][0] for mine in owed.values() if "blocked" in mine)
    assert "须由谁处理：市规划自然资源委" in say_owed(words, blocked, "blocked")
    granted = next(
        state
        for mine in owed.values()
        for state in mine.get("missing", ())
        if state.due != state.line.due
    )
    assert say_owed(words, granted, "missing").endswith("经同意延至2026年3月31日")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_by_when_as_long_as_there_is_time(month: Month, lang: str) -> None:
    period, t = month[0], Texts(lang)
    days = (date(2025, 11, 20), date(2025, 11, 27), LATE)
    asked = [write_ask(period, day, t) for day in days]
    asked.append(write_ask(replace(period, closed_on=period.closes), LATE, t))
    assert len(set(asked)) == 4
    closes = "2025年11月30日" if lang == "zh" else "2025-11-30"
    assert [closes in text for text in asked] == [True, True, False, False]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_late_is_reminded_of_with_its_date(model: Model, month: Month, lang: str) -> None:
    period, owed = month
    state = next(mine["missing"][0] for mine in owed.values() if "missing" in mine)
    text = write_reminder(
        Words(model, Texts(lang)), period, state.line.unit_code, {"late": [state]}, LATE
    )
    assert Texts(lang)("notices.late", n=1) in text
