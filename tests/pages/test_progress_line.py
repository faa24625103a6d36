"""One line of a month: what it says, the form, and what comes of what the browser sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.screens.progress.dates import find_month
from components.screens.progress.desk import load_desk
from components.screens.progress.form import read_sent
from components.screens.progress.link import ProgressLink
from components.texts import LANGUAGES, Texts
from components.words.words import Words
from store.progress import reviews
from store.progress.form import find_last_report
from store.progress.periods import Period, close_period
from store.progress.reports import FIELDS, STATUSES, Said
from store.progress.states import State
from tests.pages.kept_month import find_state, keep_month, list_reporting, report
from tests.pages.open_page import find_all
from tests.pages.progress_page import NOTICE, click, read_texts, show
from tests.real_model import MODEL
from tests.store.progress.month import CODE, WHO, look

MIYUN = "110118"
ZH = Texts("zh")


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    with keep_month(tmp_path) as period:
        yield period


def open_line(state: State, **params: str) -> AppTest:
    return show(period=CODE, line=state.line.key, **params)


def find_form(app: AppTest) -> dict[str, Any] | None:
    """What the form's script is given."""
    found = [
        element.proto.json
        for element in app.get("bidi_component")
        if element.proto.component_name.endswith("draft_form")
    ]
    assert len(found) < 2
    return json.loads(found[0]) if found else None


def send(line_key: str, sent: Any, to: str = "line") -> AppTest:
    """A run in which the form's script has sent this: a report (`line`) or a `comment`."""

    def run(line_key: str, sent: object, to: str) -> None:
        from components.screens.progress import comment, line
        from components.screens.progress.desk import load_desk
        from components.screens.progress.link import ProgressLink
        from components.screens.widgets.writer import show_refused
        from components.texts import Texts
        from components.words.words import Words
        from tests.real_model import MODEL

        words = Words(MODEL, Texts("zh"))
        shown = load_desk(words, ProgressLink(line=line_key))
        (state,) = [one for one in shown.states if one.line.key == line_key]
        {"line": line, "comment": comment}[to]._take(shown, state, sent)
        show_refused(words.t)
        line.show_line(load_desk(words, ProgressLink(line=line_key)))

    app = AppTest.from_function(run, args=(line_key, sent, to), default_timeout=30).run()
    assert [error.value for error in app.exception] == []
    return app


def write(base_rev: int, **said: str) -> dict[str, Any]:
    return {"base_rev": base_rev, "said": said}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_line_shows_what_is_asked_and_its_form(month: Period, lang: str) -> None:
    state = find_state(month, "7.1", MIYUN)
    report(month, state, Said("under_way", "在办。"))
    app = open_line(state, lang=lang)
    assert read_texts(app, "//p[@class='wording']") == [state.line.wording]
    form = find_form(app)
    assert form
    assert (form["rev"], form["seen"]) == (1, 0)
    assert [field["name"] for field in form["fields"]] == [*FIELDS]
    assert {field["name"]: field["value"] for field in form["fields"]}["text"] == "在办。"
    assert [code for code, _ in form["fields"][0]["options"]] == [*STATUSES]
    assert form["place"].endswith(f"/{CODE}/{state.line.key}")
    assert Texts(lang)("line_form.save") == form["texts"]["save"]


def test_the_boards_lines_lead_to_the_form(month: Period) -> None:
    state = find_state(month, "7.1", MIYUN)
    ways = find_all(show(unit=MIYUN), "//article[@class='reported']//a[contains(., '单条填报')]")
    addresses = [str(way.get("href")) for way in ways]
    assert [address for address in addresses if f"line={state.line.key}" in address]
    assert len(addresses) == len({*addresses})
    (back,) = find_all(open_line(state), "//p/a[contains(., '本单位')]")
    assert f"unit={MIYUN}" in str(back.get("href"))
    assert "line=" not in str(back.get("href"))


