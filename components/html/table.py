"""Plain HTML tables: real tables, which a screen reader can walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "") -> str:
    """A table of texts and numbers, everything escaped."""
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f"<table class='plain'>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
