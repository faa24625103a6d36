"""Published packages, and the list of what is shown: whose last entry counts."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, func, insert, select

from geo.packages.package import hash_bytes
from store.database import stamp
from store.packages import DESCRIPTOR
from store.tables import PUBLICATIONS, VERSION_FILES, VERSIONS

CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
REFERENCE = re.compile(rf"({CODE.pattern})(?:@([1-9][0-9]{{0,5}}))?")


@dataclass(frozen=True)
class Version:
    """One package of a plan. `number` counts from 1; `status`: `final` or `draft`; `sha256`: of its
    descriptor, `sha256:<hex>`; `decisions`: ids of the answers it was made with."""

    id: int
    plan: str
    number: int
    status: str
    sha256: str
    reading_id: int
    decisions: tuple[int, ...]
    made_at: str
    made_by: str


def _take(rows: Collection[Row[tuple[object, ...]]]) -> list[Version]:
    return [
        Version(**{**row._mapping, "decisions": tuple(json.loads(row._mapping["decisions"]))})
        for row in rows
    ]


def _read(connection: Connection, statement: Select[tuple[object, ...]]) -> list[Version]:
    return _take(connection.execute(statement).all())


def list_versions(connection: Connection, plan: str) -> list[Version]:
    """Every version of a plan, the first one first."""
    of_plan = VERSIONS.c.plan == plan
    return _read(connection, select(VERSIONS).where(of_plan).order_by(VERSIONS.c.number))


def list_shown(connection: Connection) -> dict[str, Version]:
    """The version shown of every plan that shows one."""
    last = select(func.max(PUBLICATIONS.c.id)).group_by(PUBLICATIONS.c.plan)
    shown = (
        select(VERSIONS)
        .join(PUBLICATIONS, PUBLICATIONS.c.version_id == VERSIONS.c.id)
        .where(PUBLICATIONS.c.id.in_(last))
        .order_by(VERSIONS.c.plan)
    )
    return {version.plan: version for version in _read(connection, shown)}


def find_shown(connection: Connection, plan: str) -> Version | None:
    """The version shown of one plan, by its last entry: the cheap question of every look."""
    entry = connection.execute(
        select(PUBLICATIONS.c.version_id)
        .where(PUBLICATIONS.c.plan == plan)
        .order_by(PUBLICATIONS.c.id.desc())
        .limit(1)
    ).scalar()
    found = _read(connection, select(VERSIONS).where(VERSIONS.c.id == entry)) if entry else []
    return found[0] if found else None


def find_version(connection: Connection, reference: str) -> Version | None:
    """The version that `CODE` or `CODE@2` names, while the plan shows any."""
    parts = REFERENCE.fullmatch(reference)
    if not parts:
        return None
    shown = find_shown(connection, parts[1])
    if shown is None or not parts[2]:
        return shown
    versions = {version.number: version for version in list_versions(connection, parts[1])}
    return versions.get(int(parts[2]))


def load_files(connection: Connection, version: Version) -> dict[str, bytes]:
    """The files of a version, by their names."""
    rows = connection.execute(
        select(VERSION_FILES.c.path, VERSION_FILES.c.data).where(
            VERSION_FILES.c.version_id == version.id
        )
    )
    return {row.path: bytes(row.data) for row in rows}


def append_version(
    connection: Connection,
    plan: str,
    number: int,
    status: str,
    files: Mapping[str, bytes],
    reading_id: int,
    decisions: Collection[int],
    who: str,
) -> int:
    """Keep a package as a whole; its id."""
    values = {
        "plan": plan,
        "number": number,
        "status": status,
        "sha256": hash_bytes(files[DESCRIPTOR]),
        "reading_id": reading_id,
        "decisions": json.dumps(sorted(decisions)),
        "made_at": stamp(),
        "made_by": who,
    }
    statement = insert(VERSIONS).values(values).returning(VERSIONS.c.id)
    version_id = int(connection.execute(statement).scalar_one())
    rows = [
        {"version_id": version_id, "path": path, "sha256": hash_bytes(data), "data": data}
        for path, data in files.items()
    ]
    connection.execute(insert(VERSION_FILES), rows)
    return version_id


def append_publication(
    connection: Connection, plan: str, version_id: int | None, who: str, why: str
) -> None:
    """From now on this version is shown; without one, none is."""
    values = {
        "plan": plan,
        "version_id": version_id,
        "published_at": stamp(),
        "published_by": who,
        "why": why,
    }
    connection.execute(insert(PUBLICATIONS).values(values))


@dataclass(frozen=True)
class Publication:
    """From `published_at` on `number` is shown, or nothing where it is None."""

    number: int | None
    published_at: str
    published_by: str
    why: str


def list_publications(connection: Connection, plan: str) -> list[Publication]:
    """Every switch of a plan, the first one first."""
    joined = PUBLICATIONS.outerjoin(VERSIONS, PUBLICATIONS.c.version_id == VERSIONS.c.id)
    columns = (
        *(VERSIONS.c.number, PUBLICATIONS.c.published_at),
        *(PUBLICATIONS.c.published_by, PUBLICATIONS.c.why),
    )
    rows = connection.execute(
        select(*columns)
        .select_from(joined)
        .where(PUBLICATIONS.c.plan == plan)
        .order_by(PUBLICATIONS.c.id)
    )
    return [Publication(*row) for row in rows]
