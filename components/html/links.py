"""Links to the product's own pages as HTML."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

from components.html.template import draw
from components.texts import Texts


def write_measure_link(measure_id: str, t: Texts, text: str = "") -> Markup:
    """The number of a measure, or `text`, which leads to its map."""
    params = {"measure": measure_id} | ({} if t.lang == "zh" else {"lang": t.lang})
    address = "./?" + urlencode(params)
    return draw("html/links.measure", address=address, number=measure_id, text=text or measure_id)


def write_link(address: str, text: str) -> Markup:
    """A text that leads to another page or view in the same tab."""
    return draw("html/links.link", address=address, text=text)
