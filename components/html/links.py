"""Links to the product's own pages as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from markupsafe import Markup, escape

from components.html.template import draw
from components.session.plans import name_in_links
from components.texts import Texts
from components.words.several import tag_measure
from components.words.words import Words


def write_address(page: str, params: Mapping[str, str], words: Words) -> str:
    """A page of the product with `params`, of the plan and in the language of `words`."""
    name = name_in_links(words.model)
    plan = {"plan": name} if name else {}
    return join_address(page, {**params, **plan}, words.t)


def join_address(page: str, params: Mapping[str, str], t: Texts) -> str:
    """The same where `params` say of which plan."""
    lang = {} if t.lang == "zh" else {"lang": t.lang}
    return f"{page}?{urlencode({**params, **lang})}"


def write_measure_link(measure_id: str, words: Words, text: str = "") -> Markup:
    """The number of a measure, after its plan where several are shown, or `text`, which leads to
    its map."""
    address = write_address("./", {"measure": measure_id}, words)
    shown = text or write_tagged(words, measure_id)
    return draw("html/links.measure", address=address, number=measure_id, text=shown)


def write_tagged(words: Words, measure_id: str) -> Markup:
    """A measure's number, with its plan small before it where several are shown."""
    tag, number = tag_measure(words, measure_id)
    return draw("html/links.number", tag=tag, number=number) if tag else escape(number)


def write_link(address: str, text: str) -> Markup:
    """A text that leads to another page or view in the same tab."""
    return draw("html/links.link", address=address, text=text)
