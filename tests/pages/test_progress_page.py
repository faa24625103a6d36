"""`/progress`: the month at a glance, its lines by link, and who may only look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.screens.progress.link import CHOICES, STEPS
from components.screens.shell import frame
from components.screens.widgets import writer
from components.session import reader
from components.texts import Texts
from store.progress import reviews
from store.progress.periods import Period
from store.progress.reports import Said
from store.progress.reviews import ACCEPT, RETURN
from store.progress.states import count_states
from tests.pages.kept_month import keep_month, list_reporting, report
from tests.pages.open_page import find_all, open_page
from tests.pages.progress_page import NOTICE, click, list_buttons, read_periods, read_texts, show
from tests.pages.several_plans import BOTH, lay_out_shelf
from tests.store.progress.month import WHO, look

ZH = Texts("zh")
MIYUN = "110118"


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    with keep_month(tmp_path) as period:
        yield period


@pytest.mark.usefixtures("office_local")
def test_without_a_month_the_page_says_what_it_is_and_how_to_begin() -> None:
    app = show()
    assert read_texts(app, NOTICE) == [ZH("collecting.nothing")]
    table = read_texts(app, "//table[caption]//td")
    assert table[:3] == ["年底前", "2025年12月31日", "391"]
    assert table[3:] == ["持续推进", ZH("collecting.ongoing"), "26"]
    month = app.selectbox(key="progress_month").value
    app.text_input(key="writer").set_value("李工")
    app.text_input(key=f"progress_due_{month}").set_value(f"{month}-20")
    app.text_input(key="progress_year_end").set_value("12-20").run()
    assert "2025年12月20日" in read_texts(app, "//table[caption]//td")
    click(app, f"progress_open_{month}")
    (period,) = read_periods()
    assert (period.code, period.due.day, period.opened_by) == (month, 20, "李工")
    assert period.year_end == "12-20"
    assert "".join(app.query_params["period"]) == month
    assert read_texts(app, "//div[@class='sentence']/p")[0].endswith("问72条，已答0条。")


@pytest.mark.usefixtures("office_local")
def test_dates_that_are_none_are_refused() -> None:
    app = show()
    month = app.selectbox(key="progress_month").value
    app.text_input(key=f"progress_due_{month}").set_value("下旬").run()
    click(app, f"progress_open_{month}")
    assert "开启、截止、关闭三个日期没有先后" in read_texts(app, NOTICE)[0]
    for nothing in ("12-32", "年底", "02-30"):
        app.text_input(key="progress_year_end").set_value(nothing).run()
        assert ZH("collecting.bad_year_end") in read_texts(app, NOTICE)
        assert app.button(key=f"progress_open_{month}").disabled
    assert read_periods() == []


def test_the_sentence_and_the_table_count_what_the_store_counts(month: Period) -> None:
    first, second, third = list_reporting(month)[:3]
    report(month, first, Said("under_way", "在办。"))
    report(month, second, Said("done", "完成。"))
    report(month, third, Said("under_way", "在办。"))
    told = [one.report for one in list_reporting(month)[:2]]
    for kind, one in zip((ACCEPT, RETURN), told, strict=True):
        assert one
        reviews.review(month, [one], kind, WHO, "太略")
    app = show()
    (sentence,) = read_texts(app, "//div[@class='sentence']/p")
    assert sentence.startswith(
        "2026年3月：16个区、1个同级单位、6个部门应报184条，"
        "已报3条（待审1条、退回1条、已审1条），未报181条。"
    )
    rows = find_all(app, "//div[@class='progress-table']//tr[td]")
    numbers = [[int(cell.text_content()) for cell in row.xpath("td")[:7]] for row in rows]
    counts = count_states(look(month))
    assert [sum(column) for column in zip(*numbers, strict=True)] == [
        *(counts.lines, *counts.stages.values(), counts.late, counts.near)
    ]
    names = read_texts(app, "//div[@class='progress-table']//tr[td]/th")
    assert (names[0], names[16], len(names)) == ("东城区", "北京经济技术开发区", 23)
    assert {row.xpath("string(td[last()])") for row in rows} == {"未回"}


def test_each_number_leads_to_its_lines(month: Period) -> None:
    state = list_reporting(month)[0]
    said = Said("blocked", "缺地。", obstacle="用地", waits_for="市水务局", filled_by="王芳")
    report(month, state, said)
    app = show()
    links = find_all(app, "//div[@class='progress-table']//td/a")
    assert len(links) > 60
    wrong = []
    for link in links[:: len(links) // 12]:
        params = dict(part.split("=") for part in link.get("href").split("?")[1].split("&"))
        shown = find_all(show(**params), "//article[@class='reported']")
        count = link.text_content().split("/")[-1]
        if len(shown) != int(count):
            wrong.append((link.get("href"), count, len(shown)))
    assert wrong == []
    app = show(unit=state.line.unit_code, stage="to_review")
    assert read_texts(app, "//p[@class='reported-state']")[0].startswith("▲ 受阻·待市水务局")
    assert read_texts(app, "//dl[@class='reported-facts']/div") == [
        *("进展缺地。", "困难用地", "待谁解决市水务局", "填报人王芳")
    ]


@pytest.mark.parametrize("stage", CHOICES)
def test_every_choice_of_lines_has_a_name(month: Period, stage: str) -> None:
    count = len(find_all(show(stage=stage), "//article[@class='reported']"))
    heading = read_texts(show(stage=stage, unit="nobody"), "//h3")[0]
    assert heading.endswith("：0条") and len(heading) > 4
    assert count == {"due": 184, "missing": 184, "late": 164, "asked": 72}.get(stage, 0)


@pytest.mark.parametrize("step", STEPS)
def test_who_may_only_look_finds_no_button(
    month: Period, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    report(month, list_reporting(month)[0], Said("under_way", "在办。"))
    monkeypatch.setattr(reader, "read_guard", lambda: {"x-dutymap-guard": "1"})
    app = show(step=step)
    assert list_buttons(app) <= {"progress_next"}
    assert ZH("reading_only.machine") in read_texts(app, NOTICE)
    assert not app.get("file_uploader")


def test_who_may_only_look_cannot_write_by_an_old_page(
    month: Period, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = list_reporting(month)[0]
    report(month, state, Said("under_way", "在办。"))
    app = show(step="review")
    monkeypatch.setattr(writer, "may_write", lambda: False)
    click(app, f"progress_accept_{state.line.key}")
    assert list_reporting(month)[0].stage == "to_review"


@pytest.mark.usefixtures("office_local")
def test_the_way_here_is_shown_where_months_are_or_may_be_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def is_offered() -> bool:
        return "go_progress" in {button.key for button in open_page("sources").button}

    assert is_offered()
    monkeypatch.setattr(frame, "may_write", lambda: False)
    assert not is_offered()
    with keep_month(tmp_path / "office"):
        assert is_offered()


def test_of_several_plans_each_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out_shelf(tmp_path, monkeypatch)
    app = show(plan=BOTH)
    ways = find_all(app, "//p[starts-with(., '各计划分别收集进展')]/a/@href")
    assert ways == [f"progress?plan={plan}" for plan in BOTH.split(",")]
