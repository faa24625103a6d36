"""A plan under review, read from a table in memory, of the tiny region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.intake.grid import Piece
from store.asked import Asked
from store.decisions import Decision
from store.names import RegionNames
from store.readings import Reading
from store.state import State, settle_draft
from tests.geo.intake.boxes import HEADINGS, draft_rows, read_frame
from tests.geo.tiny import FORMER, REGION, UNIT_NAMES, UNITS

NAMES = RegionNames(read_frame(UNITS), read_frame(UNIT_NAMES), read_frame(FORMER))


def build_state(
    rows: Sequence[Sequence[str]],
    answers: Mapping[tuple[str, str], str] | None = None,
    pieces: Sequence[Piece] = (),
    **about: object,
) -> State:
    """`answers`: by key and tag, each given by 乙 and for the same reason."""
    draft = draft_rows([HEADINGS, *rows], pieces, **about)
    kept = ("plan.docx", "0", "2026-01-31T08:00:00Z", draft, "甲", "", {}, 0)
    reading = Reading(1, "plan", REGION, *kept)
    asked = settle_draft(reading, [], NAMES, lambda _: set(), list).asked
    given = [
        decide(at, one, told)
        for at, one in enumerate(asked, start=1)
        if (told := (answers or {}).get((one.key, one.tag)))
    ]
    return State(
        reading, settle_draft(reading, given, NAMES, lambda _: set(), lambda: given), NAMES
    )


def decide(at: int, one: Asked, answer: str) -> Decision:
    of_cell = (one.key, one.tag, one.cell_hash, one.row_hash)
    return Decision(at, "plan", 1, *of_cell, answer, 0, "乙", "2026-02-01T00:30:00Z", "看过原件")
