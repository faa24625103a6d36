"""What is new and what is dropped is counted once: the map, the table, slides, the sentence
and the command line say the same of every party."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest

from components.map.changes import get_change_picture
from components.slides.changes import build_change_slide
from components.slides.sets import ALL
from components.words.changes import Between, list_parties_between, write_changes
from geo.__main__ import main
from geo.plan.changes import SUMMARY
from geo.plan.duties import OPEN_BASIS
from tests.kept_editions import PAIR, SETTLED, keep_editions, look
from tests.pages.open_page import find_all, open_page

Counts = dict[str, tuple[int, int]]
"""New and dropped by party."""


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield look()


@pytest.fixture
def of_map(between: Between) -> Counts:
    values = get_change_picture(between, "tiles").values
    return {code: read_label(value.label) for code, value in values.items()}


def read_label(label: str) -> tuple[int, int]:
    found = [re.search(rf"{sign}(\d+)", label) for sign in (r"\+", "−")]
    new, gone = (int(one[1]) if one else 0 for one in found)
    return new, gone


def test_command_line(between: Between, of_map: Counts, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", "--from", PAIR["from"], "--to", PAIR["to"]]) == 0
    rows = [*csv.DictReader(io.StringIO(capsys.readouterr().out))]

    def count(code: str, kind: str, side: str) -> int:
        found = [row[side] for row in rows if (row["unit_code"], row["kind"]) == (code, kind)]
        bases = [set(held.rpartition(":")[2].split(";")) for held in found]
        return sum(one != {OPEN_BASIS} for one in bases)

    told = {code: (count(code, "new", "after"), count(code, "gone", "before")) for code in of_map}
    assert told == of_map
    assert {counts != (0, 0) for counts in told.values()} == {True, False}


@pytest.mark.usefixtures("between")
def test_table(of_map: Counts) -> None:
    rows = find_all(open_page("plans", **PAIR), "//table[@class='matrix']//tr[td]")
    at = [SUMMARY.index(kind) for kind in ("new", "gone")]
    told = {}
    for row in rows:
        code = re.search(r"district=(\w+)", row.xpath("th/a/@href")[0])
        if code:
            new, gone = (int(row.xpath("td")[column].text_content()) for column in at)
            told[code[1]] = new, gone
    assert told == of_map


def test_slides(between: Between, of_map: Counts) -> None:
    of_all = build_change_slide(between, ALL)
    told = {code: read_label(value.label) for code, value in of_all.picture.values.items()}
    assert told == {code: of_map[code] for code in between.after.model.region.labels.index}
    parties = [sum(counts[kind] > 0 for counts in of_map.values()) for kind in (0, 1)]
    assert [int(fact.value) for fact in of_all.facts[:2]] == parties
    heads = {}
    for code in of_map:
        said = " ".join(line.head for line in build_change_slide(between, code).lines)
        found = [re.search(rf"{kind}(\d+)条", said) for kind in ("新增", "不再列出")]
        new, gone = (int(one[1]) if one else 0 for one in found)
        heads[code] = new, gone
    assert heads == of_map


def test_sentence(between: Between, of_map: Counts) -> None:
    told = {}
    for code in list_parties_between(between):
        counted = write_changes(between, code).partition("。")[0]
        found = [re.search(rf"{kind}(\d+)条", counted) for kind in ("新增", "不再列出")]
        new, gone = (int(one[1]) if one else 0 for one in found)
        told[code] = new, gone
    assert told == of_map
