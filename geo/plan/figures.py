"""Figures in a wording: which of them are targets, and which are part of a name or a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
DASH = "[-–—~～至]"
UNIT_SYMBOLS = "[kcmdμM]?m[23²³]?|[kmμ]?g|t|ha|[kMG]?Wh?|[kM]?V|[mM]?L|h|min|s|dB|℃|°C"
"""Latin letters after a number that make it a measured figure; any others make it a name."""
NOT_TARGETS = re.compile(
    "|".join(
        [
            rf"[A-Za-zΑ-Ωα-ω]+[-–]?{NUMBER}(?:{DASH}\d+)?",  # PM2.5, CO2, COVID-19, GB3838-2002
            r"\d+(?:[+＋](?:\d+|[A-Za-z]))+",  # 1+N, 1+3+N
            rf"{NUMBER}(?!(?:{UNIT_SYMBOLS})(?![A-Za-z]))[A-Za-z]+",  # 5G, 3D
            r"(?:第|附件|附表|附录)\d+",  # 第3条, 附件2
            rf"{NUMBER}(?:{DASH}{NUMBER})?(?:年(?!均)|月|日(?!均)|号)",  # 1—2年, 12月, 3号
            r"[〔\[［]\d+[〕\]］]",  # a year in brackets
            r"[“‘\"]\d+[”’\"]",  # “12345”
        ]
    )
)


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


def _write_plainly(letter: str) -> str:
    """Full-width digits, letters and commas between them as ASCII; the rest as it stands."""
    plain = unicodedata.normalize("NFKC", letter)
    return plain if letter.isdecimal() or (plain.isascii() and plain.isalpha()) else letter
