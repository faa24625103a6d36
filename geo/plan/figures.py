"""Figures in a wording: which of them are targets, and which are part of a name or a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
DASH = "[-–—~～至]"
UNIT_SYMBOLS = "[kcmdμM]?m[23²³]?|[kmμ]?g|t|ha|[kMG]?Wh?|[kM]?V|[mM]?L|h|min|s|dB|℃|°C"
"""Latin letters after a number that make it a measured figure; any others make it a name."""
NAMES = (
    rf"[A-Za-zΑ-Ωα-ω]+[-–]?{NUMBER}(?:{DASH}\d+)?",  # PM2.5, CO2, COVID-19, GB3838-2002
    r"\d+(?:[+＋](?:\d+|[A-Za-z]))+",  # 1+N, 1+3+N
    rf"{NUMBER}(?!(?:{UNIT_SYMBOLS})(?![A-Za-z]))[A-Za-z]+",  # 5G, 3D
    r"(?:第|附件|附表|附录)\d+",  # 第3条, 附件2
    r"[〔\[［]\d+[〕\]］]",  # a year in brackets
    r"[“‘\"]\d+[”’\"]",  # “12345”
)
DATE = rf"{NUMBER}(?:{DASH}{NUMBER})?(?:年(?!均)|月|日(?!均)|号)"  # 1—2年, 12月, 3号
NOT_TARGETS = re.compile("|".join([*NAMES, DATE]))
UNIT = (
    rf"(?:[%％‰]|(?:{UNIT_SYMBOLS})(?![A-Za-z])|[十百千万亿]*(?:平方公里|平方千米|平方米|立方米|公里|千米"
    "|公顷|公斤|千克|微克|毫克|千瓦时|千瓦|个百分点|小时|分钟|年(?!均)|日(?!均)"
    "|[亩米吨升元月天号处个座家项条株棵头只人户次种场期批件辆台套份所间片块类名位倍级])?)"
)
"""What is printed right after a number as its unit, or nothing."""
COUNTED = re.compile(rf"(?P<name>{'|'.join(NAMES)})|(?P<figure>{NUMBER})(?P<unit>{UNIT})")
PLACE = "\0"
"""Stands for a figure in a wording without its figures."""


def find_figures(text: str, names: Sequence[str] = ()) -> list[str]:
    """The figures of a wording that are targets, in its order, digits plain and without commas.

    Left out: digits in a name (PM2.5, 5G, “1+N”, “12345”), ordinals (第3条, 附件2, 3号), years,
    months and days, and whatever stands in one of `names`, words the plan itself says are names.
    """
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    digits = "".join(_write_plainly(letter) for letter in text)
    rest = NOT_TARGETS.sub(" ", digits)
    return [figure.replace(",", "") for figure in re.findall(NUMBER, rest)]


def write_plain(text: str) -> str:
    """A phrase with its digits as ASCII and without commas in its numbers."""
    digits = "".join(_write_plainly(letter) for letter in text)
    return re.sub(NUMBER, lambda found: found.group().replace(",", ""), digits)


def take_out_figures(text: str) -> tuple[str, list[str]]:
    """A wording with `PLACE` for each figure, and the figures with the unit printed after them, in
    its order, years and days among them, without commas. A figure that is part of a name stays in
    the wording. `text`: with plain digits, see `geo.plan.proof.normalise`."""
    figures: list[str] = []

    def take(found: re.Match[str]) -> str:
        if found["name"]:
            return found["name"]
        figures.append(found["figure"].replace(",", "") + found["unit"])
        return PLACE + found["unit"]

    return COUNTED.sub(take, text), figures


def _write_plainly(letter: str) -> str:
    """Full-width digits, letters and commas between them as ASCII; the rest as it stands."""
    plain = unicodedata.normalize("NFKC", letter)
    return plain if letter.isdecimal() or (plain.isascii() and plain.isalpha()) else letter
