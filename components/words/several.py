"""Several plans shown together: what tells them apart, and whose measure a measure is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from components.session.remember import remember
from components.words.words import Words
from geo.together import find_printed, split_id

PIECES = re.compile(r"\d+|[A-Za-z]+|\s+|.")
"""What a title is cut between: a number and a Latin word stay whole."""
EDGES = " \t　·-—:：、，,《》()（）"


def is_several(words: Words) -> bool:
    return len(words.model.parts) > 1


@remember
def name_plans(words: Words) -> dict[str, str]:
    """A short name of each plan as links name it: what of its title the others do not have; where
    that tells them not apart, its code. Titles that no translation tells apart are cut as
    printed. One plan alone needs none."""
    parts, t = words.model.parts, words.t
    if len(parts) == 1:
        return {parts[0].reference: ""}
    metas = [part.plan.meta for part in parts]
    is_translated = all(meta["title_en"] != meta["title"] for meta in metas)
    shorts = cut_alike(
        [t.pick(m["title"], m["title_en" if is_translated else "title"]) for m in metas]
    )
    is_told = all(shorts) and len(set(shorts)) == len(shorts)
    names = shorts if is_told else [part.reference for part in parts]
    return dict(zip((part.reference for part in parts), names, strict=True))


def cut_alike(titles: Sequence[str]) -> list[str]:
    """Titles without what all of them begin and end with."""
    pieces = [PIECES.findall(title) for title in titles]
    begin = _count_alike(pieces)
    rest = [each[begin:] for each in pieces]
    end = _count_alike([each[::-1] for each in rest])
    return ["".join(each[: len(each) - end]).strip(EDGES) for each in rest]


def _count_alike(pieces: Sequence[Sequence[str]]) -> int:
    """How many pieces all of them begin with."""
    return sum(1 for _ in takewhile(lambda each: len({*each}) == 1, zip(*pieces, strict=False)))


def tag_measure(words: Words, measure_id: str) -> tuple[str, str]:
    """The short name of its plan, "" where only one is shown, and its printed number."""
    part, number = split_id(words.model, measure_id)
    return name_plans(words)[part.reference], number


def number_measure(words: Words, measure_id: str) -> str:
    """A measure's printed number, after its plan where several are shown."""
    return " ".join(filter(None, tag_measure(words, measure_id)))


def join_numbers(words: Words, measure_ids: Collection[str]) -> str:
    return words.t("list.comma").join(number_measure(words, each) for each in measure_ids)


def number_task(words: Words, task_no: int) -> str:
    """A task's printed number."""
    return str(find_printed(words.model, "task", task_no)[1])


def tag_chapter(words: Words, chapter_no: int) -> str:
    """The short name of a chapter's plan, "" where only one is shown."""
    return name_plans(words)[find_printed(words.model, "chapter", chapter_no)[0].reference]


def count_by_plan(words: Words, measure_ids: Collection[str]) -> str:
    """How many of the measures are of which plan; nothing where only one is shown."""
    if not is_several(words):
        return ""
    tags = [tag_measure(words, each)[0] for each in measure_ids]
    counts = {name: tags.count(name) for name in name_plans(words).values()}
    told = [words.t("several.count", plan=name, n=n) for name, n in counts.items() if n]
    return words.t("list.comma").join(told)
