"""In which language a text is: Chinese that is quoted on an English page is marked as Chinese, so
that it is spoken, and set in a fitting face, as what it is."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from components.texts import HTML_LANG, Texts

HAN = "\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60"
RUN = re.compile(rf"[\d.%+]*[{HAN}](?:[{HAN}\w.%+“”‘’…·—-]*[{HAN}…”’])?")
"""From a figure before the first character to the last one; English words between two are in it."""


def mark_chinese(text: str, t: Texts) -> Markup:
    """`text` with what is Chinese in it marked, where the page is not."""
    if t.lang == "zh":
        return escape(text)
    quoted = Markup("<span lang='{}'>{}</span>")
    marked, at = Markup(""), 0
    for run in RUN.finditer(text):
        marked += escape(text[at : run.start()]) + quoted.format(HTML_LANG["zh"], run.group())
        at = run.end()
    return marked + escape(text[at:])


def find_tongue(text: str, t: Texts) -> str:
    """The language of an option, which holds no markup: Chinese where the page is not and the text
    has any; "" where it is the page's own."""
    return HTML_LANG["zh"] if t.lang != "zh" and RUN.search(text) else ""
