"""Sentences that speak for many rows, which are quoted and add nothing by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geo.intake.grid import Cell, Document, drop_spaces
from geo.intake.questions import Question

STANDING_CLAUSE = re.compile(
    r"[^。；\n]*(?:以下|下列|各项|上述)[^。；\n]*(?:不再列出|不再一一列出|不再单列|不另列出)[^。；\n]*"
)
FIRST_IS_LEAD = re.compile(
    r"[^。；\n]*(?:列|排)(?:在)?(?:第一位|首位|第一)[^。；\n]*牵头[^。；\n]*"
)
CLAUSES = {"standing_clause": STANDING_CLAUSE, "first_is_lead": FIRST_IS_LEAD}


def ask_of_clauses(document: Document, uses: Mapping[Cell, str]) -> list[Question]:
    """Those around the table, and in its rows that are no measures; `uses`: what cells are for."""
    asked = []
    for piece in document.pieces:
        if piece.reason != "deleted":
            asked += find_clauses(piece.text, piece.place)
    for cell, use in uses.items():
        if use in ("note", "title", "chapter"):
            asked += find_clauses(cell.text, cell.sheet_or_page, cell.row)
    return asked


def find_clauses(text: str, place: str, row: int = 0) -> list[Question]:
    found = {code: pattern.search(drop_spaces(text)) for code, pattern in CLAUSES.items()}
    return [Question(code, place, row, value=f.group()) for code, f in found.items() if f]
