"""Pages in a month of reports, and that without one they are what they are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from components.documents.excel.ledger import write_ledger_csv, write_ledger_workbook
from components.html.states import SLOT
from components.session.progress import _kept, find_progress
from components.texts import LANGUAGES, Texts
from components.words.duty_states import CHOICES, tell_measures
from components.words.source import Origin
from components.words.words import Words
from store.progress.lines import Line
from store.progress.periods import Period
from store.progress.reports import Said
from store.progress.reviews import ACCEPT, RETURN, review
from tests.pages.kept_plan import keep_plan, own_database
from tests.pages.open_page import find_all, open_page, read_html
from tests.real_model import MODEL
from tests.store.progress.month import WHO, list_kept_lines, open_month, tell

MIYUN = "110118"
VIEWS: list[tuple[str, dict[str, str]]] = [
    ("map", {}),
    ("map", {"district": MIYUN}),
    ("district", {"district": MIYUN}),
    ("ledger", {"unit": MIYUN}),
]
RUN = re.compile(r"data-run='\d+'")
"""The clock of a run."""


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    with own_database(tmp_path):
        yield open_month("2025-03", MODEL)
    _kept.clear()


def find_line(month: Period, measure_id: str) -> Line:
    """Miyun's."""
    asked = (measure_id, MIYUN)
    return next(one for one in list_kept_lines(month) if (one.measure_id, one.unit_code) == asked)


def read_all() -> list[str]:
    return [RUN.sub("", read_html(open_page(page, **params))) for page, params in VIEWS]


def test_without_a_month_every_page_is_what_it_is_without_a_database(tmp_path: Path) -> None:
    bare = read_all()
    with own_database(tmp_path):
        keep_plan(tmp_path)
        kept = read_all()
    assert [one for one in bare if "duty-state" in one.split("</style>")[-1]] == []
    assert kept == bare


def test_panel_and_profile_say_what_was_reported(month: Period) -> None:
    line = next(
        one
        for one in list_kept_lines(month)
        if one.unit_code == MIYUN and "main" in one.roles and not one.is_open
    )
    tell(month, line, Said("under_way", "在办。"))
    path = f"//article[@id='duty-{line.measure_id}']//a[@class='duty-state']"
    for page in ("map", "district"):
        app = open_page(page, district=MIYUN)
        assert [error.value for error in app.exception] == []
        (state,) = find_all(app, path)
        assert state.text_content().startswith("✓已报·在办")
        assert find_all(app, "//a[@data-state-of='']")[0].text_content().startswith("2025年3月")
        assert SLOT.search(read_html(app)) is None


@pytest.mark.parametrize(("page", "key"), [("map", "panel_files"), ("district", "profile_files")])
def test_the_calendar_is_offered_where_a_month_was_opened(
    month: Period, page: str, key: str
) -> None:
    app = open_page(page, district=MIYUN)
    app.session_state[f"{key}_menu"] = True
    app.run()
    labels = [element.proto.label for element in app.get("download_button")]
    assert "时限日历（ics）" in labels


def read_column(app: AppTest) -> dict[str, str]:
    return {
        str(cell.getparent().get("data-measure")): cell.text_content()
        for cell in find_all(app, "//td[@class='told-state']")
    }


def test_the_ledger_says_how_many_stand_how_and_of_one_unit_how_it_stands(month: Period) -> None:
    line = find_line(month, "7.1")
    tell(month, line, Said("under_way", "在办。"))
    column = read_column(open_page("ledger"))
    assert column["7.1"] == "未报13家，待审1家，其中已过时限14家"
    assert "另有15家待明确是否承担" in column["9.5"]
    assert len(column) == len(MODEL.plan.measures)
    of_unit = read_column(open_page("ledger", unit=MIYUN))
    assert of_unit["7.1"] == "已报·在办，已过时限（2025年12月31日）"
    of_two = read_column(open_page("ledger", unit=f"{MIYUN},110105"))
    assert of_two["7.1"].startswith("密云区：已报·在办，")
    assert "；朝阳区：未报，" in of_two["7.1"]


@pytest.mark.parametrize("choice", CHOICES)
def test_the_ledger_is_picked_by_state(month: Period, choice: str) -> None:
    one, other, third, fourth = (find_line(month, n) for n in ("7.1", "7.2", "9.5", "11.1"))
    tell(month, one, Said("under_way", "在办。"))
    returned = tell(month, other, Said("under_way", "在办。"))
    accepted = tell(month, third, Said("done", "办结。"))
    tell(month, fourth, Said("blocked", "缺图。", waits_for="市水务局"))
    review(month, [returned], RETURN, WHO, "写明数字。")
    review(month, [accepted], ACCEPT, WHO)
    app = open_page("ledger", unit=MIYUN, state=choice)
    assert [error.value for error in app.exception] == []
    listed = {*read_column(app)}
    expected = {
        "to_review": {"7.1", "11.1"},
        "returned": {"7.2"},
        "accepted": {"9.5"},
        "blocked": {"11.1"},
    }
    progress = find_progress(MODEL)
    assert progress
    states = progress.of_unit(MIYUN)
    if choice in expected:
        assert listed == expected[choice]
    elif choice == "missing":
        assert listed == {
            number
            for number, state in states.items()
            if state.is_reporting and not state.is_asked and not state.report
        }
    elif choice == "late":
        assert listed == {number for number, state in states.items() if state.is_late}
    else:
        assert listed == {
            number for number, state in states.items() if state.is_reporting and state.is_asked
        }


def test_a_state_is_chosen_and_cleared(month: Period) -> None:
    app = open_page("ledger", unit=MIYUN)
    app.selectbox(key="ledger_state").set_value("asked").run()
    assert app.query_params["state"] == "asked"
    assert len(read_column(app)) == 3
    app.button(key="ledger_clear").click().run()
    assert "state" not in app.query_params


def test_without_a_month_a_state_in_the_link_is_told(tmp_path: Path) -> None:
    (notice,) = find_all(open_page("ledger", state="late"), "//ul[@class='notice']/li")
    assert "state" in notice.text_content()


def test_in_a_month_only_an_unknown_state_is_told(month: Period) -> None:
    assert find_all(open_page("ledger", state="late"), "//ul[@class='notice']/li") == []
    (notice,) = find_all(open_page("ledger", state="x" * 99), "//ul[@class='notice']/li")
    assert "x" * 60 in notice.text_content()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ledgers_files_say_it_too_with_its_month(month: Period, lang: str) -> None:
    words = Words(MODEL, Texts(lang))
    progress = find_progress(MODEL)
    assert progress
    told = tell_measures(words, progress, [MIYUN])
    origin = Origin(words, date(2026, 1, 2))
    ids = MODEL.plan.measures["measure_id"].tolist()
    rows = [*csv.reader(io.StringIO(write_ledger_csv(origin, ids, [], told).decode("utf-8-sig")))]
    at = rows[0].index(words.t("file.head_state"))
    assert rows[0][at - 1] == words.t("file.head_month")
    assert {row[at - 1] for row in rows[1:]} == {"2025-03"}
    assert [row[at] for row in rows[1:]] == [told[number].said for number in ids]
    book = load_workbook(io.BytesIO(write_ledger_workbook(origin, ids, [], told)))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    column = heads.index(words.t("file.head_state")) + 1
    assert [sheet.cell(n, column).value or "" for n in range(2, len(ids) + 2)] == [
        row[at] for row in rows[1:]
    ]
    bare = [*csv.reader(io.StringIO(write_ledger_csv(origin, ids).decode("utf-8-sig")))]
    assert bare == [[*row[: at - 1], *row[at + 1 :]] for row in rows]
