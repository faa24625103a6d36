"""Whom a party turns to: the departments that lead what it has to do, by name."""

from __future__ import annotations

from dataclasses import dataclass

from components.session.remember import remember
from components.words.units import name_unit
from components.words.words import Words
from geo.plan.compare import list_lead_measures


@dataclass(frozen=True)
class Lead:
    """A department, and the measures that it leads."""

    code: str
    name: str
    measure_ids: list[str]


@remember
def list_leads(words: Words, codes: tuple[str, ...]) -> list[Lead]:
    """The departments that lead what every one of `codes` takes part in, see
    `list_lead_measures`."""
    found = list_lead_measures(words.model.duties, words.model.region.units, codes)
    return [Lead(code, name_unit(words, code), ids) for code, ids in found.items()]
