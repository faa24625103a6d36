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


def write_row_table(
    columns: Sequence[str],
    rows: Iterable[tuple[str | Markup, Sequence[object]]],
    caption: str = "",
    css: str = "plain",
) -> Markup:
    """The same with a head for each row: `rows` are pairs of a head and its cells; `columns` name
    the heads too."""
    return draw("html/table.row_headed", columns=columns, rows=rows, caption=caption, css=css)
