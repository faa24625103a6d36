"""Roles and bases of duties in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from components.session.remember import remember
from components.texts import Texts
from components.words.bases import name_basis
from components.words.several import number_measure
from components.words.words import Words
from geo.plan.plan import ROLES


def name_roles(duty: Mapping[str, Any], t: Texts) -> str:
    """A duty's roles in words; a merged cell is one word pair, a doubtful reading has a dagger."""
    held = [role for role in ROLES if duty[role]]
    if held[:2] == ["lead", "main"]:
        held[:2] = ["lead_main"]
    roles = t("list.comma").join(t(f"role.{role}") for role in held)
    return t("role.doubtful", roles=roles) if duty["is_doubtful"] else roles


def list_doubts(words: Words, measure_ids: Collection[str]) -> list[str]:
    """For the doubtful of `measure_ids`, what the dagger on their roles stands for."""
    return [
        line for measure_id, line in _list_all_doubts(words).items() if measure_id in measure_ids
    ]


@remember
def _list_all_doubts(words: Words) -> dict[str, str]:
    notes = words.model.plan.measures.set_index("measure_id")[words.t.pick("note", "note_en")]
    return {
        measure_id: words.t(
            "role.doubt_line", id=number_measure(words, measure_id), note=notes[measure_id]
        )
        for measure_id in words.model.plan.doubtful
    }


def name_part(duty: Mapping[str, Any], t: Texts) -> str:
    """Roles and basis of a duty in one line."""
    return t("file.held", roles=name_roles(duty, t), basis=name_basis(duty, t))


def name_resolution(words: Words, measure_id: str) -> str:
    """Who settled a measure's 相关区, when, and on what ground; nothing where nobody did."""
    found = words.model.resolutions[words.model.resolutions["measure_id"] == measure_id]
    return "".join(words.t("ledger.resolution", **entry) for entry in found.to_dict("records"))
