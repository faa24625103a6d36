"""Scripts that stand in a page: what they are told never becomes part of them."""

from __future__ import annotations

import json

from components.html.scripts import SCRIPTS, list_page_hashes, write_hash, write_script
from tests.html_tree import parse_html

SLY = {"name": "'></span><script>alert(1)</script>\"&amp;"}


def test_what_a_script_is_told_stands_beside_it_whatever_it_is() -> None:
    told, script = parse_html(write_script("deck", json.dumps(SLY)))
    assert json.loads(told.get("data-told")) == SLY
    assert write_hash(script.text) == list_page_hashes()[list(SCRIPTS).index("deck")]
