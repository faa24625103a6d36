"""Duties as CSV for Excel and WPS."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.documents.plain_text import clean_text, looks_like_formula
from components.documents.rows import COLUMNS, list_duty_rows, list_file_columns
from components.words.plan import cite_plan
from components.words.rules import write_counting_rule
from components.words.source import Origin, credit_boundary, list_uncounted

TRAILING = ("source", "rule", "date")


def write_csv(origin: Origin, codes: Sequence[str]) -> bytes:
    """The rows of `list_duty_rows`, UTF-8 with BOM and CRLF; the header in the reader's language.

    CSV has no comments, so source, counting rule and date stand at the end of every row. What a
    spreadsheet would take for a formula gets a leading apostrophe.
    """
    t = origin.words.t
    rows = list_duty_rows(origin.words, codes)
    rows["is_counted"] = rows["is_counted"].map({True: t("file.yes"), False: t("file.no")})
    return cite_rows(rows, list_file_columns(origin.words, COLUMNS), origin)


def cite_rows(rows: pd.DataFrame, columns: Sequence[str], origin: Origin) -> bytes:
    """`rows` as CSV with source, counting rule and date behind each, headed in words."""
    words = origin.words
    t = words.t
    rows = rows[list(columns)].copy()
    sources = [cite_plan(words), credit_boundary(words), *list_uncounted(words)]
    rows["source"] = t("file.semicolon").join(sources)
    rows["rule"] = write_counting_rule(words)
    rows["date"] = origin.date
    headed = rows.rename(columns={c: t(f"file.head_{c}") for c in (*columns, *TRAILING)})
    safe = headed.map(neutralise)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def neutralise(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = clean_text(value)
    return f"'{text}" if looks_like_formula(text) else text
