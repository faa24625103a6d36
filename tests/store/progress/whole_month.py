"""32 offices that fill in the workbooks of the shipped plan as offices do, and what they then said.

`say` is written down as it is typed, apart from all code that reads it back.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from tests.store.progress.workbook.book import HEAD, Desk, resave

TYPED = ("status", "text", "value", "obstacle", "waits_for", "expected", "document_no", "filled_by")
STATUSES = {
    **{"未启动": "not_started", "在办": "under_way", "已完成": "done", "受阻": "blocked"},
    "不承担": "not_ours",
}
TURNS: tuple[dict[str, str], ...] = (
    {"status": "在办", "text": "已开工，=1+1；<b>原样</b>&“引号”。"},
    {"status": "已完成", "text": "第一行。\n第二行，％与％%。", "value": "12.50公里"},
    {"status": "未启动", "text": ""},
    {
        "status": "受阻",
        "text": "施工已进场。",
        "obstacle": "用地手续未办结。",
        "waits_for": "市规划自然资源委",
        "expected": "2025-12-15",
        "document_no": "〔2025〕18号",
    },
    {"status": "", "text": ""},
)
"""What is said, in turns; every fifth line is left unsaid."""

Told = dict[tuple[str, str], dict[str, str]]
"""What was typed by unit and measure, by field of `TYPED`, as it is to be kept."""


def find_unit(desk: Desk) -> str:
    return str(desk.sheet["A2"].value).partition("：")[2]


def list_open(desk: Desk, field: str) -> Iterator[str]:
    """Measures whose cell of this column is there to be filled in."""
    for row in range(HEAD + 1, desk.sheet.max_row + 1):
        if not desk.sheet.cell(row, desk.columns[field]).protection.locked:
            yield str(desk.sheet.cell(row, desk.columns["measure"]).value)


def is_asked(desk: Desk, measure: str) -> bool:
    return "待认定" in str(desk.cell(measure, "roles").value)


def fill_in(path: Path, told: Told, comments: dict[tuple[str, str], str]) -> None:
    """A workbook as its office sends it back, in place."""
    desk = Desk(path.read_bytes())
    unit = find_unit(desk)
    reporting = [*list_open(desk, "status")]
    for number, measure in enumerate(reporting, start=len(unit)):
        said = dict.fromkeys(TYPED, "") | TURNS[number % len(TURNS)]
        if is_asked(desk, measure) and number % 2:
            said = dict.fromkeys(TYPED, "") | {"status": "不承担", "text": "本区没有。"}
        if said["status"]:
            said["text"] = said["text"] and f"{unit}{measure}：{said['text']}"
            said["filled_by"] = "乙"
            told[unit, measure] = said
        desk.fill(measure, **{name: text or None for name, text in said.items()})
    for measure in list_open(desk, "comment"):
        if measure not in reporting and measure.endswith(("2", "8")):
            comments[unit, measure] = f"{unit}对{measure}的意见。"
            desk.fill(measure, comment=comments[unit, measure])
    path.write_bytes(desk.save())


def say(path: Path, told: Told, measure: str, **texts: str) -> None:
    """Of one line something else, in place."""
    desk = Desk(path.read_bytes())
    told.setdefault((find_unit(desk), measure), dict.fromkeys(TYPED, "")).update(texts)
    path.write_bytes(desk.fill(measure, **texts).save())


def find_first(path: Path) -> str:
    """The first line that the unit reports and that is its own."""
    desk = Desk(path.read_bytes())
    return next(one for one in list_open(desk, "status") if not is_asked(desk, one))


def disorder(path: Path) -> None:
    """Sorted the other way round, a row inserted, one hidden, wide digits, dates with dots."""
    desk = Desk(path.read_bytes())
    sheet, columns = desk.sheet, desk.columns
    rows: list[list[Any]] = [
        [cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)
    ]
    rows = [row for row in rows if row[0]][::-1]
    rows.insert(2, [None] * len(rows[0]))
    wide = {ord("0") + at: ord("０") + at for at in range(10)}
    for y, row in enumerate(rows, start=HEAD + 1):
        for x, value in enumerate(row, start=1):
            sheet.cell(y, x).value = value
        for name in ("measure", "value"):
            cell = sheet.cell(y, columns[name])
            cell.value = cell.value and str(cell.value).translate(wide)
        day = sheet.cell(y, columns["expected"])
        day.value = day.value and str(day.value).replace("-", ".")
    sheet.row_dimensions[HEAD + 2].hidden = True
    sheet.cell(9_000, 40).fill = openpyxl.styles.PatternFill("solid", fgColor="FF0000")
    path.write_bytes(desk.save())


def save_otherwise(path: Path, folder: Path, suffix: str) -> Path:
    """By LibreOffice as `suffix`; as it is where there is none."""
    folder.mkdir()
    saved = resave(path.read_bytes(), folder, suffix)
    if suffix not in saved:
        return path
    path.unlink()
    path = path.with_suffix(f".{suffix}")
    path.write_bytes(saved[suffix])
    return path


def read_results(data: bytes) -> list[str]:
    """The column 导入结果 of an answer."""
    desk = Desk(io.BytesIO(data).getvalue())
    rows = range(HEAD + 1, desk.sheet.max_row + 1)
    return [str(desk.sheet.cell(row, desk.columns["result"]).value) for row in rows]
