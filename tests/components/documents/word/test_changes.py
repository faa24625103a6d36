"""The memo of changes opened again: the sentence, every group, both wordings, where from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from components.documents.word.changes import write_changes_memo
from components.texts import LANGUAGES
from components.words.changes import tell_changes, write_changes
from components.words.source import Origin
from tests.geo.next_edition import MIYUN
from tests.kept_editions import SETTLED, keep_editions, look
from tests.taken_away import read_body, read_tables

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_memo_has_the_sentence_and_every_group(lang: str) -> None:
    between = look(lang)
    data = write_changes_memo(Origin(between.after, TODAY), between, MIYUN)
    lines = read_body(data).split("\n")
    assert write_changes(between, MIYUN) in lines
    tables = [table for _, table in read_tables(data)]
    rows = [row for table in tables for row in table[1:]]
    told = tell_changes(between, MIYUN)
    assert len(rows) == len(told) == 26
    cells = {line for row in rows for cell in row for line in cell.split("\n")}
    assert {one.title for one in told} - cells == set()
    assert between.t("changes.rule") in " ".join(lines)


@pytest.mark.usefixtures("office")
def test_both_wordings_stand_side_by_side() -> None:
    between = look()
    data = write_changes_memo(Origin(between.after, TODAY), between, MIYUN)
    (row,) = [r for _, table in read_tables(data) for r in table if "100处→120处" in r[1]]
    assert row[2].startswith("9.3 · 主责（各区都有） · 年底前\n推进园林绿化")
    assert ("100处" in row[2], "120处" in row[3]) == (True, True)
    (new,) = [r for _, table in read_tables(data) for r in table if "16 · " in r[-1]]
    assert new == [new[0], "16 · 主责（单位栏写明） · 持续推进\n开展库区联合巡护。"]
    still_open = [table for heading, table in read_tables(data) if "不计入" in heading]
    assert [len(table) - 1 for table in still_open] == [1, 1, 2]


@pytest.mark.usefixtures("office")
def test_the_memo_ends_with_its_source_and_its_date() -> None:
    between = look()
    data = write_changes_memo(Origin(between.after, TODAY), between, MIYUN)
    text = read_body(data)
    assert "根据《生态保护2025年行动计划》与《生态保护2026年行动计划》对照整理" in text
    assert "后一版1条措施还没有人确认对应关系" in text
    assert text.rstrip().endswith("2026年11月22日")
