"""What each right opens on the pages, and what is said where it was ended in the meantime."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.session import reader
from components.session.reader import follow_readers, know_people
from components.texts import Texts
from store.access.events import list_events
from store.progress.lines import find_reviewers
from store.progress.periods import Period
from store.progress.reports import Said
from store.progress.states import State
from store.rights import Actor, Grant, acting_as, find_machine, read_grant, set_finder
from tests.pages.kept_month import find_state, keep_month, report
from tests.pages.open_page import find_all, open_page
from tests.pages.progress_page import NOTICE, click, list_buttons, read_periods, read_texts, show
from tests.pages.test_progress_line import find_form, open_line
from tests.store.progress.month import look

ZH = Texts("zh")
MIYUN, YANQING = "110118", "110119"
MACHINE = Actor("", is_machine=True)


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[set[Grant]]:
    """The rights of who reads, in a month with a report of two units; changed by a test."""
    held: set[Grant] = set()
    told = {"guard": "1", "lasts": "30;12", "person": "zhang", "session": "one"}
    with keep_month(tmp_path) as period:
        for unit in (MIYUN, YANQING):
            report(period, find_state(period, "9.1", unit), Said("under_way", "在办。"))
        guard = {f"x-dutymap-{name}": value for name, value in told.items()}
        monkeypatch.setattr(reader, "read_guard", lambda: guard)
        know_people(lambda token: frozenset(held) if token == "one" else None)
        follow_readers()
        yield held
    know_people(lambda token: None)
    set_finder(find_machine)


@pytest.fixture
def month(held: set[Grant]) -> Period:
    return read_periods()[0]


def find_leads(month: Period, state: State) -> list[str]:
    return find_reviewers(state.line, [one.line for one in look(month) if not one.is_asked])


def name_kinds(app: AppTest, month: Period) -> set[str]:
    """Buttons of the cycle, without the line that they are of."""
    keys = {state.line.key for state in look(month)}
    return {
        next((button.removesuffix(f"_{key}") for key in keys if button.endswith(key)), button)
        for button in list_buttons(app)
    }


@pytest.mark.parametrize(
    ("right", "is_own"),
    [
        (f"unit:{MIYUN}", (True, False)),
        ("collector", (True, True)),
        (f"lead:{MIYUN}", (False, False)),
        ("plan_desk", (False, False)),
        ("administrator", (False, False)),
    ],
)
def test_a_unit_reports_on_its_own_lines(
    held: set[Grant], month: Period, right: str, is_own: tuple[bool, bool]
) -> None:
    held.add(read_grant(right))
    for unit, is_shown in zip((MIYUN, YANQING), is_own, strict=True):
        app = open_line(find_state(month, "9.1", unit))
        assert (find_form(app) is not None) == is_shown
        others = ZH("line_form.others") in read_texts(app, "//p[@class='quiet']")
        assert others != is_shown


def test_a_units_own_lines_are_one_click_away(held: set[Grant]) -> None:
    own = "//p[@class='quiet'][starts-with(., '您填报的单位')]/a/@href"
    assert find_all(show(), own) == []
    held.update({Grant("unit", MIYUN), Grant("unit", "unknown"), Grant("lead", YANQING)})
    assert find_all(show(), own) == [f"progress?unit={MIYUN}&stage=due"]


def test_a_lead_reviews_what_it_leads(held: set[Grant], month: Period) -> None:
    state = next(one for one in look(month) if one.is_reporting and find_leads(month, one))
    lead, unit = find_leads(month, state)[0], state.line.unit_code
    with acting_as(MACHINE):
        report(month, state, Said("under_way", "在办。"))
    for right, may_review in ((f"lead:{lead}", True), ("lead:x", False), (f"unit:{lead}", False)):
        held.clear()
        held.add(read_grant(right))
        buttons = name_kinds(show(step="review", unit=unit), month)
        assert ({"progress_accept", "progress_return"} <= buttons) == may_review
        assert ("progress_accept_together" in buttons) == may_review
    held.clear()
    held.add(read_grant(f"lead:{lead}"))
    click(show(step="review", unit=unit), f"progress_accept_{state.line.key}")
    assert find_state(month, state.line.measure_id, unit).stage == "accepted"
    with acting_as(MACHINE):
        first = list_events().events[0]
    assert (first.kind, first.person) == ("review", "zhang")


def test_months_are_of_the_collector(held: set[Grant], month: Period) -> None:
    for right, is_shown in (("collector", True), (f"unit:{MIYUN}", False), ("plan_desk", False)):
        held.clear()
        held.add(read_grant(right))
        assert (f"progress_close_{month.code}" in list_buttons(show(step="period"))) == is_shown
        assert bool(show(step="files").get("file_uploader")) == is_shown
        told = any("sent_" in button for button in list_buttons(show(step="told")))
        assert told == is_shown


def test_a_later_date_is_asked_by_the_unit(held: set[Grant]) -> None:
    held.add(Grant("unit", MIYUN))
    (box,) = [box for box in show(step="later").selectbox if box.key == "progress_ask_line"]
    assert box.options
    assert all("密云区" in option for option in box.options)
    held.clear()
    held.add(Grant("plan_desk"))
    assert [box.key for box in show(step="later").selectbox] == []


def test_a_right_that_was_ended_is_refused_in_words(held: set[Grant], month: Period) -> None:
    state = find_state(month, "9.1", MIYUN)
    held.add(Grant("collector"))
    app = show(step="review", unit=MIYUN)
    held.clear()
    click(app, f"progress_accept_{state.line.key}")
    told = " ".join(read_texts(app, NOTICE))
    assert "没有这项操作所需的权限（collector）" in told
    assert "python -m geo access give" in told
    assert ZH("reading_only.right") in told
    assert find_state(month, "9.1", MIYUN).stage == "to_review"


def test_plans_are_of_the_desk(held: set[Grant]) -> None:
    for right, is_shown in (("collector", False), ("plan_desk", True)):
        held.clear()
        held.add(read_grant(right))
        app = open_page("plans")
        app.session_state["plan_regions"] = True
        told = find_all(app.run(), "//body")[0].text_content()
        assert (ZH("reading_only.right") in told) != is_shown


def test_who_has_not_signed_in_is_told_to(
    held: set[Grant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        reader, "read_guard", lambda: {"x-dutymap-guard": "1", "x-dutymap-lasts": "30;12"}
    )
    assert ZH("reading_only.sign_in") in read_texts(show(), NOTICE)
