"""The figures of a slide as a native table and a native chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from components.charts import SERIES_COLOURS
from components.documents.excel.book import Book
from components.documents.plain_text import clean_text
from components.documents.powerpoint.parts import (
    EMU_PER_INCH,
    QUIET,
    Box,
    Type,
    fill_text,
    measure_height,
    measure_width,
    paint,
    set_name,
    to_rgb,
)
from components.slides.slide import Slide, Table
from components.texts import Texts
from components.theme import LIGHT
from components.words.source import Origin

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
HEAD, CELL, NAME = Type(12, color=QUIET), Type(16), Type(16, bold=True)
ROW_IN = 0.36
CHART_PT = 11


def measure_table(table: Table, width: float) -> float:
    return sum(_list_heights(table, _list_widths(table, width)))


def _list_widths(table: Table, width: float) -> list[float]:
    """The names take a third, the figures the rest by the length of their headings."""
    first = width * 0.3
    needs = [measure_width(head, HEAD) + 0.25 for head in table.columns[1:]]
    return [first, *(need * (width - first) / sum(needs) for need in needs)]


def _list_heights(table: Table, widths: Sequence[float]) -> list[float]:
    """The heights of all rows; headings and names may wrap."""
    heads = [
        measure_height(head, HEAD, width) for head, width in zip(table.columns, widths, strict=True)
    ]
    names = [measure_height(row[0], NAME, widths[0]) for row in table.rows]
    return [max(ROW_IN, max(heads) + 0.06), *(max(ROW_IN, name + 0.06) for name in names)]


def add_table(shapes: Any, box: Box, table: Table, name: str) -> None:
    """A table of real cells, ruled below each row."""
    size = (len(table.rows) + 1, len(table.columns))
    frame = shapes.add_table(*size, *box.to_emu())
    set_name(frame, name, name)
    drawn = frame.table
    properties = drawn._tbl.tblPr
    properties.set("bandRow", "0")
    properties.xpath("./a:tableStyleId")[0].text = NO_STYLE
    widths = _list_widths(table, box.width)
    heights = _list_heights(table, widths)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Emu(round(width * EMU_PER_INCH))
    for number, values in enumerate([table.columns, *table.rows]):
        drawn.rows[number].height = Emu(round(heights[number] * EMU_PER_INCH))
        for place, value in enumerate(values):
            kind = HEAD if number == 0 else CELL if place else NAME
            _fill_cell(drawn.cell(number, place), value, kind, is_name=place == 0)


def _fill_cell(cell: Any, value: str, kind: Type, *, is_name: bool) -> None:
    align = PP_ALIGN.LEFT if is_name else PP_ALIGN.CENTER
    fill_text(cell.text_frame, [[(value, kind)]], align)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Emu(0)
    color = LIGHT["outline" if kind is HEAD else "line"].lstrip("#")
    rule = (
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
        "</a:lnB>"
    )
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(rule))


def add_chart(shapes: Any, box: Box, slide: Slide, origin: Origin) -> None:
    """The same figures side by side: one colour per party, every bar with its number."""
    table, t = slide.table, origin.words.t
    assert table
    data = CategoryChartData()
    data.categories = [clean_text(name) for name in table.columns[1:]]
    for name, *values in table.rows:
        data.add_series(clean_text(name), [int(value) for value in values])
    frame = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box.to_emu(), data)
    title = t("file.chart_alt", names=slide.title)
    set_name(frame, t("file.chart"), f"{title}{describe_table(table, t)}")
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_write_workbook(table, origin))
    _style_chart(chart)


def describe_table(table: Table, t: Texts) -> str:
    """The figures in words, for who cannot see them."""
    rows = [
        t(
            "file.memo_fact",
            label=name,
            value=t("list.comma").join(
                f"{column} {value}" for column, value in zip(table.columns[1:], values, strict=True)
            ),
        )
        for name, *values in table.rows
    ]
    return t("file.semicolon").join(rows)


def _style_chart(chart: Any) -> None:
    chart.font.size, chart.font.color.theme_color = Pt(CHART_PT), MSO_THEME_COLOR.TEXT_1
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.format.line.color.rgb = to_rgb(LIGHT["outline"])
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, -5
    plot.has_data_labels = True
    plot.data_labels.show_value = True
    plot.data_labels.font.size = Pt(CHART_PT)
    for series, color in zip(plot.series, SERIES_COLOURS, strict=False):
        paint(series.format, color)


def _write_workbook(table: Table, origin: Origin) -> bytes:
    """The chart's data for whoever edits it; ours, since names may look like formulas."""
    book = Book(origin, "")
    sheet = book.add_sheet("Sheet1")  # the name that the chart refers to
    rows = [("", *table.columns[1:]), *table.rows]
    # The chart reads categories downwards and one party per column.
    for column, values in enumerate(rows, start=1):
        for row, value in enumerate(values, start=1):
            is_number = column > 1 and row > 1
            sheet.put(row, column, int(value) if is_number else value)
    return book.close()
