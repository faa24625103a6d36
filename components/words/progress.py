"""What was reported on a duty, in words and with a mark that needs no colour; months and dates.

What these words are of is computed in `store.progress.states`.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from components.texts import Texts
from components.words.source import write_date

if TYPE_CHECKING:  # whoever has a state has asked a database, which takes a while to import
    from store.progress.states import Counts, State

MARKS = {
    "apart": "–",
    "asked": "？",
    "missing": "…",
    "returned": "↶",
    "blocked": "▲",
    "to_review": "✓",
    "accepted": "✓✓",
}
"""How a duty stands in its period, each with its mark: its unit only comments; it is asked whether
the duty is its own; nothing was reported; it is to report anew; somebody else must act first;
reported; reported and accepted. None is a mark of a role, which may stand beside it."""


def find_stand(state: State) -> str:
    """One of `MARKS`."""
    if not state.is_reporting:
        return "apart"
    if state.is_asked and state.stage == "missing":
        return "asked"
    is_stuck = state.status == "blocked" and state.stage != "returned"
    return "blocked" if is_stuck else state.stage


def mark_state(state: State) -> str:
    """One of the values of `MARKS`; `say_state` says what it stands for."""
    return MARKS[find_stand(state)]


def say_state(state: State, t: Texts) -> str:
    """How a duty stands: `已报·在办`, `未报`, `受阻·待某局`, `退回`; of a 相关区 whether the unit
    says that the duty is its own."""
    stand = find_stand(state)
    if stand == "blocked" and state.report and state.report.said.waits_for:
        return t("progress.waits", who=state.report.said.waits_for)
    if stand in ("to_review", "accepted"):
        if state.is_asked:
            return _say_answer(state, t)
        return t(f"progress.stand_{stand}", status=name_status(state.status, t))
    return t(f"progress.stand_{stand}")


def _say_answer(state: State, t: Texts) -> str:
    if state.status == "not_ours":
        return t("progress.not_taken")
    return t("progress.taken", status=name_status(state.status, t))


def say_time(state: State, t: Texts) -> str:
    """That the duty's date has passed or is near, with the date; "" where it is neither, nor for
    what has no date."""
    if state.due is None or not (state.is_late or state.is_near):
        return ""
    key = "progress.late" if state.is_late else "progress.near"
    return t(key, date=write_date(state.due, t))


def name_status(status: str, t: Texts) -> str:
    """A status of `store.progress.reports.STATUSES` in words."""
    return t(f"progress.status_{status}")


def name_stage(stage: str, t: Texts) -> str:
    """A stage of `store.progress.states.STAGES` in words, as a heading."""
    return t(f"progress.stage_{stage}")


def name_month(code: str, t: Texts) -> str:
    """A period's code such as "2026-03" in words."""
    month = datetime.date.fromisoformat(f"{code}-01")
    return t("progress.month", year=month.year, month=f"{month.month:{t.pick('', '02')}}")


def say_counts(counts: Counts, t: Texts) -> str:
    """What was reported of what is to be: by stage, then what is late or near; what the plan leaves
    open is told apart. Zeros are left out, but for what is missing."""
    stages = {stage: n for stage, n in counts.stages.items() if n and stage != "missing"}
    parts = [
        t("collecting.count_of", name=name_stage(stage, t), n=n) for stage, n in stages.items()
    ]
    missing, comma = counts.stages["missing"], t("list.comma")
    said = t("collecting.counts_none") if missing else ""
    if parts:
        reported = sum(stages.values())
        told = {"reported": reported, "parts": comma.join(parts), "missing": missing}
        said = t("collecting.counts", **told)
    times = {"late": counts.late, "near": counts.near}
    if near := [t(f"collecting.count_{name}", n=n) for name, n in times.items() if n]:
        said += t("collecting.counts_time", parts=comma.join(near))
    if counts.asked:
        said += t("collecting.counts_asked", n=counts.asked, answered=counts.asked_answered)
    return said
