"""What was read, as the file of `geo read`."""

from __future__ import annotations

import csv
import io

from components.documents.reading_csv import write_reading_csv
from geo.intake.draft import COLUMNS
from tests.components.html.read_plan import build_draft, build_proof


def test_the_file_has_the_contracts_columns_and_no_formula() -> None:
    data = write_reading_csv(build_draft(build_proof(10))).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(data))
    assert tuple(row) == COLUMNS
    assert (row["text"], row["lead"], row["merged"]) == ("'=巡查", "甲局", "lead+main")
