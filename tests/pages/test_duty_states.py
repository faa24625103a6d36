"""Pages in a month of reports, and that without one they are what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.html.states import SLOT
from components.session.progress import _kept
from store.progress.periods import Period
from store.progress.reports import Said
from tests.pages.kept_plan import keep_plan, own_database
from tests.pages.open_page import find_all, open_page, read_html
from tests.real_model import MODEL
from tests.store.progress.month import list_kept_lines, open_month, tell

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
