"""Files beside a report: what is taken, and that it comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.packages.problems import DataError
from store.backup import verify
from store.database import read
from store.progress.evidence import (
    KINDS,
    MAX_MIB,
    MAX_NAME,
    Evidence,
    clean_name,
    keep_evidence,
    list_evidence,
    read_evidence,
    refuse_other_files,
)
from store.progress.lines import Line
from store.progress.periods import Period, close_period
from store.progress.reports import Said
from store.progress.reviews import WITHDRAW, review
from tests.store.office import Office
from tests.store.progress.month import CODE, WHO, list_kept_lines, open_month, tell

PDF = b"%PDF-1.7\n\0\xff"


@pytest.fixture
def month(office: Office) -> Period:
    return open_month()


def find_line(month: Period) -> Line:
    return next(one for one in list_kept_lines(month) if one.due)


def list_kept(month: Period) -> list[tuple[Evidence, bytes]]:
    with read() as connection:
        assert connection
        return [(one, read_evidence(connection, one)) for one in list_evidence(connection, month)]


def test_a_file_comes_back_byte_by_byte_and_is_kept_once(month: Period) -> None:
    line = find_line(month)
    first = tell(month, line, Said("under_way", "在办。"))
    for _ in range(2):
        keep_evidence(month, line, "C:\\材料\\批复.pdf", PDF, WHO)
    second = tell(month, line, Said("done", "办结。"), first.rev)
    keep_evidence(month, line, "现场.PNG", KINDS["png"], WHO)
    told = [(one.line_id, one.rev, one.name, one.size, data) for one, data in list_kept(month)]
    assert told == [
        (line.id, first.rev, "批复.pdf", len(PDF), PDF),
        (line.id, second.rev, "现场.PNG", 8, KINDS["png"]),
    ]
    assert verify() == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_taken_by_its_own_bytes_alone(kind: str) -> None:
    others = {begin for begin in KINDS.values() if begin != KINDS[kind]} | {b"<html>", b"MZ"}
    assert {find_refusal(f"a.{kind}", begin) for begin in others} == {"evidence_kind"}
    refuse_other_files(f"a.{kind}", KINDS[kind])


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.html", b"<html>", "evidence_kind"),
        ("a.svg", b"<svg/>", "evidence_kind"),
        ("pdf", PDF, "evidence_kind"),
        ("a.pdf.exe", PDF, "evidence_kind"),
        ("a.pdf", b"", "evidence_empty"),
        ("a.pdf", PDF + bytes(MAX_MIB << 20), "evidence_size"),
    ],
    ids=["html", "svg", "no end", "two ends", "empty", "large"],
)
def test_what_is_no_such_file_is_refused(name: str, data: bytes, rule: str) -> None:
    assert find_refusal(name, data) == rule


def find_refusal(name: str, data: bytes) -> str:
    with pytest.raises(DataError) as raised:
        refuse_other_files(name, data)
    return raised.value.problems[0].rule


def test_it_belongs_to_a_report_that_stands_in_an_open_month(month: Period) -> None:
    line = find_line(month)
    assert find_rule(month, line) == "no_report_to_show"
    assert find_rule(month, line, "a.html") == "evidence_kind"
    report = tell(month, line, Said("under_way", "在办。"))
    review(month, [report], WITHDRAW, WHO, "写错了。")
    assert find_rule(month, line) == "no_report_to_show"
    tell(month, line, Said("done", "办结。"), report.rev)
    close_period(month.plan, CODE, WHO)
    assert find_rule(month, line) == "period_closed"
    assert list_kept(month) == []


def find_rule(month: Period, line: Line, name: str = "a.pdf") -> str:
    with pytest.raises(DataError) as raised:
        keep_evidence(month, line, name, PDF, WHO)
    return raised.value.problems[0].rule


@given(st.text(max_size=300))
def test_a_name_is_one_line_without_a_path(name: str) -> None:
    cleaned = clean_name(name)
    assert len(cleaned) <= MAX_NAME and cleaned == clean_name(cleaned)
    assert not {*"/\\\0\n\u202e"} & {*cleaned}


def test_a_name_that_reads_as_another_is_written_out() -> None:
    assert clean_name("../../x/批复\u202efdp.exe") == "批复fdp.exe"
    assert clean_name("长" * 300 + ".pdf") == "长" * (MAX_NAME - 4) + ".pdf"
