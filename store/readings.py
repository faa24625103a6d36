"""Original files and what was read of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

import geo.intake
from geo.intake.draft import Draft
from store.database import stamp
from store.drafts import read_draft, write_draft
from store.tables import FILES, READINGS


@dataclass(frozen=True)
class Reading:
    """What was read of a file for a plan. `file`, `sha256`, `size`: the original's name, hash, and
    bytes; `sheet`: which one, or "" where none was chosen; `columns`: what a person said that
    headings are."""

    id: int
    plan: str
    region: str
    file: str
    sha256: str
    read_at: str
    draft: Draft
    read_by: str
    sheet: str
    columns: dict[str, str]
    size: int


@cache
def find_reader_version() -> str:
    """What tells one state of the reader from another: the hash of its own files."""
    folder = Path(geo.intake.__file__).parent
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".toml"))
    together = hashlib.sha256()
    for path in paths:
        together.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return together.hexdigest()[:12]


def hash_data(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep_file(connection: Connection, name: str, data: bytes, who: str) -> int:
    """The id of an original file; the same file is kept once."""
    sha256 = hash_data(data)
    same = (FILES.c.sha256 == sha256) & (FILES.c.name == name)
    found = connection.execute(select(FILES.c.id).where(same)).scalar()
    if found is not None:
        return int(found)
    values = {"sha256": sha256, "name": name, "data": data, "kept_at": stamp(), "kept_by": who}
    return _insert(connection, insert(FILES).values(values).returning(FILES.c.id))


@dataclass(frozen=True)
class Original:
    """An office's own file, as it came."""

    name: str
    sha256: str
    data: bytes


def find_original(connection: Connection, beginning: str) -> Original | None:
    """The original whose hash begins so; of several names it came under, the last."""
    found = connection.execute(
        select(FILES.c.name, FILES.c.sha256, FILES.c.data)
        .where(FILES.c.sha256.startswith(beginning, autoescape=True))
        .order_by(FILES.c.id.desc())
        .limit(1)
    ).first()
    return Original(found.name, found.sha256, bytes(found.data)) if found else None


def keep_reading(
    connection: Connection,
    file_id: int,
    plan: str,
    region: str,
    sheet: str,
    columns: Mapping[str, str],
    draft: Draft,
    who: str,
) -> int:
    values = {
        "file_id": file_id,
        "plan": plan,
        "region": region,
        "sheet": sheet,
        "reader_version": find_reader_version(),
        "draft": write_draft(draft),
        "read_at": stamp(),
        "read_by": who,
        "columns": json.dumps(dict(columns), ensure_ascii=False) if columns else "",
    }
    return _insert(connection, insert(READINGS).values(values).returning(READINGS.c.id))


def _insert(connection: Connection, statement: object) -> int:
    return int(connection.execute(statement).scalar_one())  # type: ignore[call-overload]


def find_reading(connection: Connection, plan: str) -> Reading | None:
    """The last reading for a plan."""
    of_plan = READINGS.c.plan == plan
    found = connection.execute(
        select(READINGS.c.id).where(of_plan).order_by(READINGS.c.id.desc()).limit(1)
    ).scalar()
    return None if found is None else load_reading(connection, int(found))


def load_reading(connection: Connection, reading_id: int) -> Reading:
    row = connection.execute(
        select(READINGS, FILES.c.name, FILES.c.sha256, func.length(FILES.c.data).label("size"))
        .join(FILES, FILES.c.id == READINGS.c.file_id)
        .where(READINGS.c.id == reading_id)
    ).one()
    return Reading(
        row.id,
        row.plan,
        row.region,
        row.name,
        row.sha256,
        row.read_at,
        read_draft(row.draft),
        row.read_by,
        row.sheet,
        json.loads(row.columns or "{}"),
        row.size,
    )


def load_file(connection: Connection, reading: Reading) -> bytes:
    """The original of a reading, byte by byte."""
    statement = select(FILES.c.data).join(READINGS, FILES.c.id == READINGS.c.file_id)
    return bytes(connection.execute(statement.where(READINGS.c.id == reading.id)).scalar_one())
