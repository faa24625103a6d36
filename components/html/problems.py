"""Problems as a table: file, row, column, value, why, and the way out; or as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.html.table import write_table
from components.texts import Texts
from geo.packages.problems import Problem


def write_problems(problems: Sequence[Problem], t: Texts) -> Markup:
    columns = [t(f"error.{name}") for name in ("file", "row", "column", "value", "why", "fix")]
    rows = [
        [
            "" if cell is None else cell
            for cell in (p.file, p.row, p.column, p.value, p.why(t.lang), p.fix(t.lang))
        ]
        for p in problems
    ]
    return write_table(columns, rows)


def say_problems(problems: Sequence[Problem], t: Texts) -> list[str]:
    """A sentence for each, where whoever reads it knows of what it is said."""
    told = []
    for problem in problems:
        why, fix = problem.why(t.lang), problem.fix(t.lang)
        if problem.value:
            told.append(t("error.sentence", why=why, value=problem.value, fix=fix))
        else:
            told.append(t("error.plain_sentence", why=f"{why[:1].upper()}{why[1:]}", fix=fix))
    return [*dict.fromkeys(told)]
