"""Tables drawn as lists of lists: "<" goes on from the left, "^" from above."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.intake.draft import Draft, draft_plan, list_rows
from geo.intake.grid import Cell, Document, Piece, Table
from geo.intake.known import KnownNames, gather_names
from geo.plan.plan import ROLES
from tests.geo.tiny import UNIT_NAMES, UNITS

HEADINGS = ("序号", "重点任务", "工作措施", "完成时限", "牵头部门", "主责单位", "协办单位")
UNIT_COLUMNS = dict(zip(ROLES, range(4, 7), strict=True))


@dataclass(frozen=True)
class Box:
    """A cell of `height` rows and `width` columns from row `y` and column `x`."""

    y: int
    x: int
    height: int
    width: int
    text: str


def list_boxes(rows: Sequence[Sequence[str]]) -> list[Box]:
    boxes = []
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text in ("<", "^"):
                continue
            width = 1
            while x + width < len(row) and row[x + width] == "<":
                width += 1
            height = 1
            while y + height < len(rows) and list(rows[y + height][x : x + 1]) == ["^"]:
                height += 1
            boxes.append(Box(y, x, height, width, text))
    return boxes


def build_table(rows: Sequence[Sequence[str]], **about: object) -> Table:
    cells = [
        Cell("1", box.y + 1, box.x, box.x + box.width, box.y, box.y + box.height, box.text)
        for box in list_boxes(rows)
    ]
    return Table("1", tuple(cells), **about)  # type: ignore[arg-type]


def read_frame(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


KNOWN: KnownNames = gather_names(read_frame(UNITS), read_frame(UNIT_NAMES))
"""Those of the tiny region: 甲区, 乙区, 丙区, 开发区, 环境局, 水务局."""


def draft_rows(
    rows: Sequence[Sequence[str]],
    pieces: Sequence[Piece] = (),
    known: KnownNames = KNOWN,
    **about: object,
) -> Draft:
    return draft_plan(Document((build_table(rows, **about),), tuple(pieces)), known, "plan")


def read_rows(rows: Sequence[Sequence[str]], **about: object) -> list[dict[str, str]]:
    """As `geo read` gives them, of a table without headings but the usual ones."""
    return list_rows(draft_rows([HEADINGS, *rows], **about))


def pick(rows: Sequence[dict[str, str]], *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]
