"""Plans without a table: numbered items whose units follow by name of role, or in brackets.

牵头单位：甲局 on a line of its own below an item, or （甲局牵头，乙局、丙局参与） at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from geo.intake.columns import LEFT_OUT
from geo.intake.grid import Cell, Document, Piece, Table
from geo.intake.headers import Column, Header, name_fields
from geo.intake.questions import Question
from geo.intake.rows import NUMERAL, SECTION, Row
from geo.plan.plan import ROLES

FIELDS = ("number", "task", "text", "deadline", *ROLES)
CHAPTER = re.compile(rf"\s*(?:第{NUMERAL}[章部分篇节]|{NUMERAL}[、.．])")
TASK = re.compile(rf"\s*{SECTION.pattern}")
ITEM = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.．、)）]|[（(]\d{1,3}[）)]|[①-⑳])\s*(?=\D)")
LABEL = re.compile(r"(?:^|(?<=[\s（(；;。，,]))([\u4e00-\u9fff]{2,12})[：:]")
CLOSING = re.compile(r"[（(]((?:[^（）()]|[（(][^（）()]*[）)])+)[）)]\s*。?\s*$")
VERBS = {
    "lead": r"(?:共同|负责)?牵头(?:负责|落实|组织实施)?",
    "main": r"(?:分别|共同|按职责分工|按职责)*(?:负责(?:落实|组织实施|实施)?|落实|主责|组织实施)",
    "support": r"(?:共同)?(?:参与|参加|配合|协办|协助|协同)(?:落实)?",
}
DATED = re.compile(r"[^、]*(?:年|月|季度)?底?前(?:完成)?|持续推进|长期坚持|.*\d+[年月日].*")
PARTS = re.compile(r"([，,；;])")


@dataclass
class Item:
    """A numbered paragraph with what belongs to it, still as lines: `place, row, words`."""

    chapter: str
    task: str
    lines: list[tuple[str, int, str]]
    is_closed: bool = False
    """Its units were named: a plain paragraph after them is none of it."""


@dataclass
class Listing:
    """A list read like a table; see `geo.intake.rows.Walk` for what its parts are."""

    header: Header
    cells: list[Cell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    uses: dict[Cell, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def table(self) -> Table:
        return Table("list", tuple(self.cells))

    def add(self, place: str, row: int, name: str, text: str) -> Cell:
        """A cell of a column, or of none where `name` is a chapter's."""
        x, y = FIELDS.index(name) if name in FIELDS else len(FIELDS), len(self.cells)
        cell = Cell(place, row, x, x + 1, y, y + 1, text)
        self.cells.append(cell)
        self.uses[cell] = name
        return cell


def read_list(document: Document) -> tuple[Document, Listing] | None:
    """The document with its list as a table, and the list; None where no item names units."""
    listing = Listing(build_header())
    for item in gather_items(document.pieces, listing):
        read_item(item, listing)
    if not any(row.text(role) for row in listing.rows for role in ROLES):
        return None
    pieces = [piece for piece in document.pieces if piece.reason != "outside"]
    tables = (*document.tables, listing.table)
    return replace(document, tables=tables, pieces=(*pieces, *listing.pieces)), listing


def build_header() -> Header:
    columns = [Column(name, name, x, x + 1) for x, name in enumerate(FIELDS)]
    return Header(0, 0, tuple(columns), frozenset())


def gather_items(pieces: Iterable[Piece], listing: Listing) -> Iterator[Item]:
    """Paragraphs put together to items; chapters and tasks become cells, the rest stays a piece."""
    chapter = task = ""
    item: Item | None = None
    for row, (place, line) in enumerate(list_lines(pieces), start=1):
        is_heading = CHAPTER.match(line) or (TASK.match(line) and not names_units(line))
        if is_heading or ITEM.match(line) or TASK.match(line):
            if item:
                yield item
            item = None if is_heading else Item(chapter, task, [(place, row, line)])
            if item:
                item.is_closed = names_units(line)
            elif CHAPTER.match(line):
                chapter, task = line.strip(), ""
                listing.add(place, row, "chapter", line)
            else:
                task = line.strip()
                listing.add(place, row, "task", line)
        elif item and (not item.is_closed or list_labels(line)):
            item.lines.append((place, row, line))
            item.is_closed = names_units("\n".join(words for _, _, words in item.lines))
        else:
            listing.pieces.append(Piece(place, line, "outside"))
    if item:
        yield item


