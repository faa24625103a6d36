"""HTML from templates: `duties.html` beside `duties.py` holds its pieces, each a Jinja2 macro.

What is a text is escaped by the engine; what is HTML has the type `Markup`, which only templates
and `Markup(…).format(…)` make.
"""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

COMPONENTS = Path(__file__).parents[1]


class OneLine(Extension):
    """A template's lines are for its writer: a break before a tag or a brace is nothing, any other
    a space."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"\s*\n\s*", " ", re.sub(r"\n\s*(?=[<{])", "", source.strip()))


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(COMPONENTS),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    extensions=[OneLine],
)


def draw(piece: str, /, **values: object) -> Markup:
    """A piece with its values: `draw("html/duties.label", …)` is the macro `label` of
    `components/html/duties.html`."""
    name, _, macro = piece.rpartition(".")
    drawn: Markup = getattr(_ENVIRONMENT.get_template(f"{name}.html").module, macro)(**values)
    return drawn


def read_code(path: Path) -> Markup:
    """A script or a style sheet of ours, which stands in its element as it is."""
    return Markup(path.read_text(encoding="utf-8"))


def join(pieces: list[Markup]) -> Markup:
    return Markup("").join(pieces)
