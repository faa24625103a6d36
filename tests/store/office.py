"""An office at its desk: a plan of the tiny region as a file, imported, changed, published."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store import publishing
from store.asked import Asked
from store.database import read
from store.publishing import Given, State
from tests.geo import tiny
from tests.geo.intake.boxes import HEADINGS
from tests.geo.intake.typeset import lay_out_measures, write_docx

PLAN = "office-plan"
FACTS = {"title": "办公室计划", "annex": "附件1"}
SETTLED = {
    **{"plan": PLAN, "measure_id": "8", "row_hash": "a", "districts": "100001"},
    **{"decided_by": "甲", "date": "2026-03-01", "reference": "函1号", "replaces": 0},
    **{"kept_by": "乙", "kept_at": "2026-03-01T08:00:00Z"},
}
"""A row of `resolutions`."""
LINKED = {
    **{"from_plan": "a", "to_plan": "b", "kind": "same"},
    **{"measures_from": '{"1": "x"}', "measures_to": '{"1": "y"}', "replaces": 0},
    **{"decided_by": "甲", "decided_at": "2026-03-01T08:00:00Z", "why": ""},
}
"""A row of `links`."""
OPENED = {
    **{"plans": "a,b", "decided_by": "甲", "decided_at": "2026-03-01T08:00:00Z", "why": ""},
}
"""A row of `defaults`."""


def read_tiny() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tiny.MEASURES)))


def lay_out(*rows: Sequence[str]) -> list[list[str]]:
    """A table of the given rows: number, task, wording, deadline, lead, main, support."""
    return [list(HEADINGS), *map(list, rows)]


@dataclass
class Office:
    """`desk`: where its files lie."""

    desk: Path
    names: list[str] = field(default_factory=list)

    def import_rows(self, rows: Sequence[Sequence[str]], plan: str = PLAN) -> None:
        """A Word file of this table, read and kept."""
        self.desk.mkdir(exist_ok=True)
        path = self.desk / f"plan {len(self.names)}.docx"
        self.names.append(path.name)
        write_docx(path, rows)
        publishing.import_file(path, plan, tiny.REGION, None, "甲")

    def import_tiny(self, plan: str = PLAN) -> None:
        """The tiny plan, with what it needs to be published."""
        self.import_rows(lay_out_measures(read_tiny()), plan)
        publishing.state_facts(plan, FACTS, "甲")

    def look(self, plan: str = PLAN) -> State:
        with read() as connection:
            assert connection
            return publishing.load_state(connection, plan)

    def list_open(self, plan: str = PLAN) -> list[tuple[str, str]]:
        return [(one.key, one.tag) for one in self.look(plan).settled.open]

    def find(self, key: str, tag: str, plan: str = PLAN) -> Asked:
        asked = self.look(plan).settled.asked
        return next(one for one in asked if (one.key, one.tag) == (key, tag))

    def answer(self, key: str, tag: str, answer: str, who: str = "乙", seen: int = 0) -> int:
        return publishing.decide(PLAN, [Given(key, tag, answer, who, "看过原件", seen)])
