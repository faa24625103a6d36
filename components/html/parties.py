"""The list of all parties as HTML."""

from __future__ import annotations

from markupsafe import Markup

from components.html.template import draw
from components.texts import Texts
from components.words.units import name_party
from geo.model import Model


def write_options(model: Model, t: Texts) -> Markup:
    """Every party as an option of a `<select>`."""
    parties = [(code, name_party(model, code, t)) for code in model.codes]
    return draw("html/parties.options", parties=parties)
