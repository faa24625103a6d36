"""The list of all parties as HTML."""

from __future__ import annotations

from markupsafe import Markup

from components.html.template import draw
from components.words.units import list_parties
from components.words.words import Words


def write_options(words: Words) -> Markup:
    """Every party as an option of a `<select>`."""
    return draw("html/parties.options", parties=list_parties(words).items())
