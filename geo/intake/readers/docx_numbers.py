"""What a Word document's styles add to its words: automatic numbers, and what is hidden."""

from __future__ import annotations

import re
from typing import Any

import lxml.etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHINESE = "〇一二三四五六七八九"
CHINESE_FORMATS = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}


def is_on(node: Any) -> bool:
    """Whether a switch is there and not turned off."""
    return node is not None and node.get(f"{W}val") not in ("0", "false", "off", "none")


class Numbering:
    """Counts the automatic numbers of paragraphs, in the order in which they are asked for."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        lists, looks = _parse(numbering), _parse(styles)
        self.levels: dict[tuple[str, str], Any] = {}
        self.lists: dict[str, str] = {}
        self.overrides: dict[tuple[str, str], int] = {}
        for abstract in lists.findall(f"{W}abstractNum"):
            for level in abstract.findall(f"{W}lvl"):
                key = str(abstract.get(f"{W}abstractNumId")), str(level.get(f"{W}ilvl"))
                self.levels[key] = level
        for number in lists.findall(f"{W}num"):
            name = str(number.get(f"{W}numId"))
            self.lists[name] = _value(number, "abstractNumId")
            for override in number.findall(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
                if start.isdecimal():
                    self.overrides[name, str(override.get(f"{W}ilvl"))] = int(start)
        self.styles = {str(s.get(f"{W}styleId")): s for s in looks.findall(f"{W}style")}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, str]] = set()

    def count(self, paragraph: Any) -> str:
        """The number that stands before a paragraph, "" for none or a bullet."""
        found = self.find_list(paragraph)
        if found is None:
            return ""
        name, level = found
        abstract = self.lists.get(name, "")
        if (abstract, level) not in self.levels:
            return ""
        counts = self.counts.setdefault(abstract, {})
        depth = int(level)
        is_restarted = (name, level) in self.overrides and (name, level) not in self.begun
        self.begun.add((name, level))
        if is_restarted:
            counts[depth] = self.overrides[name, level]
        else:
            counts[depth] = (
                counts[depth] + 1 if depth in counts else self.find_start(abstract, depth)
            )
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return self.write(abstract, depth, counts)

    def find_list(self, paragraph: Any) -> tuple[str, str] | None:
        """The list and level of a paragraph, its own or its style's."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        seen: set[str] = set()
        style = _value(properties, "pStyle")
        while properties is not None:
            number = properties.find(f"{W}numPr")
            if number is not None and number.find(f"{W}numId") is not None:
                name = _value(number, "numId")
                return None if name == "0" else (name, _value(number, "ilvl") or "0")
            if not style or style in seen or style not in self.styles:
                return None
            seen.add(style)
            properties = self.styles[style].find(f"{W}pPr")
            style = _value(self.styles[style], "basedOn")
        return None

    def find_start(self, abstract: str, depth: int) -> int:
        level = self.levels.get((abstract, str(depth)))
        start = "" if level is None else _value(level, "start")
        return int(start) if start.isdecimal() else 1

    def write(self, abstract: str, depth: int, counts: dict[int, int]) -> str:
        pattern = _value(self.levels[abstract, str(depth)], "lvlText")
        if _value(self.levels[abstract, str(depth)], "numFmt") in ("bullet", "none"):
            return ""

        def fill(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            level = self.levels.get((abstract, str(at)))
            form = "decimal" if level is None else _value(level, "numFmt")
            return write_number(counts.get(at, self.find_start(abstract, at)), form)

        return re.sub(r"%(\d)", fill, pattern)

    def is_hidden(self, properties: Any) -> bool:
        """Whether the letters of a run are not shown, by themselves or by their style."""
        if properties is None:
            return False
        own = properties.find(f"{W}vanish")
        if own is not None:
            return is_on(own)
        style = self.styles.get(_value(properties, "rStyle"))
        return style is not None and is_on(style.find(f"{W}rPr/{W}vanish"))


def write_number(number: int, form: str) -> str:
    if form in CHINESE_FORMATS and 0 < number < 100:
        tens, ones = divmod(number, 10)
        ten = "" if not tens else "十" if tens == 1 else f"{CHINESE[tens]}十"
        return ten + (CHINESE[ones] if ones else "")
    if form == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    if form in ("upperRoman", "lowerRoman") and 0 < number < 40:
        tens, ones = divmod(number, 10)
        units = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
        roman = "X" * tens + units[ones]
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _parse(part: Any) -> Any:
    """The XML of a part, empty where the document has none."""
    if part is None:
        return lxml.etree.Element("none")
    element = getattr(part, "element", None)
    return lxml.etree.fromstring(part.blob) if element is None else element


def _value(node: Any, tag: str) -> str:
    found = node.find(f"{W}{tag}")
    return "" if found is None else str(found.get(f"{W}val") or "")
