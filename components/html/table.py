"""Plain HTML tables: real tables, which a screen reader can walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from components.html.template import draw


def write_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str = ""
) -> Markup:
    """A table of texts and numbers."""
    return draw("html/table.plain", columns=columns, rows=rows, caption=caption)
