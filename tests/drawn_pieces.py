"""Which pieces of HTML were drawn, and which of them showed a text of an attack."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from components.html.template import _ENVIRONMENT, COMPONENTS
from tests.taken_away import MARKUP

Piece = tuple[str, str]
"""A template as `html/duties.html`, and one of its macros."""


def list_pieces() -> set[Piece]:
    """Every macro of every template."""
    return {
        (path.relative_to(COMPONENTS).as_posix(), macro.name)
        for path in COMPONENTS.rglob("*.html")
        for macro in _ENVIRONMENT.parse(path.read_text(encoding="utf-8")).find_all(nodes.Macro)
    }


@contextmanager
def record_pieces() -> Iterator[dict[Piece, bool]]:
    """The pieces drawn meanwhile, and whether one of their drawings held the attack as text."""
    drawn: dict[Piece, bool] = {}
    invoke = Macro._invoke

    def note(macro: Macro, arguments: list[Any], autoescape: bool) -> Markup:
        html: Markup = invoke(macro, arguments, autoescape)
        template = Path(macro._func.__code__.co_filename)
        if template.is_relative_to(COMPONENTS):  # folium draws by macros too
            piece = template.relative_to(COMPONENTS).as_posix(), macro.name
            drawn[piece] = drawn.get(piece, False) or str(escape(MARKUP)) in html
        return html

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Macro, "_invoke", note)
        yield drawn
