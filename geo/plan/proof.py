"""The proof that the table is the printed plan: the source, read through, cell by cell.

The source is walked from its first to its last character. At each point the next cell of the
table must stand there, or a piece of page furniture, or the running head of a task continued
on a new page. So no cell has a word the source lacks, no word of the source is left over, and
the order is the printed one. Compared after NFKC and without spaces, since the extraction
broke lines and turned full-width punctuation into half-width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pandas as pd

from geo.packages.problems import Problem
from geo.plan.plan import Plan

CONTEXT = 24


def normalise(text: str) -> str:
    """NFKC, without any white space; once more after that, as marks may meet a letter anew."""
    joined = "".join(unicodedata.normalize("NFKC", text).split())
    return unicodedata.normalize("NFKC", joined)


def list_tokens(measures: pd.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """`row, column, as written, running head` of every printed cell, in printed order."""
    chapter, task = None, None
    for row, measure in zip(measures.index, measures.to_dict("records"), strict=True):
        head = normalise(f"{measure['task_no']}{measure['task']}")
        if measure["chapter"] != chapter:
            yield row, "chapter", measure["chapter"], ""
        if measure["task_no"] != task:
            yield row, "task_no", str(measure["task_no"]), ""
            yield row, "task", measure["task"], ""
        chapter, task = measure["chapter"], measure["task_no"]
        yield row, "text", measure["text"], head
        yield row, "deadline", measure["deadline"], ""
        roles = ["lead", "support"] if measure["shared_cell"] else ["lead", "main", "support"]
        for role in roles:
            for name in measure[role].split(";"):
                yield row, role, name, ""


def find_source_problems(plan: Plan) -> list[Problem]:
    """The first place where table and source part, or what the source holds beyond the table."""
    source = normalise(plan.source)
    furniture = [normalise(piece) for piece in plan.meta["furniture"]]
    at = 0
    for row, column, written, head in list_tokens(plan.measures):
        token = normalise(written)
        while not source.startswith(token, at):
            step = _skip_furniture(source, at, [*furniture, head] if head else furniture)
            if not step:
                details = {"source": source[at : at + CONTEXT]}
                file = plan.package.label("measures")
                return [Problem("unproved", file, row, column, written, details)]
            at += step
        at += len(token)
    while at < len(source):
        step = _skip_furniture(source, at, furniture)
        if not step:
            file = plan.package.label("source")
            return [Problem("left_over", file, value=source[at : at + CONTEXT])]
        at += step
    return []


def _skip_furniture(source: str, at: int, furniture: list[str]) -> int:
    """Length of the longest piece of furniture that stands at `at`, else 0."""
    return max((len(piece) for piece in furniture if source.startswith(piece, at)), default=0)
