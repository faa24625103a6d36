"""What a map is drawn from, asked of a server that drew no page."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlencode

from components.map.drawing import DRAWINGS
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from tests.browser.app_server import run_app
from tests.server.api.test_answers import ask


def test_a_server_that_drew_no_page_answers_for_the_one_that_did(
    model: Model, tmp_path: Path
) -> None:
    address = DRAWINGS.get(Words(model, Texts("en")), "toggle", "protected")
    local = {"DUTYMAP_LOCAL": str(tmp_path)}
    with run_app("--server.baseUrlPath=duty", environment=local) as server:
        drawn = f"{server.address}/{address.removeprefix('../../')}"
        status, packed, headers = ask(drawn, Accept_Encoding="gzip")
        assert (status, headers["Content-Encoding"]) == (200, "gzip")
        assert headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert "immutable" in headers["Cache-Control"]
        script = gzip.decompress(packed)
        assert ask(drawn)[1] == script
        assert ask(drawn.replace("/drawn/map/", "/drawn/map/0"))[2]["Cache-Control"] == "no-store"
        assert ask(f"{server.address}/readyz")[0] == 200
        frame = f"{server.address}/component/components.map.frame.frame/index.html"
        assert ask(frame)[0] == 200
        nowhere = urlencode({"plan": "nowhere", "mode": "single", "topic": "map"})
        for unknown in (f"map/0.js?{nowhere}", "map/0.css", "pictures/0.js"):
            assert ask(f"{server.address}/drawn/{unknown}")[0] == 404
