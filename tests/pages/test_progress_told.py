"""`/progress`, the month's 通报 and notices: their numbers, whom to remind, what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.texts import LANGUAGES, Texts
from components.words.bulletin import write_overview
from store.database import read
from store.progress.calendar import find_today
from store.progress.notices import list_notices
from store.progress.periods import Period
from store.progress.reports import FORM, Said, keep_report
from store.schema import begin_writing
from tests.kept_month import keep_month, list_states, look
from tests.pages.progress_page import click, list_buttons, read_texts, show

NOTICE_TEXT = "//div[contains(@class, 'notice-text')]/p"
ZH = Texts("zh")


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    with keep_month(tmp_path) as period:
        yield period


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_what_the_report_says(month: Period, lang: str) -> None:
    app = show(step="told", lang=lang)
    sentences = read_texts(app, "//div[@class='sentence']/p")
    assert sentences == [
        " ".join(said.split()) for said in write_overview(look(month, find_today()), Texts(lang))
    ]


def test_a_unit_is_reminded_and_what_was_sent_is_kept(month: Period) -> None:
    app = show(step="told")
    unit = app.selectbox(key="progress_owed").value
    (text,) = read_texts(app, NOTICE_TEXT)
    assert text.startswith("东城区：")
    app.text_input(key="writer").set_value("李工").run()
    click(app, f"progress_sent_reminder_{unit}")
    click(app, f"progress_sent_order_{unit}")
    with read() as connection:
        assert connection
        sent = list_notices(connection, month.plan, month.code)
    assert [(one.unit_code, one.kind, one.kept_by) for one in sent] == [
        (unit, "reminder", "李工"),
        (unit, "order", "李工"),
    ]
    assert " ".join(sent[0].text.split()) == text
    assert read_texts(app, "//table//td")[1:4] == ["东城区", "催办单", "李工"]
    assert read_texts(app, "//caption") == ["已发出的催报和催办单（2次）"]


def test_who_may_not_write_can_read_and_take_away(
    month: Period, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.session.reader.read_guard", lambda: {"x-dutymap-guard": "1"})
    app = show(step="told")
    assert read_texts(app, NOTICE_TEXT)
    assert not {key for key in list_buttons(app) if key.startswith("progress_sent_")}


def test_where_nobody_owes_anything_nobody_is_reminded(month: Period) -> None:
    with begin_writing() as connection:
        for state in list_states(month):
            rev = state.report.rev if state.report else 0
            if state.is_reporting:
                said = Said("done", "完成。")
                keep_report(connection, state.line, month, said, rev, "甲", FORM)
    app = show(step="told")
    assert read_texts(app, NOTICE_TEXT) == []
    assert ZH("notices.none_owed") in read_texts(app, "//p")
