"""Which districts a 相关区 means: entries of an office; the last one of a measure counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, insert, select

from geo.model import Model
from geo.packages.problems import DataError, Problem
from geo.packages.schema import validate_table
from geo.plan.resolutions import COLUMNS, SCHEMA, check_resolutions, hash_wordings
from store.database import read, stamp
from store.schema import write
from store.tables import RESOLUTIONS

SEPARATOR = ";"


@dataclass(frozen=True)
class Entry:
    """A row of `store.tables.RESOLUTIONS`; without `districts` it leaves the measure open again."""

    id: int
    plan: str
    measure_id: str
    row_hash: str
    districts: str
    decided_by: str
    date: str
    reference: str
    replaces: int
    kept_by: str
    kept_at: str


@dataclass(frozen=True)
class Given:
    """What somebody settles. `districts`: codes or names, joined by ";"; `seen`: the id of the
    entry that stood when they did, 0 where none did."""

    measure_id: str
    districts: str
    decided_by: str
    date: str
    reference: str
    seen: int = 0


def list_entries(connection: Connection, plan: str) -> list[Entry]:
    """Every entry ever made for a plan, in the order made."""
    rows = connection.execute(
        select(RESOLUTIONS).where(RESOLUTIONS.c.plan == plan).order_by(RESOLUTIONS.c.id)
    )
    return [Entry(**row) for row in rows.mappings()]


def find_standing(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The last entry of each measure by its number, those that leave it open among them."""
    return {entry.measure_id: entry for entry in entries}


def build_table(entries: Iterable[Entry]) -> pd.DataFrame:
    """What `geo.model.load_model` takes: `measure_id, districts, decided_by, date, reference,
    row_hash` of all that is settled now."""
    columns = [*COLUMNS, "row_hash"]
    settled = [entry for entry in find_standing(entries).values() if entry.districts]
    rows = [[getattr(entry, name) for name in columns] for entry in settled]
    return pd.DataFrame(rows, columns=columns, dtype=str)


def resolve(model: Model, given: Sequence[Given], who: str) -> int:
    """Keep entries for the plan of `model`, all of them or none; how many were new. Raises
    `DataError` with every one that does not fit the plan, or was made on a state that is no
    more."""
    plan, measures = model.plan.code, model.plan.measures
    rows = [[getattr(one, name).strip() for name in COLUMNS] for one in given]
    table = validate_table(pd.DataFrame(rows, columns=COLUMNS, dtype=str), SCHEMA, plan)
    table = check_resolutions(table, measures, model.printed_duties, model.region.units, plan)
    hashes, count = hash_wordings(measures), 0
    with write("settle", plan) as connection:
        standing = find_standing(list_entries(connection, plan))
        for one, row in zip(given, table.to_dict("records"), strict=True):
            before = standing.get(one.measure_id)
            values = {
                **{str(name): str(value) for name, value in row.items()},
                "plan": plan,
                "row_hash": hashes[one.measure_id],
                "districts": SEPARATOR.join(row["districts"]),
            }
            if before and values.items() <= vars(before).items():
                continue
            refuse_outdated(plan, one.measure_id, one.seen, before)
            keep_entry(connection, values, before, who)
            count += 1
    return count


def take_table(model: Model, table: pd.DataFrame, who: str, *, is_replacing: bool = False) -> int:
    """Keep what a file says, see `geo.plan.resolutions.read_resolutions`. It was made on no state
    that is known: what is settled otherwise is refused, unless it is to be replaced."""
    with read() as connection:
        entries = list_entries(connection, model.plan.code) if connection else []
    seen = {measure_id: entry.id for measure_id, entry in find_standing(entries).items()}
    given = [
        Given(
            **{**row, "districts": SEPARATOR.join(row["districts"])},
            seen=seen.get(row["measure_id"], 0) if is_replacing else 0,
        )
        for row in table[COLUMNS].to_dict("records")
    ]
    return resolve(model, given, who)


def lift(plan: str, measure_id: str, seen: int, who: str, reference: str = "") -> None:
    """Leave a measure open again, by a further entry."""
    with write("settle", f"{plan} {measure_id}") as connection:
        before = find_standing(list_entries(connection, plan)).get(measure_id)
        refuse_outdated(plan, measure_id, seen, before)
        if before is None or not before.districts:
            raise DataError([Problem("never_settled", plan, None, "measure_id", measure_id)])
        values = {
            "plan": plan,
            "measure_id": measure_id,
            "row_hash": before.row_hash,
            "districts": "",
            "decided_by": who,
            "date": stamp()[:10],
            "reference": reference,
        }
        keep_entry(connection, values, before, who)


def keep_entry(
    connection: Connection, values: dict[str, str], before: Entry | None, who: str
) -> None:
    more = {"replaces": before.id if before else 0, "kept_by": who, "kept_at": stamp()}
    connection.execute(insert(RESOLUTIONS).values({**values, **more}))


def refuse_outdated(plan: str, measure_id: str, seen: int, standing: Entry | None) -> None:
    """Raise `DataError` with the newer entry where `seen`, the id of the one that somebody saw
    (0: none), stands no more."""
    if standing is None or seen == standing.id:
        return
    details = {
        "districts": standing.districts,
        "who": standing.kept_by,
        "when": standing.kept_at,
        "id": str(standing.id),
    }
    raise DataError([Problem("settled_since", plan, None, "measure_id", measure_id, details)])


def find_broken_order(connection: Connection) -> list[Problem]:
    """Entries that do not follow the one before of their measure."""
    last: dict[tuple[str, str], int] = {}
    problems = []
    columns = (RESOLUTIONS.c[name] for name in ("id", "plan", "measure_id", "replaces"))
    for row in connection.execute(select(*columns).order_by(RESOLUTIONS.c.id)):
        if row.replaces != last.get((row.plan, row.measure_id), 0):
            details = {"id": str(row.id)}
            problems.append(
                Problem("broken_order", row.plan, None, "measure_id", row.measure_id, details)
            )
        last[row.plan, row.measure_id] = row.id
    return problems
