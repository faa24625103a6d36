"""A draft is the same after it was kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from geo.intake.apart import read_document
from geo.intake.draft import draft_plan
from geo.intake.files import read_contents
from geo.intake.read import load_names
from store.drafts import read_draft, write_draft
from tests.geo.intake.typeset import lay_out_measures, read_measures, write_csv, write_docx


def test_drafts_with_and_without_questions_are_read_back_equal(tmp_path: Path) -> None:
    rows = lay_out_measures(read_measures())
    for write, name in ((write_docx, "plan.docx"), (write_csv, "plan.csv")):
        write(tmp_path / name, rows)
        document = read_document(read_contents(tmp_path / name))
        draft = draft_plan(document, load_names("beijing"), name)
        assert read_draft(write_draft(draft)) == draft
        assert bool(draft.questions) == (name == "plan.csv")
        assert len(draft.headings) == 7


def test_a_draft_of_an_earlier_version_has_no_headings(tmp_path: Path) -> None:
    write_csv(tmp_path / "plan.csv", lay_out_measures(read_measures()))
    document = read_document(read_contents(tmp_path / "plan.csv"))
    draft = draft_plan(document, load_names("beijing"), "plan.csv")
    told = json.loads(write_draft(draft))
    del told["headings"], told["sheets"]
    assert read_draft(json.dumps(told)) == replace(draft, headings=(), sheets=())
