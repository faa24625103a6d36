"""What a link to two editions shows: of whom, and which step of linking them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components.html.changes import name_pair
from components.words.changes import Between, list_units

STEPS = ("changes", "links")
"""What changed, and which measure became which."""
SIDES = ("before", "after")
Chosen = tuple[tuple[str, ...], tuple[str, ...]]
"""Measures of the earlier and of the later edition."""
KEPT = ("lang", "plan")
"""What a link keeps beside its own parameters."""


@dataclass(frozen=True)
class ChangesLink:
    """`code`: the unit whose changes are shown, "" where all are. `step`: one of `STEPS`. `at`:
    which measures a person is asked about, see `list_cards`; `chosen`: those chosen instead."""

    code: str
    step: str
    at: str
    chosen: Chosen | None = None


def read_link(params: Mapping[str, str], between: Between) -> ChangesLink:
    """A unit that is none of theirs is none, an unknown step the first."""
    code = params.get("unit") or params.get("district", "")
    step = params.get("step", STEPS[0])
    return ChangesLink(
        code if code in list_units(between) else "",
        step if step in STEPS else STEPS[0],
        params.get("at", ""),
        _read_chosen(params, between),
    )


def _read_chosen(params: Mapping[str, str], between: Between) -> Chosen | None:
    """The measures of both editions that a link says are chosen; unknown ones are left out."""
    if not {*SIDES} & {*params}:
        return None
    before, after = (
        tuple(one for one in words.model.plan.measures["measure_id"] if one in asked)
        for words, asked in zip(
            between.sides, (params.get(side, "").split(";") for side in SIDES), strict=True
        )
    )
    return before, after


def go(
    between: Between,
    code: str = "",
    step: str = STEPS[0],
    at: str = "",
    chosen: Chosen | None = None,
) -> None:
    """Lead to another place of the page: writes the URL, from which the next run reads it."""
    kept = {name: st.query_params[name] for name in KEPT if name in st.query_params}
    more = {"step": step if step != STEPS[0] else "", "at": at}
    told = {name: value for name, value in more.items() if value}
    if chosen:
        told |= {side: ";".join(ids) for side, ids in zip(SIDES, chosen, strict=True)}
    st.query_params.from_dict(kept | {**name_pair(between, code)} | told)
