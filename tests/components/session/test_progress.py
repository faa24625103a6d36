"""What was reported, as every run of a page asks for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from components.session.progress import _kept, find_progress
from geo.together import join_models
from store.database import find_url
from store.progress.calendar import find_month
from store.progress.periods import Period, find_current, open_period
from store.progress.reports import Said
from tests.pages.kept_plan import keep_plan, own_database
from tests.real_model import MODEL
from tests.store.progress.month import WHO, list_kept_lines, open_month, tell

MIYUN = "110118"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    with own_database(tmp_path):
        yield tmp_path
    _kept.clear()


def open_real() -> Period:
    return open_month("2025-03", MODEL)


def test_there_is_nothing_without_a_database_nor_without_a_month(database: Path) -> None:
    assert find_progress(MODEL) is None
    assert not Path(str(find_url().database)).exists()
    keep_plan(database)
    assert Path(str(find_url().database)).exists()
    assert find_progress(MODEL) is None


def test_every_duty_has_its_state(database: Path) -> None:
    open_real()
    progress = find_progress(MODEL)
    assert progress
    duties = MODEL.duties[["measure_id", "unit_code"]].itertuples(index=False, name=None)
    assert set(progress.states) == {*duties}
    assert [*progress.of_unit(MIYUN)] == [
        measure for measure, unit in progress.states if unit == MIYUN
    ]
    assert progress.followed == (MODEL.reference,)


def test_a_report_is_seen_by_the_next_look_and_nothing_is_read_again_before(
    database: Path,
) -> None:
    period = open_real()
    before = find_progress(MODEL)
    assert before is find_progress(MODEL)
    line = next(one for one in list_kept_lines(period) if one.unit_code == MIYUN)
    tell(period, line, Said("under_way"))
    after = find_progress(MODEL)
    assert before and after
    assert [
        key for key, state in after.states.items() if state.status != before.states[key].status
    ] == [(line.measure_id, MIYUN)]


def test_another_database_is_another_month(tmp_path: Path) -> None:
    with own_database(tmp_path / "one"):
        line = list_kept_lines(period := open_real())[0]
        tell(period, line, Said("under_way"))
        one = find_progress(MODEL)
    with own_database(tmp_path / "two"):
        open_real()
        two = find_progress(MODEL)
    assert one and two
    key = (line.measure_id, line.unit_code)
    assert (one.states[key].status, two.states[key].status) == ("under_way", "")
    _kept.clear()


def test_a_line_of_another_wording_is_no_state_of_the_measure(database: Path) -> None:
    open_real()
    measures = MODEL.plan.measures.copy()
    measures.loc[measures["measure_id"] == "9.1", "text"] = "另一句。"
    changed = dataclasses.replace(MODEL, plan=dataclasses.replace(MODEL.plan, measures=measures))
    progress = find_progress(changed)
    assert progress
    assert progress.of_measure("9.1") == {}
    assert progress.of_measure("9.2")


def test_of_several_plans_each_has_its_month(database: Path) -> None:
    meta = {**MODEL.plan.meta, "plan": "other"}
    other = dataclasses.replace(
        MODEL, plan=dataclasses.replace(MODEL.plan, meta=meta), reference="other"
    )
    joined = join_models([MODEL, other])
    open_real()
    progress = find_progress(joined)
    assert progress
    assert progress.followed == (MODEL.reference,)
    assert {*progress.plans.values()} == {MODEL.reference}
    assert f"{MODEL.reference}:9.1" in progress.plans


def test_a_plan_under_review_has_no_month(database: Path) -> None:
    open_real()
    draft = dataclasses.replace(MODEL, reference=f"{MODEL.plan.code}@draft")
    assert find_progress(draft) is None


def test_the_month_now_is_the_last_that_has_begun(database: Path) -> None:
    months = [open_period(MODEL, find_month(code), WHO) for code in ("2026-02", "2026-03")]
    assert find_current([], date(2026, 3, 1)) is None
    assert find_current(months, date(2026, 1, 31)) == months[0]
    assert find_current(months, date(2026, 2, 28)) == months[0]
    assert find_current(months, date(2026, 3, 1)) == months[1]


def test_a_database_that_cannot_be_read_shows_nothing(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_real()
    monkeypatch.setenv("DUTYMAP_DATABASE", "nonsense")
    assert find_progress(MODEL) is None
