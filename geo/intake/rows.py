"""The rows of a table: which say chapters, which say measures, and what of a cell goes where.

Every cell is given its use here, once; `geo.intake.proof` adds them up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.intake.columns import LEFT_OUT
from geo.intake.grid import Cell, Table, drop_spaces, share_covered
from geo.intake.headers import HALF, UNKNOWN, Column, Header, is_repeated
from geo.intake.questions import Question
from geo.plan.plan import ROLES

NUMERAL = "[一二三四五六七八九十百]+"
CHAPTER = re.compile(
    rf"第{NUMERAL}[章部分篇节类]|{NUMERAL}[、.．:：]|[（(]{NUMERAL}[）)]|[IVX]+[、.．]"
)
SECTION = re.compile(rf"[（(]{NUMERAL}[）)]")
"""A heading below a chapter's."""
NOTE = re.compile(r"[*※]?(?:注|备注|说明|备注说明)\d*[:：]")
SENTENCE_END = re.compile(r"[。；;！!]$")
NUMBER_ONLY = re.compile(r"[\d.．、()（）]+")
MARKS = {"hidden", "change", "formula", "format", "nested"}
"""Flags of cells that are asked under their own name."""
REACHES = 0.15
"""A cell that covers more of a column than this, and less than half, does not meet its edges."""


@dataclass
class Row:
    """A measure while it is read: the cells of each field, in printed order."""

    chapter: str
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    is_continued: bool = False
    """It goes on with the number and task of the row before."""
    is_listed: bool = False
    """It comes from a list, which leaves out what it does not name; nothing of it is blank."""
    questions: list[Question] = field(default_factory=list)

    def text(self, name: str) -> str:
        return "\n".join(cell.text for cell in self.cells.get(name, []) if not cell.is_blank)

    def short(self, name: str) -> str:
        return drop_spaces(self.text(name))

    def first_cell(self) -> Cell:
        return next(cell for cells in self.cells.values() for cell in cells)


def is_chapter(text: str) -> bool:
    """Whether words are numbered as a chapter is, and no sentence."""
    short = drop_spaces(text)
    return bool(CHAPTER.match(short)) and not SENTENCE_END.search(short)


