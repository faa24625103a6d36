"""Who acts, and what they may: asked where something is written, not on pages.

Outside of a server that knows its people, on the command line and in tests, the machine's user
acts and may everything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from geo.packages.problems import DataError, Problem
from store.users import find_user

READER, UNIT, LEAD = "reader", "unit", "lead"
COLLECTOR, PLAN_DESK, ADMINISTRATOR = "collector", "plan_desk", "administrator"
RIGHTS = (READER, UNIT, LEAD, COLLECTOR, PLAN_DESK, ADMINISTRATOR)
"""None implies another."""
OF_UNITS = (UNIT, LEAD)
"""Held for one unit each."""

ACTIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("keep_file", "import", "answer", "publish", "withdraw"), (PLAN_DESK,)),
    **dict.fromkeys(("link", "set_default", "settle"), (PLAN_DESK,)),
    **dict.fromkeys(("open_month", "close_month", "reopen_month"), (COLLECTOR,)),
    **dict.fromkeys(("merge", "notify"), (COLLECTOR,)),
    **dict.fromkeys(("report", "withdraw_report", "ask_extension"), (UNIT, COLLECTOR)),
    **dict.fromkeys(("comment", "evidence"), (UNIT, COLLECTOR)),
    **dict.fromkeys(("review", "answer_extension"), (LEAD, COLLECTOR)),
    **dict.fromkeys(("right_given", "right_ended", "break_glass"), (ADMINISTRATOR,)),
    **dict.fromkeys(("account_closed", "account_opened"), (ADMINISTRATOR,)),
    **dict.fromkeys(("sessions_ended", "restore"), (ADMINISTRATOR,)),
}
"""The rights of which one is needed for everything that is written, by its name."""
SIGNS = ("sign_in", "sign_in_failed", "sign_out", "export", "forged_headers", "refused")
"""What is noted of people without a right being asked."""


@dataclass(frozen=True)
class Grant:
    """`unit`: the code of the unit that a right of `OF_UNITS` is held for, else ""."""

    right: str
    unit: str = ""

    def write(self) -> str:
        """As settings and commands name it, "unit:CODE"."""
        return f"{self.right}:{self.unit}" if self.unit else self.right


def read_grant(text: str) -> Grant:
    """Raises `DataError` for what is no right, or lacks its unit, or has one that it must not."""
    right, colon, unit = text.strip().partition(":")
    if right not in RIGHTS or bool(unit) != (right in OF_UNITS) or (colon and not unit):
        expected = ", ".join(f"{one}:CODE" if one in OF_UNITS else one for one in RIGHTS)
        raise DataError([Problem("bad_right", text, details={"expected": expected})])
    return Grant(right, unit)


@dataclass(frozen=True)
class Actor:
    """`is_machine`: who sits at the machine and may everything, where nobody signs in."""

    person: str
    grants: frozenset[Grant] = frozenset()
    is_machine: bool = False

    def may(self, right: str, unit: str = "") -> bool:
        return self.is_machine or Grant(right, unit) in self.grants


def find_machine() -> Actor:
    return Actor(find_user(), is_machine=True)


_finders: list[Callable[[], Actor]] = [find_machine]
_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)


def set_finder(find: Callable[[], Actor]) -> None:
    """From now on in this process `find` tells who acts: the server's knows whose page runs."""
    _finders[:] = [find]


def find_actor() -> Actor:
    return _acting.get() or _finders[0]()


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Within it, in this thread, `actor` acts."""
    token = _acting.set(actor)
    try:
        yield
    finally:
        _acting.reset(token)


def require(right: str, unit: str = "") -> Actor:
    """Who acts; raises `DataError` where they may not."""
    return _require_one([Grant(right, unit)])


def list_wanted(action: str, units: Iterable[Collection[str]] = ()) -> list[list[Grant]]:
    """For each thing acted upon the rights of which one is needed. `units`: for each the codes of
    the units one of which is to act; where none are told, no right of a unit is enough."""
    return [
        [
            Grant(right, code)
            for right in ACTIONS[action]
            for code in (sorted(codes) if right in OF_UNITS else [""])
        ]
        for codes in list(units) or [()]
    ]


def may_do(actor: Actor, action: str, units: Iterable[Collection[str]] = ()) -> bool:
    """Whether `permit` would let somebody do it."""
    wanted = list_wanted(action, units)
    return all(any(actor.may(one.right, one.unit) for one in grants) for grants in wanted)


def permit(action: str, units: Iterable[Collection[str]] = ()) -> Actor:
    """Who acts; raises `DataError` where they may not."""
    for grants in list_wanted(action, units):
        _require_one(grants)
    return find_actor()


def _require_one(grants: Collection[Grant]) -> Actor:
    actor = find_actor()
    if not any(actor.may(grant.right, grant.unit) for grant in grants):
        details = {"rights": ", ".join(grant.write() for grant in grants)}
        raise DataError([Problem("no_right", actor.person, details=details)])
    return actor
