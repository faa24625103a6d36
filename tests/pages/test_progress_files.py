"""Workbooks on the page: sent out, looked at when they come back, and merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.screens.progress import inbox
from components.screens.progress.desk import load_desk
from components.screens.progress.files import list_recipients, write_workbooks
from components.screens.progress.link import ProgressLink
from components.texts import Texts
from components.words.words import Words
from geo.packages.problems import DataError, Problem
from store.progress.periods import Period
from store.progress.reports import Said
from store.progress.states import State
from tests.filled_workbook import fill
from tests.pages.kept_month import find_state, keep_month, list_reporting, report
from tests.pages.open_page import find_all
from tests.pages.progress_page import NOTICE, click, read_texts, show
from tests.real_model import MODEL
from tests.store.progress.month import look

ZH = Texts("zh")
MIYUN = "110118"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    with keep_month(tmp_path) as period:
        yield period


def write_workbook(code: str = MIYUN) -> tuple[str, bytes]:
    (written,) = write_workbooks(load_desk(Words(MODEL, ZH), ProgressLink()), [code])
    return written


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    uploader = app.get("file_uploader")[0]
    uploader.set_value([(name, data, TYPE) for name, data in files]).run()
    assert [error.value for error in app.exception] == []
    return app


def find_first(period: Period) -> State:
    return next(one for one in list_reporting(period) if one.line.unit_code == MIYUN)


def test_every_unit_has_a_workbook(month: Period) -> None:
    desk = load_desk(Words(MODEL, ZH), ProgressLink())
    names = list_recipients(desk)
    assert {*names} == {state.line.unit_code for state in look(month)}
    assert [*names][:2] == ["110101", "110102"]
    app = show(step="files")
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [ZH("collecting.all_templates", n=len(names))]
    app.selectbox(key="progress_template_unit").select(MIYUN).run()
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels[1] == ZH("collecting.template", name="密云区")
    name, data = write_workbook()
    assert ("密云区" in name, data[:2]) == (True, b"PK")


def test_a_returned_workbook_is_looked_at_and_then_merged(month: Period) -> None:
    state = find_first(month)
    name, data = write_workbook()
    filled = fill(data, state.line.key, 状态="在办", 进展情况="已进场。")
    app = upload(show(step="files"), (name, filled), ("别的.xlsx", b"PK"))
    rows = find_all(app, "//table[caption='各文件的结果']//tr[td]")
    first, second = ([cell.text_content() for cell in row.xpath("td")] for row in rows)
    assert (first[:3], second[1]) == ([name, "密云区", "1"], ZH("collecting.no_unit"))
    assert "已进场。" in read_texts(app, "//li[b]/span[@class='outcome-field']")[-1]
    assert find_state(month, state.line.measure_id, MIYUN).report is None, "nothing is kept yet"
    click(app, "progress_merge")
    kept = find_state(month, state.line.measure_id, MIYUN).report
    assert kept and (kept.said.status, kept.said.text) == ("under_way", "已进场。")
    assert ZH("collecting.merged", n=2) in read_texts(app, "//h3")
    labels = [button.proto.label for button in app.get("download_button")]
    assert ZH("collecting.answer_name", unit="密云区", month="2026-03") in labels
    click(app, "progress_seen_done")
    assert not find_all(app, "//section[@class='outcome']")
    again = upload(show(step="files"), (name, filled))
    assert ZH("collecting.same_file") in read_texts(again, NOTICE)
    assert say_board() == "已回"


def test_a_cell_that_both_sides_changed_is_chosen(month: Period) -> None:
    state = find_first(month)
    name, data = write_workbook()
    filled = fill(data, state.line.key, 状态="在办", 进展情况="表里写的。")
    report(month, state, Said("under_way", "页面上写的。"))
    app = upload(show(step="files"), (name, filled))
    (sides,) = find_all(app, "//dl[@class='conflict-sides']")
    assert [" ".join(div.text_content().split()) for div in sides.xpath("div")] == [
        *("发出时（空）", "收回的表里写的。", "现有的页面上写的。")
    ]
    assert ZH("collecting.conflicts_left", n=1) in read_texts(app, "//p[@class='quiet']")
    (choice,) = app.radio
    choice.set_value("theirs").run()
    assert ZH("collecting.conflicts_left", n=1) not in read_texts(app, "//p[@class='quiet']")
    click(app, "progress_merge")
    kept = find_state(month, state.line.measure_id, MIYUN).report
    assert kept and (kept.rev, kept.said.text) == (2, "表里写的。")


def say_board() -> str:
    (row,) = find_all(show(), f"//tr[th/a[contains(@href, 'unit={MIYUN}')]]")
    return str(row.xpath("string(td[last()])"))


def test_what_is_kept_is_chosen_and_the_board_says_that_it_is_settled(month: Period) -> None:
    state = find_first(month)
    name, data = write_workbook()
    file = name, fill(data, state.line.key, 状态="在办", 进展情况="表里写的。")
    report(month, state, Said("under_way", "页面上写的。"))
    app = click(upload(show(step="files"), file), "progress_merge")
    assert say_board() == "已回，有错"
    again = upload(app, file)
    assert ZH("collecting.same_file") not in read_texts(again, NOTICE)
    again.radio[0].set_value("ours").run()
    click(again, "progress_merge")
    assert say_board() == "已回"
    assert find_first(month).report.said.text == "页面上写的。"
    last = upload(again, file)
    assert ZH("collecting.same_file") in read_texts(last, NOTICE)
    assert not last.radio


def test_two_copies_at_once_leave_a_conflict_and_the_way_to_settle_it(month: Period) -> None:
    key = find_first(month).line.key
    name, data = write_workbook()
    copies = [fill(data, key, 状态="在办", 进展情况=text) for text in ("先写的。", "后写的。")]
    app = upload(show(step="files"), *((f"{n}{name}", copy) for n, copy in enumerate(copies)))
    assert not app.radio
    click(app, "progress_merge")
    assert ZH("collecting.conflicts_open", n=1) in read_texts(app, NOTICE)
    assert find_first(month).report.said.text == "先写的。"
    again = upload(app, (f"1{name}", copies[1]))
    again.radio[0].set_value("theirs").run()
    click(again, "progress_merge")
    assert find_first(month).report.said.text == "后写的。"
    assert ZH("collecting.conflicts_open", n=1) not in read_texts(again, NOTICE)


def test_what_is_kept_meanwhile_is_looked_at_again(month: Period) -> None:
    state = find_first(month)
    name, data = write_workbook()
    filled = fill(data, state.line.key, 状态="在办", 进展情况="表里写的。")
    app = upload(show(step="files"), (name, filled))
    assert not app.radio
    report(month, state, Said("under_way", "页面上写的。"))
    app.run()
    assert len(app.radio) == 1


def test_all_answers_come_together(month: Period) -> None:
    files = [write_workbook(code) for code in (MIYUN, "110101")]
    app = click(upload(show(step="files"), *files), "progress_merge")
    labels = [button.proto.label for button in app.get("download_button")]
    assert ZH("collecting.all_answers", n=2) in labels


def test_where_the_database_fails_the_page_says_so(
    month: Period, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DataError([Problem("database_busy", "dutymap.db")])

    monkeypatch.setattr(inbox, "merge_file", fail)
    app = upload(show(step="files"), write_workbook())
    assert app.button(key="progress_merge").disabled
    assert "dutymap.db" in read_texts(app, "//table[@class='plain']//td")
