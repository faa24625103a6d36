"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass

from geo.packages.problems import Problem

BROKEN, NOTED, SOUND = "broken", "note", "ok"


@dataclass(frozen=True)
class Found:
    """`problems`: what does not work; `notes`: what works, and could be better; `fact`: what was
    looked at, the same in every language."""

    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    fact: str = ""

    @property
    def state(self) -> str:
        if self.problems:
            return BROKEN
        return NOTED if self.notes else SOUND


def find(problem: Problem, fact: str = "") -> Found:
    return Found((problem,), fact=fact)


def note(problem: Problem, fact: str = "") -> Found:
    return Found(notes=(problem,), fact=fact)
