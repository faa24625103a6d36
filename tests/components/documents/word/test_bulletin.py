"""The 通报 as a memo opened again: the one count, and every report word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from components.documents.word.bulletin import write_bulletin
from components.texts import LANGUAGES, Texts
from components.words.bulletin import list_counts, tell_report
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from store.progress.report import Bulletin
from tests.kept_month import COMMENT, OF_ASKED, REASON, TODAY, keep_month, look
from tests.taken_away import read_body, read_tables


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bulletin]:
    with keep_month(tmp_path_factory.mktemp("month")) as period:
        yield look(period)


def write(model: Model, bulletin: Bulletin, lang: str) -> bytes:
    return write_bulletin(Origin(Words(model, Texts(lang)), TODAY), bulletin)


@pytest.fixture(scope="module")
def files(model: Model, bulletin: Bulletin) -> dict[str, bytes]:
    """By language."""
    return {lang: write(model, bulletin, lang) for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_report_is_given_word_for_word(
    files: dict[str, bytes], bulletin: Bulletin, lang: str
) -> None:
    t = Texts(lang)
    cells = Counter(cell for _, table in read_tables(files[lang]) for r in table for cell in r)
    reported = [e.state for e in bulletin.entries if e.state.report and tell_report(e.state, t)]
    untold = [
        state.line.key
        for state in reported
        if not any(cell.startswith(tell_report(state, t)) for cell in cells)
    ]
    assert (len(reported) > 100, untold) == (True, [])
    text = read_body(files[lang])
    assert text.count("两处地块不能开工。") == 2 * len(bulletin.blocked) > 0
    for measure in {entry.state.line.wording for entry in bulletin.counted}:
        assert measure in text
    assert (REASON in text, text.count(COMMENT), text.count(OF_ASKED)) == (True, 1, 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_numbers_are_the_one_count_of_both_months(
    files: dict[str, bytes], bulletin: Bulletin, lang: str
) -> None:
    t = Texts(lang)
    tables = [table for _, table in read_tables(files[lang])]
    assert [tuple(row) for row in tables[0][1:]] == [
        (name, str(now), str(before)) for name, now, before in list_counts(bulletin, t)
    ]
    counts = bulletin.counts
    missing = counts.stages["missing"]
    assert [row[1] for row in tables[0][1:4]] == [
        *(str(n) for n in (counts.lines, counts.lines - missing, missing))
    ]
    now = [[int(cell.split("/")[0]) for cell in row[1:]] for row in tables[1][1:]]
    assert sum(row[0] for row in now) == counts.lines
    assert sum(row[2] for row in now) == missing


def test_the_units_stand_in_the_order_of_every_list(model: Model, files: dict[str, bytes]) -> None:
    tables = [table for _, table in read_tables(files["zh"])]
    named = [row[0] for row in tables[1][1:]]
    names = model.region.units.set_index("unit_code")["name"]
    order = [*names[model.codes], *names.drop(model.codes)]
    assert named == [name for name in order if name in named]


def test_it_says_where_it_comes_from_and_how_it_counts(files: dict[str, bytes]) -> None:
    lines = read_body(files["zh"]).rstrip().split("\n")
    assert lines[:2] == ["《生态保护2025年行动计划》", "2025年11月落实情况通报"]
    assert "统计截止：2025年12月2日" in lines
    assert any("写到年底的时限按12月31日计" in line and "不作排名" in line for line in lines)
    assert lines[-1] == "2025年12月2日"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_month_says_that_there_is_none_before(
    model: Model, lang: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with keep_month(tmp_path_factory.mktemp("first"), has_before=False) as period:
        data = write(model, look(period), lang)
    t = Texts(lang)
    assert t("bulletin.no_before") in read_body(data)
    tables = [table for _, table in read_tables(data)]
    assert {row[2] for row in tables[0][1:]} == {t("file.no_duty")}
    assert {"/" in cell for row in tables[1][1:] for cell in row[1:]} == {False}
