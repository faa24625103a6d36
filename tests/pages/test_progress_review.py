"""Reports accepted and returned on the page, each upon what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.texts import Texts
from store.audit import keep
from store.database import stamp
from store.progress import reviews
from store.progress.periods import Period
from store.progress.reports import FORM, Said
from store.progress.reviews import ACCEPT
from store.progress_tables import COMMENTS
from store.schema import begin_writing
from tests.pages.kept_month import find_state, keep_month, list_reporting, report
from tests.pages.progress_page import NOTICE, click, read_texts, show
from tests.store.progress.month import WHO, look

ZH = Texts("zh")
MIYUN = "110118"


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    with keep_month(tmp_path) as period:
        yield period


def test_a_report_is_accepted_and_the_decision_taken_back(month: Period) -> None:
    state = find_state(month, "9.1", MIYUN)
    report(month, state, Said("under_way", "在办。"))
    app = show(step="review", unit=MIYUN)
    assert read_texts(app, "//h4")[0] == "密云区 第1份，共1份待审"
    app.text_input(key="writer").set_value("李工").run()
    click(app, f"progress_accept_{state.line.key}")
    assert find_state(month, "9.1", MIYUN).stage == "accepted"
    assert "李工于" in read_texts(app, "//p[@class='quiet'][contains(., '审过')]")[-1]
    assert "".join(app.query_params["at"]) == state.line.key
    click(app, f"progress_again_{state.line.key}")
    assert find_state(month, "9.1", MIYUN).stage == "to_review"


def test_a_report_is_returned_with_a_reason_only(month: Period) -> None:
    state = list_reporting(month)[0]
    report(month, state, Said("under_way", "在办。"))
    app = show(step="review")
    key = state.line.key
    click(app, f"progress_return_{key}")
    assert read_texts(app, NOTICE)[0].startswith("没有写原因")
    app.text_input(key=f"progress_why_{key}").set_value("没有数字").run()
    click(app, f"progress_return_{key}")
    assert list_reporting(month)[0].stage == "returned"
    assert read_texts(app, NOTICE)[-1].endswith("退回；理由：没有数字")


def test_a_decision_upon_a_state_that_is_no_more_is_refused(month: Period) -> None:
    state = list_reporting(month)[0]
    report(month, state, Said("under_way", "在办。"))
    seen = show(step="review")
    report(month, list_reporting(month)[0], Said("done", "完成。"))
    click(seen, f"progress_accept_{state.line.key}")
    assert read_texts(seen, NOTICE)[0].startswith(f"这条职责已有更新的报告（{WHO}）")
    seen = show(step="review")
    newest = list_reporting(month)[0].report
    assert newest
    reviews.review(month, [newest], ACCEPT, "乙")
    click(seen, f"progress_accept_{state.line.key}")
    assert read_texts(seen, NOTICE)[0].startswith("这份报告刚才已由乙定了")


def test_several_reports_are_decided_upon_at_once(month: Period) -> None:
    states = list_reporting(month)[:3]
    for state in states:
        report(month, state, Said("under_way", "在办。"))
    app = show(step="review")
    app.multiselect(key="progress_together_which").set_value(
        [one.line.key for one in states[:2]]
    ).run()
    click(app, "progress_accept_together")
    assert [one.stage for one in list_reporting(month)[:3]] == [
        *("accepted", "accepted", "to_review")
    ]
    assert read_texts(app, "//h4")[0].endswith("第1份，共1份待审")
    click(app, f"progress_accept_{states[2].line.key}")
    assert ZH("collecting.card_done") in read_texts(app, "//h4")[0]
    assert read_texts(show(step="review"), NOTICE) == [ZH("collecting.none_to_review")]


def test_what_supporting_units_say_stands_beside_the_report(month: Period) -> None:
    supporting = next(one for one in look(month) if not one.is_reporting)
    measure = supporting.line.measure_id
    state = next(one for one in list_reporting(month) if one.line.measure_id == measure)
    report(month, state, Said("under_way", "在办。"))
    said = {"unit_code": supporting.line.unit_code, "text": "资金已下达。", "source": FORM}
    kept = {"line_id": supporting.line.id, "period_id": month.id, "kept_by": WHO}
    with begin_writing() as connection:
        keep(connection, COMMENTS, said | kept | {"kept_at": stamp()}, WHO)
    app = show(step="review", at=state.line.key)
    (comment,) = read_texts(app, "//dl[@class='reported-comments']/div")
    assert comment.startswith(f"{supporting.line.unit}资金已下达。 {WHO}，")


def test_who_reviews_is_said(month: Period) -> None:
    state = next(
        one for one in list_reporting(month) if one.line.roles == ("main",) and one.line.due
    )
    report(month, state, Said("under_way", "在办。"))
    app = show(step="review", at=state.line.key)
    assert [text for text in read_texts(app, "//p[@class='quiet']") if "牵头单位审核：市" in text]
