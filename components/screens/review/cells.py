"""Cells as a person reads and writes them: names parted by a full-width semicolon, on one line."""

from __future__ import annotations

from components.texts import Texts
from geo.intake.draft import Draft, join_lines
from geo.plan.plan import ROLES
from store.answers import LONGEST, SET

SEPARATOR = "；"
MOST_LETTERS = LONGEST - len(SET)


def name_field(field: str, draft: Draft, t: Texts) -> str:
    """What a cell of a measure is called: a role by its printed name."""
    return (draft.roles.get(field) or t(f"role.{field}")) if field in ROLES else t(f"rows.{field}")


def show_cell(field: str, written: str) -> str:
    """A cell as `print_cell` writes it, for a field or a sentence."""
    return written.replace(";", SEPARATOR) if field in ROLES else written


def write_answer(field: str, typed: str) -> str:
    """The answer that writes a cell anew with what somebody typed, on however many lines."""
    lines = typed.splitlines()
    if field not in ROLES:
        return f"{SET}{join_lines(chr(10).join(lines))}"
    parts = [
        part.strip() for part in SEPARATOR.join(lines).replace(";", SEPARATOR).split(SEPARATOR)
    ]
    return f"{SET}{';'.join(part for part in parts if part)}"
