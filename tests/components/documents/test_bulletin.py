"""The three files of a 通报 beside each other and beside `count_states`: one count, one wording."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.documents.offers import list_bulletin_files
from components.texts import LANGUAGES, Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from store.progress.printed import REPORT_COLUMNS, list_rows
from store.progress.report import Bulletin
from store.progress.states import Counts, count_states
from tests.decks import open_deck
from tests.kept_month import TODAY, keep_month, list_states, look
from tests.taken_away import read_body, read_sheet, read_tables

Month = tuple[Bulletin, Counts]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    with keep_month(tmp_path_factory.mktemp("month")) as period:
        yield look(period), count_states(list_states(period))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_files_count_as_the_store_does_and_quote_alike(
    model: Model, month: Month, lang: str
) -> None:
    (bulletin, counts), t = month, Texts(lang)
    offers = list_bulletin_files(Origin(Words(model, t), TODAY), bulletin)
    assert {parts[1] for _, parts, _ in offers.values()} == {
        t("bulletin.title", month=t("progress.month", year=2025, month=11))
    }
    word, excel, deck = (offers[kind][2]() for kind in ("docx", "xlsx", "pptx"))
    missing, blocked = counts.stages["missing"], counts.statuses["blocked"]
    expected = [counts.lines, counts.lines - missing, missing, counts.stages["returned"], blocked]
    names = [t("bulletin.count_lines"), t("bulletin.count_reported"), t("progress.stage_missing")]
    names += [t("progress.stage_returned"), t("progress.status_blocked")]
    of_word = {row[0]: int(row[1]) for row in read_tables(word)[0][1][1:]}
    rows = read_sheet(excel, t("bulletin.sheet_counts"))[1:]
    of_excel = {row[0]: row[1] for row in rows}
    pages = list(open_deck(deck).slides)
    (table,) = [shape.table for shape in pages[1].shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    of_slides = dict(zip(cells[0][1:], map(int, cells[1][1:]), strict=True))
    for told in (of_word, of_excel, of_slides):
        assert [told[name] for name in names] == expected
    printed = [dict(zip(REPORT_COLUMNS, row, strict=True)) for row in list_rows(bulletin)]
    counted = [row for row in printed if row["is_counted"] == "true"]
    assert [len(counted), sum(row["stage"] == "missing" for row in counted)] == [
        counts.lines,
        missing,
    ]
    whole = read_body(word), "\n".join(p.notes_slide.notes_text_frame.text for p in pages)
    lines = {cell for row in read_sheet(excel, t("bulletin.sheet_lines")) for cell in row if cell}
    for text in {row["text"] for row in counted if row["text"]}:
        assert [text in one for one in whole] == [True, True]
        assert text in lines
