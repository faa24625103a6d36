"""What a person says that headings mean, which counts before every heading known here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from geo.intake.grid import drop_spaces
from geo.packages.problems import DataError, Problem, raise_if_any
from geo.plan.plan import ROLES

FIELDS = ("number", "category", "task", "text", "deadline", *ROLES)
LEFT_OUT = "left_out"
CHOICES = (*FIELDS, LEFT_OUT)
"""What a column may be said to be; any number of them may be left out."""
OPTION = "--columns"


def parse_columns(text: str) -> dict[str, str]:
    """`heading=field,heading=field`, as the command line takes it; commas and equals signs of
    either width. Raises `DataError` where a part is no such pair."""
    columns = {}
    for part in filter(str.strip, re.split("[,，]", text)):
        heading, sign, field = part.replace("＝", "=").rpartition("=")
        if not sign or not heading.strip():
            details = {"allowed": ", ".join(CHOICES)}
            raise DataError([Problem("no_column", OPTION, value=part.strip(), details=details)])
        columns[heading.strip()] = field.strip()
    return columns


def fold_name(heading: str) -> str:
    """A heading as it is compared with what a person says: without spaces, in half-width forms."""
    return unicodedata.normalize("NFKC", drop_spaces(heading))


def fold_columns(columns: Mapping[str, str], label: str) -> dict[str, str]:
    """Fields by folded headings; raises `DataError` where one is none of `CHOICES`, or two
    headings are said to be the same. `label`: the file as problems name it."""
    problems, taken = [], dict[str, str]()
    for heading, field in columns.items():
        if field not in CHOICES:
            details = {"allowed": ", ".join(CHOICES)}
            problems.append(Problem("unknown_field", label, None, heading, field, details))
        elif field != LEFT_OUT and field in taken:
            details = {"other": taken[field]}
            problems.append(Problem("field_twice", label, None, heading, field, details))
        taken.setdefault(field, heading)
    raise_if_any(problems)
    return {fold_name(heading): field for heading, field in columns.items()}


def name_headings(printed: Sequence[str]) -> list[str]:
    """What each column is called where a person speaks of it: its heading as printed, the upper
    one first where there are two. `#3` is the third column, where it has none; `名称#2` the second
    of that heading."""
    names: list[str] = []
    for at, heading in enumerate(map(drop_spaces, printed), start=1):
        count = sum(fold_name(heading) == name.partition("#")[0] for name in map(fold_name, names))
        name = heading if not count else f"{heading}#{count + 1}"
        names.append(name if heading else f"#{at}")
    return names
