"""The 通报 of a month in words: its sentence, its counts, and what was reported, as it was written.

Whoever has one has asked a database, so what it is made of may be imported here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.texts import Texts
from components.words.held import name_held_roles
from components.words.plan import list_chapters, list_deadlines, list_labels, list_tasks, name_plan
from components.words.progress import name_month, name_stage, name_status, say_state, say_time
from components.words.several import number_task
from components.words.source import write_date
from components.words.units import name_code
from components.words.wording import print_wording
from components.words.words import Words
from store.progress.comments import Comment
from store.progress.lines import Line
from store.progress.periods import Period
from store.progress.report import Bulletin, Entry
from store.progress.reports import STATUSES, Said
from store.progress.states import NEAR, Counts, State, count_states

BESIDES = ("value", "obstacle", "waits_for", "expected", "document_no")
"""What is said beside the text; who filled it in is nobody else's business."""
OF_UNITS = ("lines", "reported", "missing", "to_review", "returned", "blocked", "late")
"""The counts that every unit is told with."""


@dataclass(frozen=True)
class Measure:
    """A measure with its lines, in the units' order. `label`: our short title, "" where the plan
    as it is read now has no such measure; `wording`: the plan's, in English with a translation."""

    number: str
    label: str
    wording: str
    deadline: str
    entries: tuple[Entry, ...]
    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class Task:
    """`chapter`, `title`: as the plan has them; "" where it has the measures no more."""

    chapter: str
    title: str
    measures: tuple[Measure, ...]


def name_bulletin(words: Words, bulletin: Bulletin) -> tuple[str, str]:
    """The two lines of its title."""
    t, month = words.t, name_month(bulletin.period.code, words.t)
    return t("file.title_value", title=name_plan(words)), t("bulletin.title", month=month)


def write_overview(bulletin: Bulletin, t: Texts) -> list[str]:
    """This month in a paragraph, and the month before."""
    now = write_counts(bulletin.counts, bulletin.period.code, t)
    if bulletin.counts_before is None or bulletin.period_before is None:
        return [now, t("bulletin.no_before")]
    return [now, write_counts(bulletin.counts_before, bulletin.period_before.code, t)]


def write_counts(counts: Counts, code: str, t: Texts) -> str:
    """What was to be reported, what was, and how it stands; zeros of what was said are left out."""
    numbers = _list_numbers(counts)
    parts = [t("bulletin.sentence", month=name_month(code, t), **numbers)]
    said = [s for s in STATUSES if numbers[s]]
    if said:
        each = [t("bulletin.count", name=name_status(s, t), n=numbers[s]) for s in said]
        parts.append(t("bulletin.sentence_said", statuses=t("list.comma").join(each), **numbers))
    parts.append(t("bulletin.sentence_time", days=NEAR.days, **numbers))
    if counts.asked:
        parts.append(t("bulletin.sentence_asked", **numbers))
    return t.pick("", " ").join(parts)


def _list_numbers(counts: Counts) -> dict[str, int]:
    """Every count by its name, a stage or status by its code."""
    return {
        "lines": counts.lines,
        "reported": counts.lines - counts.stages["missing"],
        **counts.stages,
        **{status: counts.statuses.get(status, 0) for status in STATUSES},
        "late": counts.late,
        "near": counts.near,
        "asked": counts.asked,
        "answered": counts.asked_answered,
    }


def _name_count(name: str, t: Texts) -> str:
    if name in STATUSES:
        return name_status(name, t)
    if name in ("missing", "to_review", "returned", "accepted"):
        return name_stage(name, t)
    return t(f"bulletin.count_{name}")


def list_counts(bulletin: Bulletin, t: Texts) -> list[tuple[str, int, int | None]]:
    """Every count with its name, this month's and the month's before, None where there is none."""
    now = _list_numbers(bulletin.counts)
    before = _list_numbers(bulletin.counts_before) if bulletin.counts_before else {}
    return [(_name_count(name, t), n, before.get(name)) for name, n in now.items()]


def list_months(bulletin: Bulletin, t: Texts) -> tuple[str, str]:
    """This month and the one before as columns are headed."""
    before = bulletin.period_before
    name = name_month(before.code, t) if before else t("bulletin.before")
    return name_month(bulletin.period.code, t), name


def head_units(t: Texts) -> list[str]:
    """The headings of `list_unit_counts`."""
    return [_name_count(name, t) for name in OF_UNITS]


def list_unit_counts(
    words: Words, bulletin: Bulletin
) -> list[tuple[str, list[tuple[int, int | None]]]]:
    """Of every unit that reports, in the order of every list: its name, and `OF_UNITS`, this
    month's and the month's before."""
    counted = [entry.state for entry in bulletin.counted]
    rows = []
    for code in sort_units(words, (state.line.unit_code for state in counted)):
        mine = [state for state in counted if state.line.unit_code == code]
        earlier = [state for state in bulletin.states_before if state.line.unit_code == code]
        now = _list_numbers(count_states(mine))
        before = _list_numbers(count_states(earlier)) if bulletin.period_before else {}
        told = [(now[name], before.get(name)) for name in OF_UNITS]
        rows.append((name_line_unit(words, mine[0].line), told))
    return rows


def sort_units(words: Words, codes: Iterable[str]) -> list[str]:
    """Each once: those that answer for a territory, then departments, then what is unknown now."""
    named = list(dict.fromkeys(codes))
    order = [*words.model.codes, *words.model.region.units["unit_code"]]
    return sorted(named, key=lambda code: order.index(code) if code in order else len(order))


