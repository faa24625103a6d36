"""A reader in a process of its own, which may fail without taking ours along."""

from __future__ import annotations

import json
import subprocess
from collections import Counter

import pytest

from geo.intake import apart
from geo.intake.apart import pack, read_apart, read_document, unpack
from geo.intake.files import read_contents
from geo.intake.grid import Cell, Document, Piece, Table
from geo.packages.problems import DataError
from tests.geo.intake.typeset import lay_out_measures, read_measures, write_docx, write_xls

ROWS = lay_out_measures(read_measures())


def test_what_another_process_reads_is_what_this_one_reads(tmp_path):
    path = tmp_path / "plan.docx"
    write_docx(path, ROWS, ["附件"])
    assert read_apart(path.name, ".docx", path.read_bytes()) == read_document(read_contents(path))


def test_a_document_survives_the_way_over():
    cell = Cell("p1", 1, 0.5, 2.25, 0, 1, "甲\n\U0001f600", frozenset({"hidden", "change"}))
    table = Table("1", (cell,), False, frozenset({3, 1}), True)
    document = Document(
        (table,), (Piece("a", "b", "c"),), "1", Counter("甲"), ("甲 / 乙",), is_offered=True
    )
    assert unpack(json.loads(json.dumps(pack(document)))) == document
    assert unpack(json.loads(json.dumps(pack(Document(()))))) == Document(())


def test_a_problem_is_told_with_its_details_and_our_name_of_the_file():
    with pytest.raises(DataError) as caught:
        read_apart("计划.csv", ".csv", b"a," * 300)
    assert [(p.rule, p.file, p.details) for p in caught.value.problems] == [
        ("too_wide", "计划.csv", {"limit": "200"})
    ]


def test_a_sheet_that_asks_for_more_memory_than_there_is(tmp_path):
    """A row and a column at the far end of what two bytes can say."""
    path = tmp_path / "plan.xls"
    write_xls(path, [["甲", "乙"], ["丙", "丁"]])
    label = b"\xfd\x00\x0a\x00\x01\x00\x01\x00"  # a text in the second row and column
    data = path.read_bytes()
    assert data.count(label) == 1
    far = data.replace(label, b"\xfd\x00\x0a\x00\xff\xff\xff\xff")
    with pytest.raises(DataError, match="damaged"):
        read_apart("plan.xls", ".xls", far)


def test_a_reader_that_goes_on_for_ever_is_stopped(monkeypatch):
    monkeypatch.setattr(apart, "TIME_S", 0.01)
    with pytest.raises(DataError, match="two minutes"):
        read_apart("plan.csv", ".csv", b"a,b")


def test_a_reader_that_dies_is_a_damaged_file(monkeypatch):
    def die(command, **_):
        return subprocess.CompletedProcess(command, -6, b"", b"")

    monkeypatch.setattr(apart.subprocess, "run", die)
    with pytest.raises(DataError, match="damaged"):
        read_apart("plan.csv", ".csv", b"a,b")
