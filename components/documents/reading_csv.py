"""What was read of a plan's own file, as CSV."""

from __future__ import annotations

import csv
import io

from components.documents.duty_csv import neutralise
from geo.intake.draft import COLUMNS, Draft, list_rows


def write_reading_csv(draft: Draft) -> bytes:
    """The rows of `geo read`, UTF-8 with BOM; what a spreadsheet would take for a formula gets a
    leading apostrophe."""
    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, COLUMNS)
    writer.writeheader()
    writer.writerows({k: neutralise(v) for k, v in row.items()} for row in list_rows(draft))
    return lines.getvalue().encode("utf-8-sig")
