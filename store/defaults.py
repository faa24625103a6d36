"""Which plans open where a link names none: what the office said last; see docs/decisions/037."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from geo.packages import package
from geo.packages.problems import Problem, raise_if_any
from geo.plan.meta import read_meta
from geo.together import MAX_PLANS, SEPARATOR
from store.database import stamp
from store.folders import materialise
from store.schema import write
from store.tables import DEFAULTS
from store.versions import Version, list_shown


@dataclass(frozen=True)
class Entry:
    """A row of `store.tables.DEFAULTS`."""

    id: int
    plans: str
    decided_by: str
    decided_at: str
    why: str


def list_entries(connection: Connection) -> list[Entry]:
    """Everything ever said, the first entry first."""
    rows = connection.execute(select(DEFAULTS).order_by(DEFAULTS.c.id))
    return [Entry(**row) for row in rows.mappings()]


def find_last(connection: Connection) -> Entry | None:
    """The entry that counts."""
    last = select(DEFAULTS).order_by(DEFAULTS.c.id.desc()).limit(1)
    row = connection.execute(last).mappings().first()
    return Entry(**row) if row else None


def set_default(plans: Sequence[str], who: str, why: str) -> None:
    """From now on these open, in this order; without any, the shipped plan as before. Raises
    `DataError` with every plan that is neither shipped nor published, or is of another region than
    the first; saying the same again keeps nothing."""
    codes = SEPARATOR.join(dict.fromkeys(plans))
    with write("set_default", codes) as connection:
        last = find_last(connection)
        if codes == (last.plans if last else ""):
            return
        raise_if_any(_find_unfit(connection, codes.split(SEPARATOR) if codes else []))
        values = {"plans": codes, "decided_by": who, "decided_at": stamp(), "why": why}
        connection.execute(insert(DEFAULTS).values(values))


def _find_unfit(connection: Connection, codes: Sequence[str]) -> Iterator[Problem]:
    shown, shipped = list_shown(connection), package.list_plans()
    unknown = [code for code in codes if code not in shown and code not in shipped]
    yield from (Problem("not_published", code) for code in unknown)
    if len(codes) > MAX_PLANS:
        details = {"most": str(MAX_PLANS)}
        yield Problem("too_many_plans", SEPARATOR.join(codes), details=details)
    elif not unknown:
        yield from _find_apart(connection, codes, shown)


def _find_apart(
    connection: Connection, codes: Sequence[str], shown: dict[str, Version]
) -> Iterator[Problem]:
    """Plans of another region than the first."""
    shipped = package.list_plans()
    first: dict[str, str] = {}
    for code in codes:
        folder = package.find_data_dir() / "plans" / code
        if code not in shipped:
            folder = materialise(connection, shown[code])
        region = str(read_meta(package.open_package(folder))["region"])
        first = first or {"plan": code, "region": region}
        if region != first["region"]:
            yield Problem("plans_apart", code, None, "region", region, first)
