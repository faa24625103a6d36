"""Answers sent ahead of the question: for the map's script (`map_assets/ahead.js`).

Writing them takes a moment the first time, which no page waits for: until they are there, the
reader's click is answered by the server, as it is in a region of very many parties.
"""

from __future__ import annotations

import json
import time
from concurrent.futures import Future, ThreadPoolExecutor

from components.cache import remember
from components.city_document import write_city_document
from components.map_view import get_map_view
from components.party_document import write_party_document
from components.texts import Texts
from components.written_files import write_file
from geo.load import list_metrics
from geo.model import Model

MAX_PARTIES = 40
"""The documents of more would weigh too much."""
PAGE_FIRST_S = 0.5
"""Python does one thing at a time: the page that asked is written first."""
_writer = ThreadPoolExecutor(1, thread_name_prefix="ahead")


def find_ahead(model: Model, metric: str, bases: tuple[str, ...], t: Texts) -> str | None:
    """The frame's address of the answers for a view, or nothing as long as they are written."""
    if len(model.codes) > MAX_PARTIES:
        return None
    written = _begin(model, metric, bases, t)
    return written.result() if written.done() else None


@remember
def _begin(model: Model, metric: str, bases: tuple[str, ...], t: Texts) -> Future[str]:
    def write() -> str:
        time.sleep(PAGE_FIRST_S)
        return write_ahead(model, metric, bases, t)

    return _writer.submit(write)


def write_ahead(model: Model, metric: str, bases: tuple[str, ...], t: Texts) -> str:
    """A file with every party's document by code (empty: the whole region), and the map of every
    metric in the order of the switch; returns its address."""
    ahead = {
        "documents": {
            "": write_city_document(model, metric, bases, t),
            **{code: write_party_document(model, code, metric, bases, t) for code in model.codes},
        },
        "maps": [get_map_view(model, m, bases, t) for m in list_metrics(model.plan.measures)],
    }
    return write_file(json.dumps(ahead, ensure_ascii=False), "json")
