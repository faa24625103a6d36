"""What is wrong, for programs that ask."""

from __future__ import annotations

from collections.abc import Iterable

from geo.packages.problems import SENTENCES, DataError, Problem


class Refused(DataError):
    """The address cannot be followed; the fault is the asker's."""


class Withheld(DataError):
    """It is not for everybody to read, and the asker is not known."""


def refuse(problems: Iterable[Problem]) -> None:
    """Raises `Refused` if there are any."""
    found = tuple(problems)
    if found:
        raise Refused(found)


def tell_problems(problems: Iterable[Problem]) -> dict[str, list[dict[str, str]]]:
    """`{"problems": […]}`: the whole of an answer that refuses."""
    return {"problems": [tell_problem(problem) for problem in problems]}


def tell_problem(problem: Problem) -> dict[str, str]:
    """Which rule, and in both languages why and what to do; no path and no value of the data:
    anybody may ask."""
    told = {lang: f"{problem.why(lang)}{mark}{problem.fix(lang)}" for lang, mark in SENTENCES}
    return {"rule": problem.rule, **told}
