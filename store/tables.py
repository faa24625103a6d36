"""The schema. Rows are only ever inserted: triggers made by the migrations refuse the rest.

Times are texts in UTC (`2026-01-31T08:00:00Z`), since SQLite keeps no time zones.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "006"
"""The revision of the migrations that makes this schema."""

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def reference(name: str, target: str, *, is_optional: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=is_optional)


def identity() -> Column[int]:
    return Column("id", Integer, primary_key=True)


FILES = Table(
    "files",
    METADATA,
    identity(),
    text("sha256"),
    text("name"),
    Column("data", LargeBinary, nullable=False),
    text("kept_at"),
    text("kept_by"),
    UniqueConstraint("sha256", "name"),
)
"""Original files, byte by byte."""

READINGS = Table(
    "readings",
    METADATA,
    identity(),
    reference("file_id", "files.id"),
    text("plan"),
    text("region"),
    text("sheet"),
    text("reader_version"),
    text("draft"),
    text("read_at"),
    text("read_by"),
    Column("columns", Text, nullable=False, server_default=""),
)
"""What a version of the reader made of a file for a plan; `draft`: see `store.drafts`; `columns`:
what a person said that headings mean, as JSON, or ""."""

DECISIONS = Table(
    "decisions",
    METADATA,
    identity(),
    text("plan"),
    reference("reading_id", "readings.id"),
    text("key"),
    text("question"),
    text("cell_hash"),
    text("row_hash"),
    text("answer"),
    Column("replaces", Integer, nullable=False),
    text("decided_by"),
    text("decided_at"),
    text("why"),
    UniqueConstraint("plan", "key", "question", "cell_hash", "row_hash", "replaces"),
)
"""Answers. `replaces`: the decision that stood before, 0 where there was none; so two people who
answer the same question upon the same state cannot both be taken."""

VERSIONS = Table(
    "versions",
    METADATA,
    identity(),
    text("plan"),
    Column("number", Integer, nullable=False),
    text("status"),
    text("sha256"),
    reference("reading_id", "readings.id"),
    text("decisions"),
    text("made_at"),
    text("made_by"),
    UniqueConstraint("plan", "number"),
)
"""Published packages. `sha256`: of the package's descriptor, which holds the hash of every other
file; `decisions`: the ids of the answers it was made with, as JSON."""

VERSION_FILES = Table(
    "version_files",
    METADATA,
    identity(),
    reference("version_id", "versions.id"),
    text("path"),
    text("sha256"),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("version_id", "path"),
)

PUBLICATIONS = Table(
    "publications",
    METADATA,
    identity(),
    text("plan"),
    reference("version_id", "versions.id", is_optional=True),
    text("published_at"),
    text("published_by"),
    text("why"),
)
"""Which version of a plan is shown: its last entry counts; one without a version withdraws it."""

RESOLUTIONS = Table(
    "resolutions",
    METADATA,
    identity(),
    text("plan"),
    text("measure_id"),
    text("row_hash"),
    text("districts"),
    text("decided_by"),
    text("date"),
    text("reference"),
    Column("replaces", Integer, nullable=False),
    text("kept_by"),
    text("kept_at"),
    UniqueConstraint("plan", "measure_id", "replaces"),
)
"""Which districts a 相关区 means: the last entry of a measure counts; one without districts leaves
it open again. `row_hash`: of the measure's wording; `districts`: codes joined by ";"; `decided_by`,
`date`, `reference`: who decided, when, and on what ground; `replaces`: as in `DECISIONS`."""

LINKS = Table(
    "links",
    METADATA,
    identity(),
    text("from_plan"),
    text("to_plan"),
    text("kind"),
    text("measures_from"),
    text("measures_to"),
    Column("replaces", Integer, nullable=False),
    text("decided_by"),
    text("decided_at"),
    text("why"),
    UniqueConstraint("from_plan", "to_plan", "measures_from", "measures_to", "replaces"),
)
"""Measures of two editions that a person linked. `from_plan`, `to_plan`: codes, with the version
where both are of one plan; `kind`: as in `geo.plan.editions.KINDS`, or `open` where a link is
undone; `measures_from`, `measures_to`: hashes of wordings by measure, as JSON; `replaces`: as in
`DECISIONS`."""

DEFAULTS = Table(
    "defaults",
    METADATA,
    identity(),
    text("plans"),
    text("decided_by"),
    text("decided_at"),
    text("why"),
)
"""Which plans open where a link names none: the last entry counts. `plans`: codes joined by ",", in
the order shown, or "", after which the shipped plan opens again."""
