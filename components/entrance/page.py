"""One page that stands alone, in both languages: a title, why, and the way on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from components.html.template import draw, read_code
from components.texts import HTML_LANG, LANGUAGES, Texts
from components.theme import write_css_variables
from geo.packages.problems import Problem

STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True)
class Way:
    """A way on: a key of `entrance.…` and where it leads; `is_act`: it changes something."""

    key: str
    address: str
    is_act: bool = False


@dataclass(frozen=True)
class Entrance:
    """`kind`: of `entrance.…`; `lines`: keys of further sentences, with their values; `asked`: the
    page that was asked for; `problems`: what is wrong, with file, key and value; `onward`: where
    the page leads by itself."""

    kind: str
    ways: tuple[Way, ...] = ()
    lines: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict, hash=False)
    asked: str = ""
    problems: Sequence[Problem] = ()
    onward: str = ""


def write_entrance(entrance: Entrance, style: str) -> str:
    """A whole HTML document; `style`: the address of `write_style`'s."""
    voices = [(HTML_LANG[lang], lang, Texts(lang)) for lang in LANGUAGES]
    return str(draw("entrance/page.document", voices=voices, page=entrance, style=style))


def write_style() -> str:
    return write_css_variables() + read_code(STYLE)
