"""Scripts of ours that stand in a page or in the map's frame.

The page's policy names each by its hash and refuses any other (`server/headers.py`). So no script's
text depends on data: what it is told stands beside it, in an attribute.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from components.html.template import COMPONENTS, join, read_code

TOLD = "const told=JSON.parse(document.currentScript.previousElementSibling.dataset.told);"
SCRIPTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "page": (
        (
            "screens/shell/page.js",
            "screens/shell/page_history.js",
            "screens/shell/page_words.js",
            "screens/shell/connection.js",
            "screens/shell/embedded.js",
        ),
        f"{{{TOLD}dutyPage.start(told.lang);dutyHistory.start();dutyWords.start(told.words);"
        "dutyConnection.start(told.away,told.ended);dutyEmbedded.start();}",
    ),
    "ledger": (("screens/ledger/tables.js",), "dutyLedger.start();"),
    "order": (("screens/present/reorder.js",), "dutyOrder.start();"),
    "deck": (("slides/assets/deck.js",), f"{{{TOLD}dutyDeck.start(told);}}"),
}
"""Of each page's script the files, and how they are started."""
FRAME_START = "var map_div = drawDistrictMap();"
"""In the map's frame; streamlit-folium adds its own line to it."""
FRAME_SCRIPT = f"{FRAME_START}window.map = map_div; window.initComponent(map_div, undefined);"


def write_script(name: str, told: str = "{}") -> Markup:
    """Of `SCRIPTS`, as `st.html` takes it. `told`: JSON, see `TOLD`."""
    # What looks like the end of an element is dropped on the way into the page.
    told = told.replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup("<span hidden data-told='{}'></span><script>{}</script>").format(
        told, _read_script(name)
    )


def list_page_hashes() -> list[str]:
    return [write_hash(_read_script(name)) for name in SCRIPTS]


def write_hash(text: str) -> str:
    """As a Content-Security-Policy names a script or a style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _read_script(name: str) -> Markup:
    files, start = SCRIPTS[name]
    # All of it stands in files of ours, and a script must not be escaped.
    return join([*(read_code(COMPONENTS / file) for file in files), Markup(start)])
