"""The words of a Word document: as shown once its tracked changes are accepted, with what that
leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.intake.readers.docx_numbers import Numbering, W

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{COMPATIBLE}Fallback"
WRAPPERS = {
    f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo",
    f"{COMPATIBLE}AlternateContent", f"{COMPATIBLE}Choice",
}  # fmt: skip
"""What may stand around paragraphs, tables, rows and cells without being one."""
DELETED = {f"{W}del", f"{W}moveFrom"}
INSERTED = {f"{W}ins", f"{W}moveTo"}
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}


@dataclass
class Words:
    """`left_out`: pairs of words and the reason why they are not among the text; `generated`:
    automatic numbers, which the file does not hold as words."""

    text: str = ""
    flags: frozenset[str] = frozenset()
    left_out: list[tuple[str, str]] = field(default_factory=list)
    generated: list[str] = field(default_factory=list)


def walk_in(node: Any, tags: Sequence[str]) -> Iterator[Any]:
    """The children of these tags in their order, out of whatever is wrapped around them."""
    wanted = {f"{W}{tag}" for tag in tags}
    for child in node:
        if child.tag in wanted:
            yield child
        elif child.tag in WRAPPERS:
            yield from walk_in(child, tags)


def read_words(node: Any, numbering: Numbering) -> Words:
    """The words of a node, a paragraph a line, breaks kept."""
    walk = _Walk(numbering)
    walk.read(node)
    lines = "".join(walk.written).strip("\n")
    return Words(lines, frozenset(walk.flags), walk.left_out, walk.generated)


class _Walk:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.written: list[str] = []
        self.flags: set[str] = set()
        self.left_out: list[tuple[str, str]] = []
        self.generated: list[str] = []

    def read(self, node: Any) -> None:
        tag = node.tag
        if tag in DELETED:
            self.leave_out(node, "deleted")
            self.flags.add("change")
        elif tag == f"{W}p":
            self.read_paragraph(node)
        elif tag == f"{W}r":
            self.read_run(node)
        elif tag == f"{W}txbxContent":
            self.leave_out(node, "drawing")
        elif tag == f"{W}rt":
            self.leave_out(node, "note")
        elif tag == f"{W}delText":
            self.left_out.append((node.text or "", "deleted"))
        elif tag in (f"{W}t", f"{MATH}t"):
            self.written.append(node.text or "")
        elif tag in BREAKS:
            self.written.append(BREAKS[tag])
        elif tag == f"{W}sym":
            self.read_symbol(node)
        elif tag not in (FALLBACK, f"{W}pPr", f"{W}rPr", f"{W}tcPr", f"{W}tblPr", f"{W}sectPr"):
            self.read_children(node)

    def read_children(self, node: Any) -> None:
        is_table = node.tag == f"{W}tbl"
        if node.tag in INSERTED:
            self.flags.add("change")
        if is_table:
            self.flags.add("nested")
        for child in node:
            if isinstance(child.tag, str):
                self.read(child)

    def read_paragraph(self, node: Any) -> None:
        mark = node.find(f"{W}pPr/{W}rPr")
        if mark is not None and any(mark.find(f"{W}{tag}") is not None for tag in ("ins", "del")):
            self.flags.add("change")
        number = self.numbering.count(node)
        if number:
            self.written.append(number)
            self.generated.append(number)
            self.flags.add("numbered")
        self.read_children(node)
        self.written.append("\n")

    def read_run(self, node: Any) -> None:
        properties = node.find(f"{W}rPr")
        before = len(self.written)
        self.read_children(node)
        is_hidden = self.numbering.is_hidden(properties)
        if is_hidden and "".join(self.written[before:]).strip():
            self.flags.add("hidden")

    def read_symbol(self, node: Any) -> None:
        """A letter of a symbol font, kept as a mark that something stands there."""
        self.written.append("□")
        self.generated.append("□")

    def leave_out(self, node: Any, reason: str) -> None:
        inner = _Walk(Numbering(None, None))
        inner.read_children(node)
        text = "".join(inner.written).strip("\n")
        if text.strip():
            self.left_out.append((text, reason))
        self.left_out += [(words, reason) for words, _ in inner.left_out]
        self.generated += inner.generated