def test_what_the_plan_leaves_open_is_asked_with_its_rule(month: Period) -> None:
    state = list_reporting(month, is_asked=True)[0]
    assert "承担" in " ".join(read_texts(open_line(state), "//p[@class='quiet']"))


def test_who_only_comments_and_a_closed_month_have_no_form(month: Period) -> None:
    apart = next(one for one in look(month) if not one.is_reporting)
    app = open_line(apart)
    form = find_form(app)
    assert form and [field["name"] for field in form["fields"]] == ["comment"]
    assert "只附意见" in " ".join(read_texts(app, "//p[@class='quiet']"))
    state = list_reporting(month)[0]
    close_period(month.plan, month.code, WHO)
    app = open_line(state)
    assert find_form(app) is None
    assert "已经关闭" in read_texts(app, "//p[@class='quiet']")[-1]


def test_a_supporting_unit_comments_on_what_another_reports(month: Period) -> None:
    apart = next(one for one in look(month) if not one.is_reporting)
    measure = apart.line.measure_id
    reporting = next(s for s in look(month) if s.is_reporting and s.line.measure_id == measure)
    (way,) = find_all(open_line(reporting), f"//a[contains(@href, 'line={apart.line.key}')]")
    assert way.text_content() == apart.line.unit
    key = apart.line.key
    assert not find_all(send(key, {"said": {"comment": "  "}}, to="comment"), "//table")
    for _ in range(2):
        app = send(key, {"said": {"comment": "已配合。"}}, to="comment")
    form = find_form(app)
    assert form and (form["fields"][0]["value"], form["taken"]) == ("", {"comment": "已配合。"})
    rows = find_all(app, f"//table[caption='{ZH('comment.said')}']//tr[td]")
    assert [row.xpath("string(td[2])") for row in rows] == ["已配合。"]
    told = open_line(reporting)
    assert "已配合。" in "".join(read_texts(told, "//dl//dd"))
    form = find_form(told)
    assert form and [field["name"] for field in form["fields"]] == [*FIELDS]
    close_period(month.plan, month.code, WHO)
    closed = open_line(apart)
    assert find_form(closed) is None
    assert find_all(closed, "//table")


def test_files_are_added_to_a_report_and_taken_away(month: Period) -> None:
    state = find_state(month, "7.1", MIYUN)
    app = open_line(state)
    assert ZH("evidence.first") in read_texts(app, "//p[@class='quiet']")
    assert not list_uploaders(app)
    report(month, state, Said("under_way", "在办。"))
    app = open_line(state)
    assert len(list_uploaders(app)) == 1
    add(app, "批复 [1].pdf", b"%PDF-1")
    assert [one.label for one in list_files(app)] == [r"批复 \[1\]\.pdf（1 KB）"]
    assert "随第1稿" in " ".join(read_texts(app, "//p[@class='quiet']"))
    review = show(step="review", at=state.line.key)
    assert [one.label for one in list_files(review)] == [one.label for one in list_files(app)]
    close_period(month.plan, month.code, WHO)
    closed = open_line(state)
    assert (len(list_files(closed)), list_uploaders(closed)) == (1, [])


def test_another_kind_of_file_is_refused_with_the_way_out(month: Period) -> None:
    state = find_state(month, "7.1", MIYUN)
    report(month, state, Said("under_way", "在办。"))
    app = open_line(state)
    add(app, "网页.html", b"<html>")
    (said,) = read_texts(app, NOTICE)
    assert said.startswith("没有收“网页.html”") and "PDF" in said.upper()
    assert list_files(app) == []


def add(app: AppTest, name: str, data: bytes) -> None:
    list_uploaders(app)[0].upload(name, data, "application/octet-stream").run()
    click(app, "progress_evidence_keep")


def list_uploaders(app: AppTest) -> list[Any]:
    return list(app.get("file_uploader"))


def list_files(app: AppTest) -> list[Any]:
    return [element.proto for element in app.get("download_button") if "KB" in element.proto.label]


