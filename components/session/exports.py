"""Files in which people are named: who takes one away is noted, where that is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from components.session.reader import find_reader

T = TypeVar("T")


def note_taking(about: str, build: Callable[[], T]) -> Callable[[], T]:
    """`build`, for a button of this run: it is clicked by who reads it, and answered where no page
    runs any more. Nothing is given where it cannot be noted. `about`: of what, in codes."""
    person = find_reader().person

    def take() -> T:
        if person:
            from store.access.events import note_event

            note_event("export", person, about)
        return build()

    return take
