"""What was reported on the duties of the plans in view, asked anew in every run of a page.

Nothing of it enters what is remembered by a model, a language and a view, nor the answers sent
ahead: those have at most a place for it. Where no month was opened there is nothing, and every page
is what it is without; where nothing was ever kept, SQLAlchemy is not even imported.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from components.session.reader import find_reader
from components.session.remember import refuse_shared
from geo.model import Model
from geo.packages.problems import DataError
from geo.together import write_id
from store.look import asked_once
from store.place import is_used
from store.shelf import is_draft

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from store.progress.periods import Period
    from store.progress.states import State

MAX_KEPT = 8
"""Models whose last states are kept."""


@dataclass(frozen=True, eq=False)
class Progress:
    """`periods`: the month now asked for of each plan that has one, by the plan as links name it;
    `states`: by the measure, as the model names it, and the unit's code; `plans`: by measure."""

    periods: Mapping[str, Period]
    states: Mapping[tuple[str, str], State]
    plans: Mapping[str, str]

    @property
    def followed(self) -> tuple[str, ...]:
        """The plans that have a month; it holds nothing of what was reported in it."""
        return tuple(self.periods)

    def of_unit(self, code: str, plan: str | None = None) -> dict[str, State]:
        """By the measure; of one of the plans where it is named."""
        return {
            measure: state
            for (measure, unit), state in self.states.items()
            if unit == code and plan in (None, self.plans[measure])
        }

    def of_measure(self, measure_id: str) -> dict[str, State]:
        """By the unit's code."""
        return {
            unit: state for (measure, unit), state in self.states.items() if measure == measure_id
        }


_kept: OrderedDict[Model, tuple[tuple[str, date], Progress]] = OrderedDict()


def find_progress(model: Model) -> Progress | None:
    """One read of the database in a run of a page; None without a month, where it cannot be asked,
    or where it is not shown to this reader. Never in what is remembered for all."""
    refuse_shared()
    return _find_once(model)


@asked_once
def _find_once(model: Model) -> Progress | None:
    if not (is_used() and find_reader().sees_progress):
        return None
    from store.database import read

    try:
        with read() as connection:
            return _ask(connection, model) if connection else None
    except DataError:
        return None


def _ask(connection: Connection, model: Model) -> Progress | None:
    """States of the day for as long as nothing is added to the chain of what is kept, whose end is
    another in every database: so what another look found holds."""
    from store.audit import BEGINNING, find_end
    from store.progress.calendar import find_today

    asked = find_end(connection), find_today()
    if asked[0] == BEGINNING:
        return None
    kept = _kept.get(model)
    if kept is None or kept[0] != asked:
        _kept[model] = kept = asked, _read(connection, model, asked[1])
        while len(_kept) > MAX_KEPT:
            _kept.popitem(last=False)
    return kept[1] if kept[1].periods else None


def _read(connection: Connection, model: Model, today: date) -> Progress:
    from store.progress.periods import find_current, list_periods
    from store.progress.states import find_states

    periods: dict[str, Period] = {}
    states: dict[tuple[str, str], State] = {}
    plans: dict[str, str] = {}
    for part in model.parts:
        if is_draft(part.reference):
            continue
        period = find_current(list_periods(connection, part.plan.code), today)
        if period is None:
            continue
        periods[part.reference] = period
        found = _name_states(model, part, find_states(connection, period, today))
        plans |= {measure: part.reference for measure, _ in found}
        states |= found
    return Progress(periods, states, plans)


def _name_states(model: Model, part: Model, found: list[State]) -> dict[tuple[str, str], State]:
    """A line is of the measure that has its number and its wording still: of a corrected plan
    another may stand there."""
    measures = part.plan.measures
    texts = dict(zip(measures["measure_id"], measures["text"], strict=True))
    is_one = len(model.parts) == 1
    return {
        (number if is_one else write_id(part, number), state.line.unit_code): state
        for state in found
        if texts.get(number := state.line.measure_id) == state.line.wording
    }
