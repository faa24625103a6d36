"""Headers as a server gets them: bytes, in whatever encoding a gateway wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote_to_bytes

from starlette.requests import cookie_parser

Headers = Iterable[tuple[bytes, bytes]]


def find_values(headers: Headers, name: str) -> list[bytes]:
    """`name` in small letters."""
    wanted = name.encode()
    return [value for key, value in headers if key == wanted]


def find_value(headers: Headers, name: str) -> str:
    """The one value; "" where there is none, or more than one, as nobody knows which is meant."""
    found = find_values(headers, name)
    return read_text(found[0]) if len(found) == 1 else ""


def find_plain(headers: Headers, name: str) -> str:
    """Of a header that holds no names: its last value, "" where there is none."""
    return b"".join(find_values(headers, name)[-1:]).decode("latin-1").strip()


def read_text(value: bytes) -> str:
    """A name as it was meant: UTF-8, the same taken for latin-1 and written as UTF-8 once more,
    percent-encoded, or GB18030. What controls a terminal or a log is left out."""
    text = _decode(value)
    if "%" in text and text.isascii():
        unquoted = _decode_exactly(unquote_to_bytes(text), "utf-8")
        text = unquoted if unquoted and not unquoted.isascii() else text
    return clean_text(text)


def clean_text(told: object) -> str:
    """Without what controls a terminal or a log; "" for what is no text."""
    text = told if isinstance(told, str) else ""
    return "".join(mark for mark in text if mark.isprintable()).strip()


def find_cookies(headers: Headers) -> dict[str, str]:
    return cookie_parser(b"; ".join(find_values(headers, "cookie")).decode("latin-1"))


def _decode(value: bytes) -> str:
    text = _decode_exactly(value, "utf-8")
    if text is None:
        text = _decode_exactly(value, "gb18030")
        return value.decode("latin-1") if text is None else text
    try:
        twice = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    return _decode_exactly(twice, "utf-8") or text


def _decode_exactly(value: bytes, encoding: str) -> str | None:
    try:
        return value.decode(encoding)
    except UnicodeDecodeError:
        return None


def write_header(name: str, text: str) -> tuple[bytes, bytes]:
    """For the script, percent-encoded."""
    return name.encode(), quote(text, safe="").encode()
