"""The calendar of due dates: what it says, and that any program can read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.documents.calendar import escape_text, fold_line, list_months, write_calendar
from components.documents.offers import list_calendar_files
from components.session.progress import Progress, _kept, find_progress
from components.texts import LANGUAGES, Texts
from components.words.source import Origin
from components.words.words import Words
from store.database import read
from store.progress.extensions import answer, ask, list_extensions
from store.progress.periods import Period
from store.progress.reports import Said
from tests.pages.kept_plan import own_database
from tests.real_model import MODEL
from tests.store.progress.month import WHO, list_kept_lines, open_month, tell

MIYUN = "110118"


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    with own_database(tmp_path):
        yield open_month("2025-03", MODEL)
    _kept.clear()


def look() -> Progress:
    progress = find_progress(MODEL)
    assert progress
    return progress


def write(code: str, lang: str = "zh") -> bytes:
    origin = Origin(Words(MODEL, Texts(lang)), date(2026, 1, 2))
    _, _, build = list_calendar_files(origin, look(), code)["ics"]
    return build()


def read_entries(data: bytes) -> list[dict[str, str]]:
    """As a program reads them: unfolded, then unescaped."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    entries: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            entries.append({})
        elif entries:
            told = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), value)
            entries[-1].setdefault(name.partition(";")[0], told)
    return entries


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_dated_duty_of_a_unit_has_its_day(month: Period, lang: str) -> None:
    entries = read_entries(write(MIYUN, lang))
    dated = {
        state.line.measure_id
        for state in look().of_unit(MIYUN).values()
        if state.due and state.is_reporting and not state.is_asked
    }
    first, *duties = entries
    assert (first["DTSTART"], first["DTEND"]) == ("20250325", "20250326")
    assert {entry["SUMMARY"].split(" ")[0] for entry in duties} == dated
    assert {entry["DTSTART"] for entry in duties} == {"20251231"}
    assert len({entry["UID"] for entry in entries}) == len(entries)
    wording = MODEL.plan.measures.set_index("measure_id")["text"]
    assert [
        entry
        for entry in duties
        if wording[entry["SUMMARY"].split(" ")[0]] not in entry["DESCRIPTION"]
    ] == []


def test_all_units_share_the_entry_of_a_day(month: Period) -> None:
    entries = read_entries(write(""))
    (one,) = [entry for entry in entries if entry["SUMMARY"].startswith("7.1 ")]
    assert "密云区" in one["DESCRIPTION"]
    assert "朝阳区" in one["DESCRIPTION"]


def test_a_date_that_was_put_off_is_that_of_its_unit_alone(month: Period) -> None:
    line = next(
        one for one in list_kept_lines(month) if (one.unit_code, one.measure_id) == (MIYUN, "7.1")
    )
    assert line.due
    ask(line, date(2999, 6, 1), "来不及。", WHO, line.due)
    with read() as connection:
        assert connection
        asked = list_extensions(connection, line.plan)[0]
    answer(asked, "granted", "可。", WHO)
    days = {
        entry["DTSTART"]: entry["DESCRIPTION"]
        for entry in read_entries(write(""))
        if entry["SUMMARY"].startswith("7.1 ")
    }
    assert {*days} == {"20251231", "29990601"}
    assert "准予延至2999年6月1日" in days["29990601"]
    assert "密云区" not in days["20251231"]


def test_the_same_lines_give_the_same_bytes_whatever_was_reported(month: Period) -> None:
    before = write(MIYUN)
    for line in list_kept_lines(month):
        if line.unit_code == MIYUN:
            tell(month, line, Said("under_way"))
    assert write(MIYUN) == before
    opened = month.opened_at.replace("-", "").replace(":", "")
    assert {entry["DTSTAMP"] for entry in read_entries(before)} == {opened}


def test_lines_are_as_long_as_programs_allow(month: Period) -> None:
    data = write("")
    lines = data.split(b"\r\n")
    assert [line for line in lines if len(line) > 75 or b"\n" in line] == []
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]


def test_no_letter_is_cut_and_nothing_is_lost() -> None:
    text = "职" * 60 + "a" * 80 + "𬱖" * 30
    parts = fold_line(text).split("\r\n")
    assert [part for part in parts if len(part.encode()) > 75] == []
    assert [part for part in parts[1:] if not part.startswith(" ")] == []
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text
    assert fold_line("a" * 75) == "a" * 75


def test_what_has_a_meaning_in_the_file_is_escaped() -> None:
    assert escape_text("a,b;c\\d\ne\r\nf\x07") == "a\\,b\\;c\\\\d\\ne\\nf "
    assert escape_text("END:VEVENT\r\nBEGIN:VALARM") == "END:VEVENT\\nBEGIN:VALARM"


def test_of_a_line_that_the_plan_has_no_more_it_says_what_was_frozen(month: Period) -> None:
    state = next(one for one in look().of_unit(MIYUN).values() if one.due and one.is_reporting)
    gone = replace(state, line=replace(state.line, measure_id="99", unit_code="x", unit="旧局"))
    words = Words(MODEL, Texts("zh"))
    months = list_months(words, look().periods, [(MODEL.reference, gone)])
    (_, entry) = read_entries(write_calendar(months, "日历", words.t))
    assert entry["SUMMARY"] == f"99 {state.line.wording}"
    assert "旧局" in entry["DESCRIPTION"]
