"""Values of a sheet as it shows them, by their number formats."""

from __future__ import annotations

import datetime
import re

DATE_CODES = {
    "yyyy": "{0:%Y}",
    "yy": "{0:%y}",
    "mmmm": "{0:%B}",
    "mmm": "{0:%b}",
    "mm": "{0:%m}",
    "m": "{0.month}",
    "dd": "{0:%d}",
    "d": "{0.day}",
}
TIME_CODES = {
    "hh": "{0:%H}",
    "h": "{0.hour}",
    "mm": "{0:%M}",
    "m": "{0.minute}",
    "ss": "{0:%S}",
    "s": "{0.second}",
}
QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$?[^\]]*\]|_.|\*.')
DATED = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|.", re.DOTALL)
PLAIN = re.compile(r"(#,##)?0(?:\.(0+))?(%?)")


def show_value(value: object, number_format: str) -> tuple[str, bool]:
    """The text, and whether the format is one that is known here."""
    if value is None:
        return "", True
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), True
    if isinstance(value, int | float):
        return show_number(value, number_format)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return show_date(value, number_format)
    if isinstance(value, datetime.timedelta):
        return str(value), False
    return str(value), True


def show_number(value: int | float, number_format: str) -> tuple[str, bool]:
    form = number_format.split(";", maxsplit=1)[0].strip()
    if form.lower() in ("", "general", "@", "g/通用格式"):
        return show_plainly(value), True
    literal = re.fullmatch(r'(?:"([^"]*)")?((?:#,##)?0(?:\.0+)?%?)(?:"([^"]*)")?_?\s*', form)
    found = PLAIN.fullmatch(literal[2]) if literal else None
    if not literal or not found or value < 0:
        return show_plainly(value), False
    places = len(found[2] or "")
    shown = value * 100 if found[3] else value
    digits = f"{round_half_up(shown, places):{',' if found[1] else ''}.{places}f}{found[3]}"
    return f"{literal[1] or ''}{digits}{literal[3] or ''}", True


def round_half_up(value: float, places: int) -> float:
    """As sheets round; Python rounds halves to even."""
    factor = 10**places
    return int(abs(value) * factor + 0.5 + 1e-9) / factor


def show_plainly(value: int | float) -> str:
    """As a sheet shows a number without a format: at most eleven significant digits."""
    return str(value) if isinstance(value, int) else f"{value:.11g}"


def show_date(value: datetime.date | datetime.time, number_format: str) -> tuple[str, bool]:
    first = number_format.split(";", maxsplit=1)[0]
    form = QUOTED.sub(lambda found: found[1] or found[2] or "", first)
    is_date = isinstance(value, datetime.date)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time() and "h" not in form:
        value = value.date()
    codes = DATE_CODES if is_date else TIME_CODES
    if not re.search("[ymdhs]", form, re.IGNORECASE) or (is_date and "h" in form.lower()):
        return str(value), False
    written = [
        codes[code.lower()].format(value) if code.lower() in codes else code
        for code in DATED.findall(form)
    ]
    return "".join(written).strip(), not re.search(r"AM/PM|上午|下午", form)
