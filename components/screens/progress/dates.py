"""The due dates of the unit that is shown, or of all, to take along."""

from __future__ import annotations

from components.screens.progress.desk import Desk
from components.screens.widgets.downloads import calendar_download
from components.session.progress import Progress


def show_calendar(desk: Desk) -> None:
    known = {*desk.words.model.region.units["unit_code"]}
    code = desk.link.unit if desk.link.unit in known else ""
    calendar_download(desk.words, find_month(desk), code, key="progress_calendar")


def find_month(desk: Desk) -> Progress:
    """The month that is shown, as other pages know the one that is now."""
    plan = desk.words.model.reference
    states = {(state.line.measure_id, state.line.unit_code): state for state in desk.states}
    return Progress({plan: desk.month}, states, {measure: plan for measure, _ in states})
