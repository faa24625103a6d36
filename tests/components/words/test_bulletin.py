"""What a 通报 says of a month that is closed, late, or of a plan that was mended since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from components.documents.word.bulletin import write_bulletin
from components.slides.bulletin import build_bulletin_slides
from components.texts import LANGUAGES, Texts
from components.words.bulletin import list_rules, list_tasks_told, name_line, write_counts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from store.progress.report import Bulletin
from store.progress.states import count_states
from tests.kept_month import TODAY, keep_month, look
from tests.taken_away import read_body

LATE = date(2026, 1, 5)
Looks = tuple[Bulletin, Bulletin]


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looks]:
    """The month while it was open, and after the year's end."""
    with keep_month(tmp_path_factory.mktemp("month")) as period:
        yield look(period), look(period, LATE)


def mend(model: Model, number: str) -> Model:
    """The plan with one measure worded anew."""
    measures = model.plan.measures.copy()
    measures.loc[measures["measure_id"] == number, "text"] = "改写过的措施。"
    return replace(model, plan=replace(model.plan, measures=measures))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_measure_that_the_plan_has_no_more_stands_last(
    model: Model, looks: Looks, lang: str
) -> None:
    bulletin, t = looks[0], Texts(lang)
    words = Words(mend(model, "9.1"), t)
    *kept, last = list_tasks_told(words, bulletin)
    assert (last.chapter, last.title, [m.number for m in last.measures]) == ("", "", ["9.1"])
    assert {bool(task.chapter) for task in kept} == {True}
    old = next(e.state.line.wording for e in bulletin.counted if e.state.line.measure_id == "9.1")
    assert last.measures[0].wording == old
    assert name_line(words, last.measures[0].entries[0].state.line) == "9.1"
    lines = read_body(write_bulletin(Origin(words, TODAY), bulletin)).split("\n")
    assert t("bulletin.gone") in lines
    titles = [slide.title for slide in build_bulletin_slides(words, bulletin)]
    assert t("bulletin.gone") in titles


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_late_has_its_slide(model: Model, looks: Looks, lang: str) -> None:
    late, t = looks[1], Texts(lang)
    slides = build_bulletin_slides(Words(model, t), late)
    told = [slide for slide in slides if slide.title == t("bulletin.slide_late")]
    numbers = [n for s in told for line in s.lines for n in line.text.split(t("list.comma"))]
    assert len(numbers) == late.counts.late > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_whether_the_month_is_closed(model: Model, looks: Looks, lang: str) -> None:
    t = Texts(lang)
    words, opened = Words(model, t), looks[0]
    closed = replace(opened, period=replace(opened.period, closed_on=opened.today))
    said = [dict(list_rules(words, one))[t("bulletin.period")] for one in (opened, closed)]
    assert said[0].endswith(t("bulletin.open")) and said[1].endswith(t("bulletin.closed"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_month_of_which_nothing_was_reported_says_only_that(looks: Looks, lang: str) -> None:
    t = Texts(lang)
    silent = [replace(e.state, report=None) for e in looks[0].counted]
    said = write_counts(count_states(silent), "2025-11", t)
    assert t("progress.status_under_way") not in said
    assert str(len(silent)) in said
