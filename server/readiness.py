"""Whether this machine can answer a reader: for the proxy before it, and for who keeps it running.

Alive is who answers at all. Ready is who is not about to stop, has read and drawn what opens and,
where there is a database, reaches it at the schema of the code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo.packages.problems import DataError, Problem
from server.draining import DRAINING
from store.database import read
from store.place import is_used


@dataclass(frozen=True)
class Check:
    """`problems`: what keeps it from being ready; none where it is."""

    name: str
    problems: tuple[Problem, ...]


def check_packages() -> None:
    """Raises `DataError` where what opens by default cannot be read and drawn."""
    from components.screens.shell.read_ahead import read_ahead

    read_ahead()


def check_database() -> None:
    """Raises `DataError` where the database is there and cannot be read, or is of another schema;
    asks it, unlike a page that has just been told so."""
    if is_used():
        with read():
            pass


CHECKS: dict[str, Callable[[], None]] = {
    "staying": DRAINING.check,
    "packages": check_packages,
    "database": check_database,
}
READING = ("staying", "packages")
"""What a reader needs; who writes needs the rest too."""


def list_checks(names: Iterable[str] = tuple(CHECKS)) -> list[Check]:
    """These checks, in the order of `CHECKS`."""
    return [Check(name, _find_problems(CHECKS[name])) for name in names]


def _find_problems(check: Callable[[], None]) -> tuple[Problem, ...]:
    try:
        check()
    except DataError as error:
        return error.problems
    return ()
