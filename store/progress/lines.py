"""Duties as they stood when a period was opened on them: one line per (unit, measure)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from geo.model import Model
from geo.plan.deadlines import YEAR_END, find_due
from geo.plan.duties import OPEN_BASIS
from geo.plan.plan import ROLES
from store.asked import hash_parts
from store.audit import keep
from store.database import read
from store.progress_tables import LINES

SEPARATOR = ";"
KEY_LENGTH = 10
"""Of the hash that a workbook calls a line by: two lines of an office never share it."""


@dataclass(frozen=True)
class Line:
    """A row of `store.progress_tables.LINES`; `roles`: in the order of `ROLES`; `due`: None where
    the deadline means no day."""

    id: int
    plan: str
    edition: str
    key: str
    measure_id: str
    unit_code: str
    unit: str
    roles: tuple[str, ...]
    basis: str
    wording: str
    deadline: str
    due: date | None

    @property
    def label(self) -> str:
        """As the list of what was done names it."""
        return f"{self.measure_id} {self.unit_code}"

    @property
    def is_open(self) -> bool:
        """相关区 and nothing more: the unit is asked whether the duty is its own."""
        return self.basis == OPEN_BASIS


def list_lines(model: Model, year_end: str = YEAR_END) -> list[Line]:
    """Every duty of a single plan, in the plan's order, then that of the units; ids are 0."""
    measures = model.plan.measures.set_index("measure_id")[["text", "deadline"]]
    names = model.region.units.set_index("unit_code")["name"]
    year = str(model.plan.meta.get("year", ""))
    lines = []
    for duty in model.duties.to_dict("records"):
        measure = measures.loc[duty["measure_id"]]
        due = find_due(measure["deadline"], int(year) if year.isdecimal() else None, year_end)
        lines.append(
            Line(
                id=0,
                plan=model.plan.code,
                edition="",
                key="",
                measure_id=str(duty["measure_id"]),
                unit_code=str(duty["unit_code"]),
                unit=str(names[duty["unit_code"]]),
                roles=tuple(role for role in ROLES if duty[role]),
                basis=str(duty["basis"]),
                wording=str(measure["text"]),
                deadline=str(measure["deadline"]),
                due=due.day,
            )
        )
    return name_lines(lines)


def name_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines with their edition, the hash of what all of them say, and their keys."""
    edition = hash_parts(*(part for line in lines for part in _list_parts(line)))
    return [
        replace(line, edition=edition, key=hash_parts(edition, *_list_parts(line))[:KEY_LENGTH])
        for line in lines
    ]


def _list_parts(line: Line) -> list[str]:
    kept = _write(line)
    return [kept[name] for name in kept if name not in ("edition", "key")]


def _write(line: Line) -> dict[str, str]:
    """As it is kept, but for its id."""
    texts = {name: str(value) for name, value in asdict(line).items() if name != "id"}
    due = line.due.isoformat() if line.due else ""
    return {**texts, "roles": SEPARATOR.join(line.roles), "due": due}


def keep_lines(connection: Connection, lines: Sequence[Line], who: str) -> str:
    """Freeze the lines of an edition, where they are not kept yet; the edition."""
    edition = lines[0].edition
    kept = select(LINES.c.id).where(LINES.c.edition == edition).limit(1)
    if connection.execute(kept).scalar() is None:
        for line in lines:
            keep(connection, LINES, _write(line), who)
    return edition


def read_lines(connection: Connection, plan: str, edition: str) -> list[Line]:
    """In the order kept."""
    of_edition = (LINES.c.plan == plan) & (LINES.c.edition == edition)
    rows = connection.execute(select(LINES).where(of_edition).order_by(LINES.c.id)).mappings()
    return [_read_line(row) for row in rows]


def find_lines(connection: Connection, keys: Collection[str]) -> dict[str, Line]:
    """Lines of any plan and edition, by their keys."""
    rows = connection.execute(select(LINES).where(LINES.c.key.in_(keys))).mappings()
    return {row["key"]: _read_line(row) for row in rows}


def _read_line(row: RowMapping) -> Line:
    roles = tuple(row["roles"].split(SEPARATOR))
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return Line(**{**row, "roles": roles, "due": due})


def read_all_of(connection: Connection, line_ids: Collection[int]) -> list[Line]:
    """These lines with all others of their editions."""
    editions = select(LINES.c.edition).where(LINES.c.id.in_(line_ids))
    rows = connection.execute(select(LINES).where(LINES.c.edition.in_(editions))).mappings()
    return [_read_line(row) for row in rows]


def find_reporting_role(lines: Iterable[Line]) -> dict[str, str]:
    """Who reports each measure, by its number: its main units, or, where it names none, its
    leads, or where there are none either, all it names."""
    held: dict[str, set[str]] = {}
    for line in lines:
        held.setdefault(line.measure_id, set()).update(line.roles)
    order = ("main", "lead", "support")
    return {one: next(role for role in order if role in roles) for one, roles in held.items()}


def reports(line: Line, reporting_role: dict[str, str]) -> bool:
    """Whether its unit is to report on the line, or, of a 相关区, to say whether it is its own."""
    return reporting_role[line.measure_id] in line.roles


def find_reviewers(line: Line, lines: Collection[Line]) -> list[str]:
    """Codes of the units that review it: the measure's leads. None where its unit leads too, for
    no lead reviews another, and where the measure has no lead: then the collecting unit does."""
    if "lead" in line.roles:
        return []
    return [
        other.unit_code
        for other in lines
        if other.measure_id == line.measure_id and "lead" in other.roles
    ]


def list_reviewers(line_ids: Collection[int]) -> list[tuple[Line, list[str]]]:
    """These lines in their order, each with `find_reviewers`."""
    with read() as connection:
        lines = read_all_of(connection, line_ids) if connection else []
    editions: dict[str, list[Line]] = {}
    for line in lines:
        editions.setdefault(line.edition, []).append(line)
    by_id = {line.id: line for line in lines}
    asked = [by_id[one] for one in line_ids]
    return [(line, find_reviewers(line, editions[line.edition])) for line in asked]