class Walk:
    """A table read from its heading down. `uses`: what each cell is for; `rows`: its measures."""

    def __init__(self, table: Table, header: Header) -> None:
        self.table, self.header = table, header
        self.grid = table.list_rows()
        self.uses: dict[Cell, str] = {}
        self.rows: list[Row] = []
        self.questions: list[Question] = []
        self.chapter = ""
        self.section: Cell | None = None
        self.is_page_top = False

    def go_on(self, before: Walk) -> None:
        """As if a page were turned after another table: its rows, chapter and task go on."""
        self.rows, self.is_page_top = before.rows, True
        self.chapter, self.section = before.chapter, before.section

    def read(self) -> None:
        for cell in dict.fromkeys(c for row in self.grid[: self.header.y0] for c in row):
            self.use(cell, "title")
        for cell in self.header.cells:
            self.use(cell, "heading")
        for y in range(self.header.y1, len(self.grid)):
            self.is_page_top |= y in self.table.page_tops
            self.read_row(y, self.grid[y])

    def use(self, cell: Cell, use: str) -> None:
        """The first use stands: a merged cell is met again in every row it covers."""
        self.uses.setdefault(cell, use)

    def read_row(self, y: int, row: Sequence[Cell]) -> None:
        begun = [cell for cell in row if cell.y0 == y]
        said = [cell for cell in row if not cell.is_blank]
        if all(cell.is_blank for cell in begun):
            self.pass_over(begun, "blank")
        elif is_repeated(begun, self.header):
            self.pass_over(begun, "repeated_heading")
        elif len(said) == 1 and said[0].y0 == y and self.is_across(said[0], row):
            self.pass_over([cell for cell in begun if cell.is_blank], "blank")
            self.read_across(said[0])
        else:
            self.read_measure(y, row)
            self.is_page_top = False

    def pass_over(self, cells: Sequence[Cell], use: str) -> None:
        for cell in cells:
            self.use(cell, use)

    def is_across(self, cell: Cell, row: Sequence[Cell]) -> bool:
        """Whether the one cell of a row that says something speaks for the whole row: it runs
        across columns, or it begins the row or a chapter; a number alone never does."""
        if NUMBER_ONLY.fullmatch(drop_spaces(cell.text)):
            return False
        covered = self.header.list_covered(cell)
        first = next(c for c in self.header.columns if c.field != UNKNOWN)
        return (
            len(covered) > len(self.header.columns) / 2
            or (first in covered and first.field != "text")
            or bool(
                CHAPTER.match(drop_spaces(cell.text)) and covered and covered[0].field != "text"
            )
        )

    def read_across(self, cell: Cell) -> None:
        text = drop_spaces(cell.text)
        is_sentence = NOTE.match(text) or (SENTENCE_END.search(text) and not CHAPTER.match(text))
        is_section = SECTION.match(text) and self.chapter and not SECTION.match(self.chapter)
        if is_section and not self.header.find("task"):
            self.use(cell, "task")
            self.section = cell
        elif is_sentence or is_section:
            self.use(cell, "note")
            self.questions.append(self.ask("note", cell))
        else:
            self.use(cell, "chapter")
            self.chapter, self.section = text, None
        self.mark(cell, self.questions)

    def read_measure(self, y: int, row: Sequence[Cell]) -> None:
        item = Row(self.chapter)
        for cell in row:
            self.place(cell, item)
        if not any(item.text(name) for name in item.cells):
            return
        if self.section:
            item.cells["task"] = [self.section]
        self.find_merged(row, item)
        before = self.rows[-1] if self.rows else None
        if before and self.is_same_measure(item, before):
            self.join(item, before, "merge", "text")
        elif before and self.is_page_top and self.is_cut(item):
            if (
                SENTENCE_END.search(before.short("text"))
                and item.text("text")
                and self.has_units(item)
            ):
                item.questions.append(self.ask("row_break", item.first_cell(), case="own"))
                self.add(item, before, y)
            else:
                self.join(item, before, "row_break", "joined")
        else:
            self.add(item, before, y)

    def place(self, cell: Cell, item: Row) -> None:
        """Give a cell to the columns of which it covers more than half, else to the one in which
        most of it lies."""
        columns = self.header.list_covered(cell) or self.find_home(cell)
        fields = [column.field for column in columns]
        wanted = [f for f in fields if f not in (LEFT_OUT, UNKNOWN)]
        if not wanted:
            self.use(cell, "blank" if cell.is_blank else fields[0] if fields else "left_over")
            if not fields and not cell.is_blank:
                item.questions.append(self.ask("left_over", cell))
            return
        for name in wanted:
            item.cells.setdefault(name, []).append(cell)
        self.use(cell, "blank" if cell.is_blank else "+".join(wanted))
        self.mark(cell, item.questions, columns[0])
        if len(wanted) > 1 and not cell.is_blank and set(wanted) - {"lead", "main"}:
            subjects = "、".join(column.printed for column in columns)
            details = {"subjects": subjects}
            item.questions.append(self.ask("merge", cell, columns[0], "wide", details))

    def find_home(self, cell: Cell) -> list[Column]:
        width = cell.x1 - cell.x0
        overlaps = [(min(cell.x1, c.x1) - max(cell.x0, c.x0), c) for c in self.header.columns]
        most, column = max(overlaps, key=lambda overlap: overlap[0])
        return [column] if most > width * HALF else []

    def find_merged(self, row: Sequence[Cell], item: Row) -> None:
        """Roles that share a cell; where the file has no edges, a blank beside a lead is asked."""
        columns = [column for column in self.header.columns if column.field in ROLES]
        for cell in row:
            roles = [c.field for c in columns if cell in item.cells.get(c.field, [])]
            if len(roles) > 1 and not cell.is_blank:
                item.merged = tuple(role for role in ROLES if role in roles)
            reached = [c for c in columns if REACHES < share_covered(cell, c.x0, c.x1) <= HALF]
            for column in reached if not cell.is_blank and roles else []:
                item.questions.append(self.ask("merge", cell, column, "edge"))
        for column in columns:
            if len(item.cells.get(column.field, [])) > 1:
                cell = item.cells[column.field][0]
                item.questions.append(self.ask("merge", cell, column, "split"))
        main = self.header.find("main")
        if not self.table.has_edges and main and item.text("lead") and not item.text("main"):
            blank = item.cells.get("main", item.cells["lead"])[0]
            item.questions.append(self.ask("merge", blank, main, "beside"))
            item.merged, item.cells["main"] = ("lead", "main"), item.cells["lead"]

    def is_same_measure(self, item: Row, before: Row) -> bool:
        """Whether the wording is one cell over both rows."""
        cells, earlier = item.cells.get("text", []), before.cells.get("text", [])
        return bool(cells and not cells[0].is_blank and cells == earlier[-len(cells) :])

    def is_cut(self, item: Row) -> bool:
        has_deadline = self.header.find("deadline") is not None
        return not item.text("text") or (has_deadline and not item.text("deadline"))

    def has_units(self, item: Row) -> bool:
        return any(item.text(role) for role in ROLES)

    def join(self, item: Row, before: Row, code: str, case: str) -> None:
        new = {
            name: [cell for cell in cells if cell not in before.cells.get(name, [])]
            for name, cells in item.cells.items()
            if name not in ("number", "task", "category")
        }
        for name, cells in new.items():
            before.cells.setdefault(name, []).extend(cells)
        before.questions += item.questions
        if any(new.values()):
            before.questions.append(self.ask(code, item.first_cell(), case=case))

    def add(self, item: Row, before: Row | None, y: int) -> None:
        item.is_continued = before is not None and self.goes_on(item, before)
        for cell in [*item.cells.get("number", []), *item.cells.get("task", [])]:
            if item.is_continued and cell.y0 == y and not cell.is_blank:
                self.uses[cell] = "running_head"
        if item.is_continued and self.table.has_edges and not self.is_page_top:
            for name in ("number", "task"):
                own = [c for c in item.cells.get(name, []) if c.is_blank and c.y0 == y]
                if own and not any(q.case == "above" for q in item.questions):
                    column = self.header.find(name)
                    item.questions.append(self.ask("merge", own[0], column, "above"))
        self.rows.append(item)

    def goes_on(self, item: Row, before: Row) -> bool:
        """Whether number and task are those of the row before: one cell, or both blank, or both
        printed again."""
        names = [name for name in ("number", "task") if self.header.find(name)]
        if not names or item.chapter != before.chapter:
            return False
        shared = {name: item.cells.get(name) == before.cells.get(name) for name in names}
        same = [shared[name] or item.short(name) in ("", self.find_last(name)) for name in names]
        # A number alone that is blank or printed twice is missing or twice, not a running head.
        return all(same) and (names != ["number"] or shared["number"])

    def find_last(self, name: str) -> str:
        """What the last row says that does not leave it out."""
        return next((row.short(name) for row in reversed(self.rows) if row.text(name)), "")

    def mark(self, cell: Cell, questions: list[Question], column: Column | None = None) -> None:
        """Questions that a cell itself raises, once for each row."""
        for flag in sorted(cell.flags & MARKS):
            if not any(question.code == flag for question in questions):
                questions.append(self.ask(flag, cell, column))
        if "unanchored" in cell.flags:
            questions.append(self.ask("merge", cell, column, "unanchored"))

    def ask(
        self,
        code: str,
        cell: Cell,
        column: Column | None = None,
        case: str = "",
        details: dict[str, str] | None = None,
    ) -> Question:
        printed = column.printed if column else ""
        value = drop_spaces(cell.text)
        place = cell.sheet_or_page
        return Question(code, place, cell.row, printed, value, case=case, details=details or {})
