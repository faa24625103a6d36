"""A draft as text, and back: equal in everything."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from geo.intake.draft import Draft, Measure
from geo.intake.grid import Cell
from geo.intake.headers import Heading
from geo.intake.known import Name
from geo.intake.proof import Entry, Proof
from geo.intake.questions import Question


def write_draft(draft: Draft) -> str:
    return json.dumps(asdict(draft), ensure_ascii=False, default=sorted)


def read_draft(text: str) -> Draft:
    """Drafts of earlier versions lack headings and sheets."""
    told = json.loads(text)
    return Draft(
        tuple(map(_read_measure, told["measures"])),
        tuple(Question(**question) for question in told["questions"]),
        told["roles"],
        tuple(told["title"]),
        _read_proof(told["proof"]),
        tuple(
            Heading(**one | {"examples": tuple(one["examples"])})
            for one in told.get("headings", ())
        ),
        tuple(told.get("sheets", ())),
    )


def _read_measure(told: dict[str, Any]) -> Measure:
    names = {role: tuple(Name(**name) for name in listed) for role, listed in told["names"].items()}
    return Measure(**told | {"names": names, "merged": tuple(told["merged"])})


def _read_proof(told: dict[str, Any]) -> Proof:
    return Proof(
        told["cells"],
        told["letters"],
        tuple(Cell(**cell | {"flags": frozenset(cell["flags"])}) for cell in told["unlisted"]),
        tuple(told["differing"]),
        tuple(Entry(**entry) for entry in told["left_out"]),
    )
