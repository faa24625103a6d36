"""Plotly figures. Each is built as a value; the pages show it with a table and a text beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from components.theme import LIGHT, MAP_LIGHT, PAPER, SEQUENTIAL

if TYPE_CHECKING:
    import plotly.graph_objects as go

SERIES_COLOURS = ("#0B6E4F", "#C8871E", "#4A7FB5", "#8A5A83")
"""Up to four parties; they differ in lightness too, and each series carries its own symbol."""
SERIES_SYMBOLS = ("circle", "diamond", "square", "triangle-up")


def build_range_chart(
    labels: Sequence[str],
    ranges: Sequence[tuple[int, int]],
    series: Mapping[str, Sequence[int]],
    range_name: str,
) -> go.Figure:
    """One line per label: the city's range as a bar, each party's value as a symbol on it."""
    import plotly.graph_objects as go

    figure = go.Figure()
    figure.add_bar(
        y=list(labels),
        x=[high - low for low, high in ranges],
        base=[low for low, _ in ranges],
        orientation="h",
        width=0.36,
        marker={"color": MAP_LIGHT[SEQUENTIAL[1]], "line": {"color": LIGHT["outline"], "width": 1}},
        name=range_name,
        hovertemplate="%{y}: %{base}–%{x}<extra></extra>",
    )
    for position, (name, values) in enumerate(series.items()):
        figure.add_scatter(
            y=list(labels),
            x=list(values),
            orientation="h",
            mode="markers+text" if len(series) == 1 else "markers",
            text=[str(value) for value in values],
            textposition="middle right",
            marker={
                "color": SERIES_COLOURS[position],
                "symbol": SERIES_SYMBOLS[position],
                "size": 13,
                "line": {"color": PAPER, "width": 1.5},
            },
            name=name,
            hovertemplate="%{fullData.name} %{y}: %{x}<extra></extra>",
        )
    return _lay_out(figure, len(labels), row_height=30 + 9 * len(series))


def _lay_out(figure: go.Figure, rows: int, row_height: int) -> go.Figure:
    figure.update_layout(
        height=72 + row_height * rows,
        margin={"l": 8, "r": 28, "t": 8, "b": 64},
        legend={"orientation": "h", "y": -34 / (row_height * rows), "x": 0, "yanchor": "top"},
        # parties with the same value stand beside each other, not on top of each other
        scattermode="group",
        scattergap=0.4,
        dragmode=False,
    )
    figure.update_xaxes(rangemode="tozero", dtick=None, tickformat="d", fixedrange=True)
    figure.update_yaxes(autorange="reversed", automargin=True, fixedrange=True, ticksuffix="  ")
    return figure
