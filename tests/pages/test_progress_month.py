"""A month closed and opened again, later dates, and answers to what the plan leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from components.texts import Texts
from store.database import read
from store.progress import extensions, periods
from store.progress.extensions import GRANTED, REFUSED, list_extensions
from store.progress.periods import Period
from store.progress.reports import Said
from tests.pages.kept_month import PLAN, find_state, keep_month, list_reporting, report
from tests.pages.open_page import find_all
from tests.pages.progress_page import NOTICE, click, list_buttons, read_periods, read_texts, show
from tests.store.progress.month import CODE

ZH = Texts("zh")
MIYUN = "110118"


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    with keep_month(tmp_path) as period:
        yield period


def test_a_month_is_closed_and_opened_again(month: Period) -> None:
    report(month, list_reporting(month)[0], Said("under_way", "在办。"))
    app = click(show(step="period"), f"progress_close_{CODE}")
    assert read_periods()[0].is_closed
    assert read_texts(app, "//span[@class='draft-mark']") == [ZH("collecting.closed")]
    for step in ("review", "files"):
        closed = show(step=step)
        assert ZH("collecting.is_closed") in read_texts(closed, NOTICE)
        assert list_buttons(closed) == set()
    click(app, f"progress_reopen_{CODE}")
    assert read_texts(app, NOTICE)[0].startswith("没有写原因")
    app.text_input(key="progress_why").set_value("补报").run()
    click(app, f"progress_reopen_{CODE}")
    assert not read_periods()[0].is_closed
    stale = show(step="period")
    periods.close_period(PLAN, CODE, "乙")
    click(stale, f"progress_close_{CODE}")
    assert read_texts(stale, NOTICE)[0].startswith("这一期已经关闭")


def test_another_month_is_offered_and_chosen_by_link(month: Period) -> None:
    app = show(step="period")
    taken = app.selectbox(key="progress_month").options
    assert "2026年3月" not in taken and len(taken) > 10
    following = app.selectbox(key="progress_month").value
    assert following == "2026-04"
    click(app, f"progress_open_{following}")
    assert [one.code for one in read_periods()] == [CODE, following]
    assert show().button_group(key="progress_months").value == following
    assert show(period=CODE).button_group(key="progress_months").value == CODE
    app = show(period="2020-01")
    assert "这一期没有开启" in read_texts(app, "//table[@class='plain']//td")


def test_a_later_date_is_asked_for_and_answered(
    month: Period, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = next(one for one in list_reporting(month) if one.line.due)
    assert state.line.due
    monkeypatch.setattr(extensions, "find_today", lambda: date(2025, 12, 1))
    app = show(step="later", at=state.line.key)
    assert ZH("collecting.none_later") in read_texts(app, "//p[@class='quiet']")
    asking = next(b for b in app.button if b.label == ZH("collecting.ask"))
    app.text_input(key="progress_until").set_value("下月")
    asking.click().run()
    assert "日期读不出" in read_texts(app, NOTICE)[0]
    for until in (state.line.due + timedelta(days=31), state.line.due + timedelta(days=62)):
        app = show(step="later", at=state.line.key)
        app.text_input(key="progress_until").set_value(until.isoformat())
        app.text_input(key="progress_ask_why").set_value("雨季")
        next(b for b in app.button if b.label == ZH("collecting.ask")).click().run()
        assert [error.value for error in app.exception] == []
    assert "at" not in app.query_params
    with read() as connection:
        assert connection
        first, second = list_extensions(connection, PLAN)
    click(app, f"progress_{GRANTED}_{first.id}")
    click(app, f"progress_{REFUSED}_{second.id}")
    assert find_state(month, state.line.measure_id, state.line.unit_code).due == first.until
    said = [text for text in read_texts(app, "//p[span]") if "延至" in text]
    assert [ZH("collecting.later_refused", until="2026年3月3日") in said[0], len(said)] == [True, 2]


def test_answers_to_what_is_open_are_offered_and_settle_nothing(month: Period) -> None:
    states = list_reporting(month, is_asked=True)
    number = states[0].line.measure_id
    asked = [one for one in states if one.line.measure_id == number]
    report(month, asked[0], Said("under_way", "属于本区。"))
    report(month, asked[1], Said("not_ours", "没有。"))
    app = show(step="asked")
    (answers,) = find_all(app, f"//article[@data-measure='{number}']/dl")
    said = [" ".join(div.text_content().split()) for div in answers.xpath("div")]
    assert [ZH("collecting.answer_taken", n=1) in said[0], "不承担（1）" in said[1]] == [True, True]
    assert said[2].startswith(f"未答（{len(asked) - 2}）")
    (way,) = find_all(app, f"//article[@data-measure='{number}']/p/a/@href")
    assert way == f"plans?step=open&measure={number}"
    assert find_state(month, number, asked[0].line.unit_code).is_asked, "nothing is settled"
