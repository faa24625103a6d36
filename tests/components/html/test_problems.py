"""Problems as sentences, for who knows of what they are said."""

from __future__ import annotations

import pytest

from components.html.problems import say_problems
from components.texts import Texts
from geo.packages.problems import Problem

TOLD = {
    "zh": ["重复：此值只能出现一次（13.1）。删除或改正重复的行。"],
    "en": ["“13.1”: is repeated; it must be unique. Remove or correct the repeated row."],
}


@pytest.mark.parametrize("lang", TOLD)
def test_each_is_told_once_with_its_value_and_the_way_out(lang: str) -> None:
    problem = Problem("unique", "a.csv", 3, "measure_id", "13.1")
    assert say_problems([problem, problem], Texts(lang)) == TOLD[lang]


@pytest.mark.parametrize("lang", TOLD)
def test_without_a_value_it_begins_as_a_sentence(lang: str) -> None:
    problem = Problem("not_at_machine", "/plans")
    (said,) = say_problems([problem], Texts(lang))
    why = problem.why(lang)
    assert said.startswith(why[0].upper() + why[1:])
    assert said.endswith(problem.fix(lang))