def test_who_may_not_write_reads_only(month: Period, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.session.reader.read_guard", lambda: {"x-dutymap-guard": "1"})
    app = open_line(list_reporting(month)[0])
    assert find_form(app) is None
    assert read_texts(app, "//p[@class='wording']")


def test_a_line_of_another_month_is_named_unknown(month: Period) -> None:
    assert "没有这一条" in read_texts(show(line="0" * 10), NOTICE)[0]


def test_what_is_sent_is_kept_upon_what_was_seen(month: Period) -> None:
    state = find_state(month, "7.1", MIYUN)
    app = send(state.line.key, write(0, status="done", text=" 办结。 "))
    assert read_texts(app, NOTICE) == ["已报送。"]
    last = find_last_report(month, state.line)
    assert last
    assert (last.rev, last.said, last.source) == (1, Said("done", "办结。"), "form")


def test_what_is_no_report_is_refused_and_nothing_kept(month: Period) -> None:
    state = find_state(month, "7.1", MIYUN)
    app = send(state.line.key, write(0, status="done"))
    assert read_texts(app, NOTICE)[0].startswith("措施7.1（密云区）")
    assert find_last_report(month, state.line) is None


def test_upon_a_newer_report_both_are_shown_and_the_reader_decides(month: Period) -> None:
    state = find_state(month, "7.1", MIYUN)
    report(month, state, Said("under_way", "别人写的。", filled_by="丁"))
    app = send(state.line.key, write(0, status="done", text="我写的。"))
    assert read_texts(app, NOTICE)[0].startswith("没有存入")
    assert read_texts(app, "//table//td")[:6] == [
        *("状态", "在办", "已完成"),
        *("进展", "别人写的。", "我写的。"),
    ]
    assert read_texts(app, "//table//td")[6:] == ["填报人", "丁", "—"]
    form = find_form(app)
    assert form and (form["rev"], form["seen"]) == (1, 1)
    app = send(state.line.key, write(1, status="done", text="我写的。"))
    last = find_last_report(month, state.line)
    assert last and (last.rev, last.said.text) == (2, "我写的。")
    assert read_texts(app, NOTICE) == ["已报送。"]


def test_a_withdrawn_report_is_what_the_next_is_written_upon(month: Period) -> None:
    state = find_state(month, "7.1", MIYUN)
    report(month, state, Said("under_way", "在办。"))
    first = find_last_report(month, state.line)
    assert first
    reviews.review(month, [first], reviews.WITHDRAW, WHO, "写错了。")
    form = find_form(open_line(state))
    assert form and form["rev"] == 1
    send(state.line.key, write(1, status="under_way", text="在办。"))
    last = find_last_report(month, state.line)
    assert last and last.rev == 2


@pytest.mark.parametrize(
    "sent",
    [None, [], "x", {"base_rev": "1", "said": 3}, {"base_rev": True, "said": {"status": ["done"]}}],
)
def test_whatever_a_browser_sends_is_no_more_than_texts(sent: Any) -> None:
    assert read_sent(sent, ["status", "text"]) == (0, {"status": "", "text": ""})


def test_letters_that_no_database_holds_are_left_out() -> None:
    _, said = read_sent(write(0, status="done", text="a\0b\ud800c", other="x"), ["status", "text"])
    assert said == {"status": "done", "text": "ab?c"}


def test_the_board_gives_the_due_dates_of_all_and_of_one_unit(month: Period) -> None:
    for params, named in (({}, False), ({"unit": MIYUN}, True)):
        (button,) = [
            element.proto
            for element in show(**params).get("download_button")
            if "ics" in element.proto.label
        ]
        assert button.label == "时限日历（ics）"
        shown = load_desk(Words(MODEL, Texts("zh")), ProgressLink(**params))
        progress = find_month(shown)
        assert {*progress.states} == {
            (one.line.measure_id, one.line.unit_code) for one in look(month)
        }
        assert (MIYUN in shown.link.unit) is named
