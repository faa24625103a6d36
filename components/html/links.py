"""Links to the product's own pages as HTML."""

from __future__ import annotations

from markupsafe import Markup

from components.html.template import draw


def write_link(address: str, text: str) -> Markup:
    """A text that leads to another page or view in the same tab."""
    return draw("html/links.link", address=address, text=text)
