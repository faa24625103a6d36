"""The due dates of a month's duties as a calendar that mail and phones read (RFC 5545, `.ics`).

The same lines give the same bytes: every entry is stamped with the time at which the month was
opened, and keeps its name when a later month says the same duty again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from components.documents.plain_text import clean_text
from components.texts import Texts
from components.words.plan import list_labels, list_single
from components.words.progress import name_month
from components.words.source import write_date
from components.words.units import name_unit
from components.words.words import Words

if TYPE_CHECKING:
    from store.progress.periods import Period
    from store.progress.states import State

LINE_BYTES = 75
"""Of a line at most, its break aside; what is longer goes on in the next one, after a space."""
HOST = "dutymap"
"""What names of entries end in: they are to be of no other program."""


@dataclass(frozen=True)
class Month:
    """A plan's period, and those of its states whose dates are told."""

    words: Words
    period: Period
    states: Sequence[State]


@dataclass(frozen=True)
class Entry:
    """A day. `id` names it in whatever month."""

    id: str
    day: date
    stamp: str
    title: str
    text: str


def list_months(
    words: Words, periods: Mapping[str, Period], states: Iterable[tuple[str, State]]
) -> list[Month]:
    """Of each plan that has a period; `states`: with their plans, as links name them."""
    found: dict[str, list[State]] = {plan: [] for plan in periods}
    for plan, state in states:
        found[plan].append(state)
    return [
        Month(each, periods[plan], found[plan])
        for each in list_single(words)
        if (plan := each.model.reference) in periods
    ]


def write_calendar(months: Sequence[Month], name: str, t: Texts) -> bytes:
    """All-day entries: by when each month's reports are wanted, and each duty's own date, told once
    for all units that have the same."""
    entries = [entry for month in months for entry in _list_entries(month, t)]
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{HOST}//{HOST}//{t.lang.upper()}"),
        *("CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escape_text(name)}"),
        *(line for entry in entries for line in _write_entry(entry)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold_line(line)}\r\n" for line in lines).encode()


def _list_entries(month: Month, t: Texts) -> list[Entry]:
    period = month.period
    stamp = period.opened_at.replace("-", "").replace(":", "")
    named = t("calendar.reports", month=name_month(period.code, t))
    entries = [Entry(f"{period.plan}-{period.code}", period.due, stamp, named, "")]
    held: dict[tuple[str, date], list[State]] = {}
    for state in month.states:
        if state.due and state.is_reporting and not state.is_asked:
            held.setdefault((state.line.measure_id, state.due), []).append(state)
    entries += [_describe(month.words, states, day, stamp, t) for (_, day), states in held.items()]
    return sorted(entries, key=lambda entry: entry.day)


def _describe(words: Words, states: Sequence[State], day: date, stamp: str, t: Texts) -> Entry:
    """Units that have the date in common."""
    line = states[0].line
    title = list_labels(words).get(line.measure_id, line.wording)
    known = {*words.model.region.units["unit_code"]}
    names = [
        name_unit(words, one.line.unit_code) if one.line.unit_code in known else one.line.unit
        for one in states
    ]
    key = "calendar.deadline" if day == line.due else "calendar.put_off"
    facts = [
        line.wording,
        t(key, printed=line.deadline, date=write_date(day, t)),
        t("calendar.units", names=t("list.comma").join(names)),
    ]
    holder = line.unit_code if len(states) == 1 else day.isoformat()
    return Entry(
        f"{line.plan}-{line.measure_id}-{holder}",
        day,
        stamp,
        t("calendar.duty", id=line.measure_id, title=title),
        "\n".join(facts),
    )


def _write_entry(entry: Entry) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escape_text(entry.id)}@{HOST}",
        f"DTSTAMP:{entry.stamp}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape_text(entry.title)}",
        f"DESCRIPTION:{escape_text(entry.text)}" if entry.text else "",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    return [line for line in lines if line]


def escape_text(text: str) -> str:
    """A value of the type TEXT: breaks of lines are written out, other control characters go."""
    lines = [clean_text(line) for line in text.splitlines()]
    for letter in ("\\", ";", ","):
        lines = [line.replace(letter, f"\\{letter}") for line in lines]
    return "\\n".join(lines)


def fold_line(line: str) -> str:
    """A line in parts of at most `LINE_BYTES`; no letter is cut in two."""
    parts, room = [""], LINE_BYTES
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("")
            room = LINE_BYTES - 1
        parts[-1] += letter
        room -= size
    return "\r\n ".join(parts)
