"""What a unit still owes in a period, and the notices of it that were sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from store.audit import keep
from store.database import stamp
from store.progress.periods import find_period
from store.progress.states import State
from store.progress_tables import NOTICES
from store.schema import write

REMINDER, ORDER = "reminder", "order"
KINDS = (REMINDER, ORDER)
"""催报, a text to paste, and 催办单, a document."""
OWED = ("missing", "asked", "returned", "blocked", "late")
"""What a notice names: nothing reported; not said whether it is the unit's own; to report anew;
somebody must act; past its date and not done. A line stands under the first that holds."""


@dataclass(frozen=True)
class Notice:
    """A row of `store.progress_tables.NOTICES`; `kind`: `REMINDER` or `ORDER`."""

    id: int
    period_id: int
    unit_code: str
    kind: str
    text: str
    kept_by: str
    kept_at: str


def find_owed(state: State) -> str:
    """One of `OWED`, or "" where the unit owes nothing."""
    if not state.is_reporting:
        return ""
    if state.is_asked and state.stage == "missing":
        return "asked"
    if state.stage in ("missing", "returned"):
        return state.stage
    if state.status == "blocked":
        return "blocked"
    return "late" if state.is_late else ""


def list_owed(states: Iterable[State]) -> dict[str, dict[str, list[State]]]:
    """By the unit's code, then by `OWED` in its order; units that owe nothing are left out."""
    owed: dict[str, dict[str, list[State]]] = {}
    for state in states:
        if kind := find_owed(state):
            owed.setdefault(state.line.unit_code, {}).setdefault(kind, []).append(state)
    return {
        unit: {kind: kinds[kind] for kind in OWED if kind in kinds} for unit, kinds in owed.items()
    }


def list_notices(connection: Connection, plan: str, code: str) -> list[Notice]:
    """What was sent of a period, in the order kept."""
    of_period = NOTICES.c.period_id == find_period(connection, plan, code).id
    rows = connection.execute(select(NOTICES).where(of_period).order_by(NOTICES.c.id))
    return [Notice(**row) for row in rows.mappings()]


def keep_notice(plan: str, code: str, unit_code: str, kind: str, text: str, who: str) -> None:
    """Note that a unit was sent this."""
    with write("notify", f"{plan} {code} {unit_code}") as connection:
        values = {
            "period_id": find_period(connection, plan, code).id,
            "unit_code": unit_code,
            "kind": kind,
            "text": text,
            "kept_by": who,
            "kept_at": stamp(),
        }
        keep(connection, NOTICES, values, who)
