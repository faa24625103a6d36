"""What an answer does to the duties, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from components.screens.review.cells import name_field, show_cell
from components.texts import Texts
from geo.intake.known import Name
from geo.plan.plan import ROLES
from store.asked import UNKNOWN
from store.effects import Effect
from store.names import code_department, name_department
from store.state import State

MOST_CELLS, MOST_NAMES = 3, 3
"""Cells that are told one by one, and units that are named."""


def say_effects(effects: Sequence[Effect], state: State, t: Texts) -> list[str]:
    """A line for each cell that changes, up to a few; and who has more duties or fewer by it."""
    totals = t("asking.comma").join(_count_duties(effects, state, t))
    is_kept = not any(effect.field in ROLES for effect in effects)
    of_many = len({effect.measure for effect in effects}) > 1
    lines = [_say_cell(effect, state, t, of_many=of_many) for effect in effects]
    if len(lines) > MOST_CELLS:
        lines = [*lines[:MOST_CELLS], t("asking.more_cells", n=len(lines) - MOST_CELLS)]
    if is_kept:
        return [*lines, t("asking.no_effect")]
    if len(effects) == 1 and totals:
        return [t("asking.with_totals", change=lines[0], totals=totals)]
    return [*lines, t("asking.totals", totals=totals)] if totals else lines


def _say_cell(effect: Effect, state: State, t: Texts, *, of_many: bool) -> str:
    cells = [
        show_cell(effect.field, cell) or t("asking.blank") for cell in (effect.before, effect.after)
    ]
    name = name_field(effect.field, state.reading.draft, t)
    said = t("asking.change", name=name, before=cells[0], after=cells[1])
    number = state.settled.measures[effect.measure].measure_id
    return t("asking.of_measure", n=number, change=said) if of_many else said


def _count_duties(effects: Sequence[Effect], state: State, t: Texts) -> list[str]:
    """Who gets or loses how many duties of a role; those with the same together."""
    said = []
    for kind in ("lost", "gained"):
        for role in ROLES:
            counted = Counter(
                code for one in effects if one.field == role for code in getattr(one, kind)
            )
            alike: dict[int, list[str]] = defaultdict(list)
            for code, n in counted.items():
                alike[n].append(code)
            for n, codes in alike.items():
                each = "each_" if len(codes) > 1 else ""
                who = name_units(codes, state, t)
                said.append(t(f"asking.{each}{kind}", who=who, n=n, role=t(f"role.{role}")))
    return said


def name_units(codes: Sequence[str], state: State, t: Texts) -> str:
    """A few units by name, many by their number, in the order of their region; departments that
    it does not list come last."""
    known = {code: t.pick(*names) for code, names in state.region.names_by_code.items()}
    names = known | list_departments(state.settled.names)
    ordered = [code for code in names if code in {*codes}]
    if len(ordered) <= MOST_NAMES:
        return t("list.comma").join(names[code] for code in ordered)
    districts = [code for code in ordered if code in state.region.districts]
    others = [code for code in ordered if code not in districts]
    told = [t("asking.districts", n=len(districts))] if districts else []
    if 0 < len(others) <= MOST_NAMES:
        told += [names[code] for code in others]
    elif others:
        told.append(t("asking.units", n=len(others)))
    return t("list.comma").join(told)


def list_departments(answers: Mapping[str, str]) -> dict[str, str]:
    """Names by code of departments that the region does not list; `answers`: of unknown names."""
    named = (name_department(Name(name, "", UNKNOWN), told) for name, told in answers.items())
    return {code_department(name): name for name in named if name}