def group_by_unit(words: Words, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """By the unit's name, in the order of every list."""
    held = list(entries)
    grouped: dict[str, list[Entry]] = {}
    for code in sort_units(words, (entry.state.line.unit_code for entry in held)):
        mine = [entry for entry in held if entry.state.line.unit_code == code]
        grouped[name_line_unit(words, mine[0].state.line)] = mine
    return grouped


def name_line_unit(words: Words, line: Line) -> str:
    """The unit's name; what it was called then, where the region has it no more."""
    return name_code(words, line.unit_code, line.unit)


def name_line(words: Words, line: Line) -> str:
    """A line by its number and our short title."""
    return f"{line.measure_id} {_find_label(words, line)}".strip()


def _find_label(words: Words, line: Line) -> str:
    found = _find_measure(words, line)
    return list_labels(words)[found] if found else ""


def _find_measure(words: Words, line: Line) -> str:
    """Its number in the plan as it is read now, "" where the plan has that wording no more."""
    measures = words.model.plan.measures
    same = measures[measures["text"] == line.wording]["measure_id"].tolist()
    if line.measure_id in same:
        return line.measure_id
    return str(same[0]) if len(same) == 1 else ""


def name_line_roles(line: Line, t: Texts) -> str:
    return name_held_roles(line.roles, t)


def say_deadline(words: Words, line: Line) -> str:
    """As printed, with the day it means."""
    printed = list_deadlines(words)[line.deadline]
    if line.due is None:
        return printed
    return words.t("bulletin.deadline", printed=printed, date=write_date(line.due, words.t))


def say_granted(state: State, t: Texts) -> str:
    """That the line may be done later than the plan says; "" where nothing was granted."""
    if state.due is None or state.due == state.line.due:
        return ""
    return t("bulletin.granted", date=write_date(state.due, t))


def tell_said(said: Said, t: Texts) -> list[str]:
    """What was reported, word for word; what stands beside the text has its name before it."""
    besides = [
        t("file.memo_fact", label=t(f"bulletin.said_{name}"), value=getattr(said, name))
        for name in BESIDES
        if getattr(said, name)
    ]
    return [*([said.text] if said.text else []), *besides]


def tell_report(state: State, t: Texts) -> str:
    """The same of a line; "" where nothing was reported."""
    return "\n".join(tell_said(state.report.said, t)) if state.report else ""


def say_reason(state: State) -> str:
    """Why a report was returned, as it was written."""
    return state.review.reason if state.review and state.stage == "returned" else ""


def say_now(state: State, t: Texts) -> str:
    """How a line stands; below it what was granted, and that its date has passed or is near."""
    said = (say_state(state, t), say_granted(state, t), say_time(state, t))
    return "\n".join(filter(None, said))


def say_before(entry: Entry, t: Texts) -> str:
    return say_state(entry.before, t) if entry.before else t("bulletin.not_before")


def list_tasks_told(words: Words, bulletin: Bulletin) -> list[Task]:
    """What counts, by the plan's tasks in its order; what the plan has no more stands last."""
    grouped: dict[str, list[Entry]] = {}
    for entry in bulletin.counted:
        grouped.setdefault(entry.state.line.measure_id, []).append(entry)
    placed: dict[tuple[str, str], list[Measure]] = {}
    for number, entries in grouped.items():
        at = _find_place(words, entries[0].state.line)
        measure = _tell_measure(words, number, entries, bulletin.comments.get(number, ()))
        placed.setdefault(at, []).append(measure)
    told = [Task(*at, tuple(measures)) for at, measures in placed.items()]
    return sorted(told, key=lambda task: not task.chapter)


def _find_place(words: Words, line: Line) -> tuple[str, str]:
    found = _find_measure(words, line)
    if not found:
        return "", ""
    measure = words.model.plan.find_measure(found)
    task = measure["task_no"]
    title = f"{number_task(words, task)} {list_tasks(words)[task]}"
    return list_chapters(words)[measure["chapter_no"]], title


def _tell_measure(
    words: Words, number: str, entries: Sequence[Entry], comments: Sequence[Comment]
) -> Measure:
    line = entries[0].state.line
    found = _find_measure(words, line)
    wording = line.wording
    if found:
        wording = print_wording(words.model.plan.find_measure(found), words.t)
    label, deadline = _find_label(words, line), say_deadline(words, line)
    return Measure(number, label, wording, deadline, tuple(entries), tuple(comments))


def list_rules(words: Words, bulletin: Bulletin) -> list[tuple[str, str]]:
    """What a file says of itself besides its source: the month, by when, and how it counts."""
    return list_period_rules(words, bulletin.period, bulletin.today)


def list_period_rules(words: Words, period: Period, today: datetime.date) -> list[tuple[str, str]]:
    """The same, `today` being the day by which it counts."""
    t = words.t
    dates = {name: write_date(getattr(period, name), t) for name in ("opens", "due", "closes")}
    month, day = (int(part) for part in period.year_end.split("-"))
    state = t("bulletin.closed") if period.is_closed else t("bulletin.open")
    return [
        (t("bulletin.period"), t("bulletin.period_value", state=state, **dates)),
        (t("bulletin.rule_title"), t("bulletin.rule", days=NEAR.days, month=month, day=day)),
        (t("bulletin.as_of"), write_date(today, t)),
    ]
