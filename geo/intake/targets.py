"""Figures of a wording that may be targets: proposed with their units, settled by a person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from geo.plan.figures import NUMBER, find_figures

CLAUSE = re.compile(r"(?:[^，,。；;！!？?\n]|(?<=\d),(?=\d{3}))+")
UNIT = re.compile(
    r"[%％‰℃]|[十百千万亿]*(?:平方公里|平方千米|平方米|立方米|微克/立方米|毫克/升|千瓦时|标准煤|"
    r"公顷|公里|千米|亩|吨|米|升|元|千瓦|[处个座条家项件人次天辆台套户株棵只头片块眼口所]|"
    r"(?:小时|分钟|个百分点))|[kcm]?m[23²³]?|[kM]?Wh?|ha|t"
)
AROUND = 4
"""Letters before a figure that tell it from others of the same digits."""


@dataclass(frozen=True)
class Figure:
    """`quantity`: digits without commas; `unit`: as printed, "" where none is known; `phrase`: the
    clause it stands in; `around`: the figure with letters before it, which no other figure's
    have."""

    quantity: str
    unit: str
    phrase: str
    around: str


def propose_targets(text: str) -> list[Figure]:
    """Every figure that `find_figures` takes for one, in the order of the wording."""
    return [figure for clause in CLAUSE.findall(text) for figure in _list_figures(clause)]


def _list_figures(clause: str) -> list[Figure]:
    wanted, found, told = find_figures(clause), [], 0
    for match in re.finditer(NUMBER, _write_digits(clause)):
        quantity = match.group().replace(",", "")
        # a name's digits stand before or after those that are wanted, in the same order
        if wanted and quantity == wanted[0] and _is_figure(clause, match.start(), match.end()):
            wanted.pop(0)
            unit = UNIT.match(clause, match.end())
            begin = max(told, match.start() - AROUND)
            told = match.end() + (begin == match.start())
            around = clause[begin:told]
            found.append(Figure(quantity, unit.group() if unit else "", clause, around))
    return found


def _is_figure(clause: str, start: int, end: int) -> bool:
    """Whether taking these digits away leaves one figure less."""
    return len(find_figures(clause[:start] + clause[end:])) < len(find_figures(clause))


def _write_digits(text: str) -> str:
    """Full-width digits as ASCII, letter by letter, so that positions stay."""
    return "".join(unicodedata.normalize("NFKC", x) if x.isdecimal() else x for x in text)
