"""The list of all parties as HTML."""

from __future__ import annotations

from markupsafe import Markup

from components.html.template import draw
from components.texts import Texts
from components.words.units import list_parties
from geo.model import Model


def write_options(model: Model, t: Texts) -> Markup:
    """Every party as an option of a `<select>`."""
    return draw("html/parties.options", parties=list_parties(model, t).items())
