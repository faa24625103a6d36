"""People with rights, and what they are refused."""

from __future__ import annotations

from collections.abc import Callable

from geo.packages.problems import DataError
from store.rights import Actor, acting_as, read_grant


def make_actor(*grants: str, person: str = "丁") -> Actor:
    """`grants`: as commands name them."""
    return Actor(person, frozenset(map(read_grant, grants)))


def is_refused(grant: str, act: Callable[[], object]) -> bool:
    """Whether somebody with this right alone, "" for none, is refused it for want of a right;
    whatever else is wrong with it."""
    with acting_as(make_actor(*filter(None, [grant]))):
        try:
            act()
        except DataError as error:
            return any(problem.rule == "no_right" for problem in error.problems)
    return False
