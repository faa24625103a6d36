"""Files, readings, decisions, versions and publications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from store.migrations.append_only import forbid_changes

revision = "001"
down_revision = None


def upgrade() -> None:
    create(
        "files", texts("sha256", "name"), blob(), texts("kept_at", "kept_by"), ["sha256", "name"]
    )
    create(
        "readings",
        [reference("readings", "file_id", "files")],
        texts("plan", "region", "sheet", "reader_version", "draft", "read_at", "read_by"),
    )
    create(
        "decisions",
        texts("plan"),
        [reference("decisions", "reading_id", "readings")],
        texts("key", "question", "cell_hash", "row_hash", "answer"),
        [number("replaces")],
        texts("decided_by", "decided_at", "why"),
        ["plan", "key", "question", "cell_hash", "row_hash", "replaces"],
    )
    create(
        "versions",
        texts("plan"),
        [number("number")],
        texts("status", "sha256"),
        [reference("versions", "reading_id", "readings")],
        texts("decisions", "made_at", "made_by"),
        ["plan", "number"],
    )
    create(
        "version_files",
        [reference("version_files", "version_id", "versions")],
        texts("path", "sha256"),
        blob(),
        ["version_id", "path"],
    )
    create(
        "publications",
        texts("plan"),
        [reference("publications", "version_id", "versions", is_optional=True)],
        texts("published_at", "published_by", "why"),
    )
    forbid_changes(["files", "readings", "decisions", "versions", "version_files", "publications"])


def create(table: str, *parts: Sequence[sa.Column[Any] | str]) -> None:
    """A table with an id; the names at the end are unique together."""
    columns = [part for parts_ in parts for part in parts_ if isinstance(part, sa.Column)]
    unique = [part for parts_ in parts for part in parts_ if isinstance(part, str)]
    constraints = [sa.UniqueConstraint(*unique, name=f"uq_{table}_{unique[0]}")] if unique else []
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *constraints,
    )


def texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def blob() -> list[sa.Column[bytes]]:
    return [sa.Column("data", sa.LargeBinary, nullable=False)]


def reference(table: str, name: str, target: str, *, is_optional: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{name}")
    return sa.Column(name, sa.Integer, key, nullable=is_optional)