def list_lines(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    """The lines of a document's text with the place of each; a list's rows count them from 1."""
    return [(p.place, line) for p in pieces if p.reason == "outside" for line in p.text.split("\n")]


def names_units(text: str) -> bool:
    return bool(list_labels(text)) or bool(read_clauses(text))


def list_labels(text: str) -> list[tuple[int, int, str]]:
    """Where a name of a role or deadline with its colon begins and ends, and its field."""
    found = [(label.start(1), label.end(), name_fields(label[1])) for label in LABEL.finditer(text)]
    wanted = (*ROLES, "deadline", LEFT_OUT)
    return [
        (start, end, fields[0]) for start, end, fields in found if fields and fields[0] in wanted
    ]


def read_item(item: Item, listing: Listing) -> None:
    """An item as a row: its number, wording, and what its labels or its brackets say."""
    place, line = item.lines[0][:2]
    text = "\n".join(words for _, _, words in item.lines)
    row = Row(item.chapter)
    number = ITEM.match(text) or TASK.match(text)
    assert number
    labels = list_labels(text)
    parts = cut_labels(text, labels) if labels else read_clauses(text)
    end = parts[0][0] if parts else len(text)
    parts = [(0, number.end(), "number"), (number.end(), end, "text"), *parts]
    for start, stop, name in parts:
        words = text[start:stop]
        if name in FIELDS and words.strip():
            row.cells.setdefault(name, []).append(listing.add(place, line, name, words))
        elif words.strip():
            listing.pieces.append(Piece(place, words, "outside"))
    if item.task:
        at = next(c for c in reversed(listing.cells) if c.text.strip() == item.task)
        row.cells["task"] = [at]
    row.is_listed = any(row.text(role) for role in ROLES)
    listing.rows.append(row)


def cut_labels(text: str, labels: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Ranges of `text` with their field, "" for labels and what brackets them."""
    first = labels[0][0]
    opening = len(text[:first].rstrip("（( \n"))
    parts = [(opening, first, "")]
    for (start, end, name), following in zip(labels, [*labels[1:], None], strict=True):
        stop = following[0] if following else len(text)
        value = text[end:stop].rstrip("）)；;。 \n" if opening < first else "；;。 \n")
        parts += [(start, end, ""), (end, end + len(value), name), (end + len(value), stop, "")]
    return parts


def read_clauses(text: str) -> list[tuple[int, int, str]]:
    """The same for brackets at the end whose clauses end with what their units do."""
    closing = CLOSING.search(text)
    if not closing:
        return []
    at = begun = closing.start(1)
    parts: list[tuple[int, int, str]] = [(closing.start(), begun, "")]
    for clause in PARTS.split(closing[1]):
        verb = find_verb(clause)
        if verb:
            name, length = verb
            done = at + len(clause) - length
            parts += [(begun, done, name), (done, at + len(clause), "")]
            begun = at + len(clause)
        elif DATED.fullmatch(clause) and begun in (at, at - 1):
            parts.append((at, at + len(clause), "deadline"))
            begun = at + len(clause)
        elif PARTS.fullmatch(clause) and begun == at:
            parts.append((at, at + 1, ""))
            begun = at + 1
        at += len(clause)
    if not any(name in ROLES for _, _, name in parts):
        return []
    return [*parts, (begun, len(text), "")]


def find_verb(clause: str) -> tuple[str, int] | None:
    """The role with which a clause ends, and the length of the words that say it."""
    for role, pattern in VERBS.items():
        found = re.fullmatch(rf"(.+?)({pattern})", clause)
        if found:
            return role, len(found[2])
    return None
