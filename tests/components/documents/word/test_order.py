"""A 催办单 opened again: every line that one unit owes, in the plan's words."""

from __future__ import annotations

import pytest

from components.documents.word.order import write_order
from components.texts import LANGUAGES, Texts
from components.words.notices import write_address, write_ask, write_summary
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from tests.kept_month import REASON, TODAY, keep_month, list_owed_now
from tests.taken_away import read_body, read_tables


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_order_has_every_line_that_a_unit_owes(
    model: Model, lang: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    t = Texts(lang)
    words = Words(model, t)
    with keep_month(tmp_path_factory.mktemp("month")) as period:
        owed = list_owed_now(period)
    unit, mine = next((u, o) for u, o in owed.items() if {"returned", "missing"} <= set(o))
    data = write_order(Origin(words, TODAY), period, unit, mine)
    ((_, table),) = read_tables(data)
    states = [state for kind in mine.values() for state in kind]
    rows = [row for row in table[1:] if len(row) > 1]
    assert [row[0].split("\n")[1] for row in rows] == [state.line.wording for state in states]
    bands = [row[0] for row in table[1:] if len(row) == 1]
    assert bands == [t(f"notices.{kind}", n=len(held)) for kind, held in mine.items()]
    assert sum(REASON in row[2] for row in rows) == len(mine["returned"])
    lines = read_body(data).split("\n")
    said = [write_address(words, unit, mine), write_summary(words, period, mine, TODAY)]
    assert [one in lines for one in (*said, write_ask(period, TODAY, t))] == [True] * 3
    assert any(t("bulletin.rule_title") in line for line in lines)
    assert not any(line.startswith(t("file.source_rule")) for line in lines)
    assert lines[0] == t("notices.order_title")
