"""CSV, as programs save it."""

from __future__ import annotations

import pytest

from geo.intake.apart import read_document
from geo.intake.files import read_contents
from geo.packages.problems import DataError
from tests.geo.intake.boxes import pick
from tests.geo.intake.readers.files import list_cells, read_file, read_rows

ROWS = '序号,任务,责任单位\r\n1,"做,""好""\n事。",水务局\r\n'


@pytest.fixture
def write(tmp_path):
    def write_bytes(data, name="plan.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write_bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings(encoding, write):
    assert pick(read_rows(write(ROWS.encode(encoding))), "text", "main") == [
        ('做,"好"事。', "水务局")
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimiters(delimiter, write):
    lines = [("序号", "任务", "责任单位"), ("1", "做。", "水务局")]
    text = "\n".join(delimiter.join(line) for line in lines)
    assert pick(read_rows(write(text.encode(), "plan.tsv")), "text", "main") == [("做。", "水务局")]


def test_short_rows_are_filled_up(write):
    document = read_file(write("甲,乙\n丙".encode()))
    assert list_cells(document)[2:] == [(0, 1, 1, 2, "丙"), (1, 2, 1, 2, "")]


@pytest.mark.parametrize(
    "data", ["這個".encode("big5") + b"\xff", "任务".encode()[:-1] + b"\xff,", b"\xaa\xa1,a"]
)
def test_what_is_neither_encoding_is_refused_with_a_question(data, write):
    with pytest.raises(DataError) as caught:
        read_rows(write(data))
    assert [problem.rule for problem in caught.value.problems] == ["undecodable"]
    assert "？" in caught.value.problems[0].fix("zh")


def test_a_quote_that_is_never_closed_is_refused(write):
    with pytest.raises(DataError, match="cannot be split"):
        read_document(read_contents(write('序号,"任务\n'.encode())))


def test_more_rows_than_a_plan_has_are_refused(write):
    with pytest.raises(DataError, match="more than 20000 rows"):
        read_document(read_contents(write(b"a\n" * 20_001)))
