"""What names stand for by the answers that were given for a region.

They hold for exactly the same printed name, full and half widths as one; never by likeness. What
the plan itself was answered comes first, also where that opens the name again. Else each plan's
last answer counts, and of these the one given last; a name that was opened again teaches nothing.
Answers of another region never hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from geo.intake.known import fold
from store.answers import REOPEN
from store.asked import UNKNOWN, Asked
from store.decisions import Decision, list_decisions
from store.tables import DECISIONS, READINGS


def list_of_region(connection: Connection, region: str) -> list[Decision]:
    """Every answer ever given of a name in a plan of a region, in the order given."""
    rows = connection.execute(
        select(DECISIONS)
        .join(READINGS, READINGS.c.id == DECISIONS.c.reading_id)
        .where(READINGS.c.region == region, DECISIONS.c.question.startswith(f"{UNKNOWN}:"))
        .order_by(DECISIONS.c.id)
    )
    return [Decision(**row) for row in rows.mappings()]


def hold_names(
    of_names: Sequence[Asked], own: Mapping[Asked, Decision], given: Sequence[Decision]
) -> dict[Asked, Decision]:
    """The answer that holds for each name. `own`: what the plan was answered, for whichever region;
    `given`: all of the region, see `list_of_region`. An own one of another region says nothing of
    this one's units: it stands as if it were opened again."""
    of_region, learnt = {decision.id for decision in given}, find_learnt(given)
    holding = {}
    for one in of_names:
        mine = own.get(one)
        elsewhere = learnt.get(fold(one.value))
        if mine and mine.id in of_region:
            holding[one] = mine
        elif elsewhere:
            holding[one] = elsewhere
        elif mine:
            holding[one] = replace(mine, answer=REOPEN)
    return holding


def find_learnt(given: Sequence[Decision]) -> dict[str, Decision]:
    """What was answered last, by folded name."""
    last: dict[tuple[str, str], Decision] = {}
    for decision in given:
        name = decision.question.removeprefix(f"{UNKNOWN}:")
        last[fold(name), decision.plan] = decision
    learnt: dict[str, Decision] = {}
    for (name, _), decision in sorted(last.items(), key=lambda item: item[1].id):
        if decision.answer != REOPEN:
            learnt[name] = decision
    return learnt


def find_titles(connection: Connection, plans: Iterable[str]) -> dict[str, str]:
    """The title stated last of each plan; its code where none was."""
    titles = {plan: plan for plan in plans}
    for plan in titles:
        for decision in list_decisions(connection, plan):
            if decision.question == "fact:title" and decision.answer != REOPEN:
                titles[plan] = decision.answer
    return titles
