"""A file is kept before its plan is known, found by the beginning of its hash, and imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.packages.problems import DataError
from store import originals, publishing
from tests.geo import tiny
from tests.geo.intake.typeset import lay_out_measures, write_docx
from tests.store.office import PLAN, Office, read_tiny


@pytest.fixture
def file(tmp_path: Path) -> bytes:
    write_docx(tmp_path / "a.docx", lay_out_measures(read_tiny()))
    return (tmp_path / "a.docx").read_bytes()


def test_a_kept_file_is_found_and_imported(office: Office, file: bytes) -> None:
    sha256 = originals.keep_original("甲.docx", file, "甲")
    assert originals.keep_original("甲.docx", file, "乙") == sha256
    found = originals.load_original(sha256[:12])
    assert (found.name, found.data) == ("甲.docx", file)
    originals.take_up(found, PLAN, tiny.REGION, "", {"title": "计划"}, "甲")
    assert office.look().settled.facts == {"title": "计划"}
    assert len(office.look().settled.measures) == len(read_tiny())


@pytest.mark.parametrize("beginning", ["", "0000", "%"])
def test_a_file_that_is_not_kept_is_named(office: Office, file: bytes, beginning: str) -> None:
    for _ in range(2):
        with pytest.raises(DataError) as error:
            originals.load_original(beginning)
        assert [problem.rule for problem in error.value.problems] == ["not_kept"]
        originals.keep_original("甲.docx", file, "甲")


def test_a_file_that_is_never_read_is_not_kept(office: Office) -> None:
    with pytest.raises(DataError) as error:
        originals.keep_original("旧.doc", b"x", "甲")
    assert [problem.rule for problem in error.value.problems] == ["old_document"]


def test_a_plan_whose_facts_are_refused_is_not_taken_up(office: Office, file: bytes) -> None:
    found = originals.load_original(originals.keep_original("甲.docx", file, "甲"))
    with pytest.raises(DataError):
        originals.take_up(found, PLAN, tiny.REGION, "", {"title": "计划", "year": "26"}, "甲")
    assert publishing.find_region(PLAN) is None


@pytest.mark.parametrize(
    ("fact", "answer"),
    [("year", "二〇二六"), ("year", "26"), ("date", "2026-13-01"), ("status", "定稿")],
)
def test_a_fact_of_another_form_is_refused(office: Office, fact: str, answer: str) -> None:
    office.import_tiny()
    with pytest.raises(DataError) as error:
        office.answer("plan", f"fact:{fact}", answer)
    assert [problem.rule for problem in error.value.problems] == ["unknown_answer"]
