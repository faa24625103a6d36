"""Which plans are editions of one another, and what two of them are called side by side."""

from __future__ import annotations

from collections.abc import Iterable

from components.words.plan import name_plan
from components.words.words import Words
from geo.intake.facts import strip_years
from geo.model import Model


def is_edition(other: Model, model: Model) -> bool:
    """Whether two plans are of one region, and of one series or one title but for its years."""
    one, two = other.plan.meta, model.plan.meta
    series = one["series"], two["series"]
    is_same = series[0] == series[1] if all(series) else False
    titles = {strip_years(str(meta["title"])) for meta in (one, two)}
    return one["region"] == two["region"] and (is_same or len(titles) == 1)


def find_last(model: Model, others: Iterable[Model]) -> Model | None:
    """The latest of `others` that is an edition of the plan."""
    editions = [other for other in others if is_edition(other, model)]
    return max(editions, key=_find_year, default=None)


def find_earlier(model: Model, others: Iterable[Model]) -> Model | None:
    """The last edition of an earlier year than the plan's."""
    return find_last(model, [other for other in others if _find_year(other) < _find_year(model)])


def _find_year(model: Model) -> str:
    return str(model.plan.meta["year"])


def name_editions(before: Words, after: Words) -> tuple[str, str]:
    """Their titles; where these are the same, with what a link names each by."""
    titles = [words.t("file.title_value", title=name_plan(words)) for words in (before, after)]
    if titles[0] == titles[1]:
        titles = [
            words.t("list.coded", name=title, code=words.model.reference)
            for words, title in zip((before, after), titles, strict=True)
        ]
    return titles[0], titles[1]
