"""The 通报 as slides: the one count, every report behind them, and nothing lost in a cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.documents.powerpoint.deck import write_presentation
from components.slides.bulletin import HEAD_ROOM, ROOM, build_bulletin_slides, split_pages
from components.slides.slide import Line, Slide
from components.texts import LANGUAGES, Texts
from components.words.bulletin import list_counts, tell_report
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from store.progress.report import Bulletin
from tests.decks import open_deck
from tests.kept_month import COMMENT, OF_ASKED, REASON, TODAY, keep_month, look


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bulletin]:
    with keep_month(tmp_path_factory.mktemp("month")) as period:
        yield look(period)


def build(model: Model, bulletin: Bulletin, lang: str = "zh") -> list[Slide]:
    return build_bulletin_slides(Words(model, Texts(lang)), bulletin)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_slides_have_the_one_count(model: Model, bulletin: Bulletin, lang: str) -> None:
    cover, counts, *rest = build(model, bulletin, lang)
    told = list_counts(bulletin, Texts(lang))
    assert [fact.value for fact in cover.facts] == [str(now) for _, now, _ in told[:3]]
    assert counts.table
    names = counts.table.columns[1:]
    by_name = {name: (str(now), str(before)) for name, now, before in told}
    for at, row in enumerate(counts.table.rows):
        assert list(row[1:]) == [by_name[name][at] for name in names]
    chapters = [slide for slide in rest if slide.code.startswith("chapter")]
    numbers = [[int(fact.value) for fact in slide.facts] for slide in chapters]
    now = bulletin.counts
    assert [sum(column) for column in zip(*numbers, strict=True)] == [
        now.lines - now.stages["missing"],
        now.stages["missing"],
        now.statuses["blocked"],
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_report_stands_behind_its_chapter_word_for_word(
    model: Model, bulletin: Bulletin, lang: str
) -> None:
    slides = build(model, bulletin, lang)
    notes = "\n".join(n for s in slides if s.code.startswith("chapter") for n in s.notes)
    lost = [
        entry.state.line.key
        for entry in bulletin.counted
        if tell_report(entry.state, Texts(lang)) not in notes
    ]
    assert lost == []
    assert (notes.count("两处地块不能开工。"), COMMENT in notes) == (len(bulletin.blocked), True)
    for entry in bulletin.counted:
        assert entry.state.line.wording in notes
    asked = "\n".join(n for s in slides if s.code.startswith("asked") for n in s.notes)
    assert (asked.count(OF_ASKED), OF_ASKED in notes) == (1, False)
    returned = [s for s in slides if s.code.startswith("returned")]
    assert {line.text for s in returned for line in s.lines} == {REASON}


def test_a_list_that_is_empty_has_no_slide(model: Model, bulletin: Bulletin) -> None:
    codes = {slide.code.rstrip("0123456789") for slide in build(model, bulletin)}
    assert codes == {
        "cover",
        "counts",
        "blocked",
        "missing",
        "returned",
        "done",
        "chapter",
        "asked",
    }


def test_long_texts_go_on_and_lose_nothing() -> None:
    t = Texts("zh")
    lines = [Line("甲", "长" * 1000), Line("乙", "短"), *[Line("丙", "文" * 50)] * 30]
    pages = split_pages(lines, t)
    told = [line for page in pages for line in page]
    assert "".join(line.text for line in told) == "".join(line.text for line in lines)
    assert [line.head for line in told][:4] == ["甲", "甲（续）", "甲（续）", "乙"]
    assert max(sum(2 * len(line.text) + HEAD_ROOM for line in page) for page in pages) <= ROOM


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_deck_opens_and_says_where_it_comes_from(
    model: Model, bulletin: Bulletin, lang: str
) -> None:
    t = Texts(lang)
    slides = build(model, bulletin, lang)
    data = write_presentation(Origin(Words(model, t), TODAY), slides)
    pages = list(open_deck(data).slides)
    assert len(pages) == len(slides)
    notes = pages[-1].notes_slide.notes_text_frame.text
    assert t("bulletin.rule_title") in notes and t("bulletin.as_of") in notes
    assert t("file.source_rule") in notes
