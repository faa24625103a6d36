"""HTML as a browser has it, a tree: no test looks for tags in a text."""

from __future__ import annotations

import lxml.html


def parse_html(*pieces: str) -> lxml.html.HtmlElement:
    """Pieces of a page in one element around them."""
    return lxml.html.fromstring(f"<main>{''.join(pieces)}</main>")
