"""The 通报 as a workbook opened again: every line in full, and the one count."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.documents.excel.bulletin import (
    FOR_MACHINES,
    PRINTED,
    head_column,
    write_bulletin_workbook,
)
from components.texts import LANGUAGES, Texts
from components.words.bulletin import list_counts, list_unit_counts, tell_report
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from store.progress.report import Bulletin
from store.progress.reports import Said
from tests.kept_month import COMMENT, FORMULA, OF_ASKED, TODAY, keep_month, look
from tests.taken_away import read_sheet


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bulletin]:
    with keep_month(tmp_path_factory.mktemp("month")) as period:
        yield look(period)


def read(model: Model, bulletin: Bulletin, lang: str, sheet: str) -> list[list[object]]:
    t = Texts(lang)
    data = write_bulletin_workbook(Origin(Words(model, t), TODAY), bulletin)
    return read_sheet(data, t(sheet))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_has_what_was_reported_field_by_field(
    model: Model, bulletin: Bulletin, lang: str
) -> None:
    t, names = Texts(lang), [*PRINTED, *FOR_MACHINES]
    head, *rows = read(model, bulletin, lang, "bulletin.sheet_lines")
    assert head == [head_column(name, t) for name in names]
    told = [dict(zip(names, row, strict=True)) for row in rows]
    fields = ("text", "value", "obstacle", "waits_for", "expected", "document_no")
    said = [e.state.report.said if e.state.report else Said() for e in bulletin.entries]
    assert [[row[name] or "" for name in fields] for row in told] == [
        [getattr(one, name) for name in fields] for one in said
    ]
    assert [row["said"] or "" for row in told] == [
        tell_report(entry.state, t) for entry in bulletin.entries
    ]
    assert FORMULA in {row["text"] for row in told}
    assert [row["wording"] for row in told] == [e.state.line.wording for e in bulletin.entries]
    before = [row["said_before"] or "" for row in told]
    texts = [
        e.before.report.said.text if e.before and e.before.report else "" for e in bulletin.entries
    ]
    assert [b.startswith(text) for b, text in zip(before, texts, strict=True)] == [True] * len(rows)
    assert any(texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_numbers_are_the_one_count(model: Model, bulletin: Bulletin, lang: str) -> None:
    t, words = Texts(lang), Words(model, Texts(lang))
    rows = read(model, bulletin, lang, "bulletin.sheet_counts")[1:]
    counts = list_counts(bulletin, t)
    assert [tuple(row) for row in rows[: len(counts)]] == counts
    units = read(model, bulletin, lang, "bulletin.sheet_units")[1:]
    assert [row[0] for row in units] == [name for name, _ in list_unit_counts(words, bulletin)]
    assert sum(int(str(row[1])) for row in units) == bulletin.counts.lines
    names = [*PRINTED, *FOR_MACHINES]
    lines = read(model, bulletin, lang, "bulletin.sheet_lines")[1:]
    counted = [row for row in lines if row[names.index("is_counted")] == t("file.yes")]
    assert len(counted) == bulletin.counts.lines
    blocked = [row for row in counted if row[names.index("status")] == t("progress.status_blocked")]
    assert len(blocked) == bulletin.counts.statuses["blocked"]


def test_it_has_the_comments_and_says_how_it_counts(model: Model, bulletin: Bulletin) -> None:
    rows = read(model, bulletin, "zh", "bulletin.sheet_comments")[1:]
    assert [row[2] for row in rows] == [COMMENT, OF_ASKED]
    assert rows[0][1] == "市规划自然资源委"
    notes = {str(row[0]): str(row[1]) for row in read(model, bulletin, "zh", "file.sheet_notes")}
    assert "不作排名" in notes["进展怎样计"]
    assert notes["统计截止"] == "2025年12月2日"
    assert "2025年11月25日报送截止" in notes["报送期"]
