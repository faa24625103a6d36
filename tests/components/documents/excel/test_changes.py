"""The workbook of changes opened again: a row per group, old beside new, and where from."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

import pytest

from components.documents.change_rows import COLUMNS, head_column
from components.documents.excel.changes import write_changes_workbook
from components.texts import LANGUAGES
from components.words.changes import Between, compare_units, list_units
from components.words.source import Origin
from tests.geo.next_edition import MIYUN
from tests.kept_editions import SETTLED, keep_editions, look
from tests.taken_away import read_sheet

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield


def read_rows(between: Between, codes: list[str]) -> list[dict[str, str]]:
    data = write_changes_workbook(Origin(between.after, TODAY), between, codes)
    head, *rows = read_sheet(data, between.t("changes.step_changes"))
    assert head == [head_column(name, between.t) for name in COLUMNS]
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


@pytest.mark.usefixtures("office")
def test_a_row_has_both_editions_side_by_side() -> None:
    rows = read_rows(look(), [MIYUN])
    (row,) = [row for row in rows if row["measure_id_after"] == "9.3"]
    assert [row[name] for name in ("unit", "kind", "measure_id_before", "is_counted")] == [
        *("密云区", "文字变化", "9.3", "是"),
    ]
    assert row["facts"] == "数字：100处→120处\n文字变化"
    assert ("100处" in row["text_before"], "120处" in row["text_after"]) == (True, True)
    assert row["deadline_before"] == row["deadline_after"] == "年底前"
    (gone,) = [row for row in rows if row["measure_id_before"] == "13.1"]
    assert (gone["kind"], gone["roles_before"], gone["text_after"]) == ("不再列出", "协办", None)
    assert Counter(row["is_counted"] for row in rows) == {"是": 22, "否": 4}


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_of_all_units_has_every_group(lang: str) -> None:
    between = look(lang)
    rows = read_rows(between, list(list_units(between)))
    changes = compare_units(between)
    groups = changes.drop_duplicates(["unit_code", "measure_from", "measure_to"])
    assert [row["unit_code"] for row in rows] == groups["unit_code"].tolist()


@pytest.mark.usefixtures("office")
def test_the_file_says_where_it_comes_from_and_how_it_counts() -> None:
    between = look()
    data = write_changes_workbook(Origin(between.after, TODAY), between, [MIYUN])
    notes = dict(read_sheet(data, "说明"))
    assert notes["前一版"] == "《生态保护2025年行动计划》"
    assert notes["后一版"] == "《生态保护2026年行动计划》"
    assert "仍是一组" in notes["变化怎样计"] and "后一版1条措施还没有人确认" in notes["变化怎样计"]
    assert notes["制表日期"] == "2026年11月22日"
