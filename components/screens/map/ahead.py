"""Answers sent ahead of the question: for the map's script (`map/assets/ahead.js`).

Writing them takes a moment the first time, which no page waits for: until they are there, the
reader's click is answered by the server, as it is in a region of very many parties.
"""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from components.map.changes import get_change_picture
from components.map.districts import get_load_picture
from components.map.files import WrittenFiles
from components.map.measures import list_looks
from components.map.picture import write_json
from components.screens.map.city import write_city_document
from components.screens.map.party import write_party_document
from components.session.link import Shape
from components.words.changes import Between
from components.words.words import Words
from geo.plan.count import METRICS

MAX_PARTIES = 40
"""The documents of more would weigh too much."""
PAGE_FIRST_S = 0.5
"""Python does one thing at a time: the page that asked is written first."""
MAX_WAITING = 8
"""Views whose answers are still to be written; those of further ones are asked for again."""
Asked = tuple[Words, str, tuple[str, ...], Shape, Between | None, tuple[str, ...]]
_waiting: set[Asked] = set()
_lock = Lock()
_writer = ThreadPoolExecutor(1, thread_name_prefix="ahead")


def find_ahead(
    words: Words,
    metric: str,
    bases: tuple[str, ...],
    shape: Shape = "map",
    between: Between | None = None,
    followed: tuple[str, ...] = (),
) -> str | None:
    """The frame's address of the answers for a view, or nothing as long as they are written."""
    if len(words.model.codes) > MAX_PARTIES:
        return None
    view = (words, metric, bases, shape, between, followed)
    address = _answers.find(*view)
    with _lock:
        if address is None and view not in _waiting and len(_waiting) < MAX_WAITING:
            _waiting.add(view)
            _writer.submit(_write_later, view)
    return address


def _write_later(view: Asked) -> None:
    """Where there is no room on the disk, the page goes on without."""
    time.sleep(PAGE_FIRST_S)
    try:
        _answers.get(*view)
    except OSError:
        logging.getLogger(__name__).warning("no answers sent ahead", exc_info=True)
    finally:
        with _lock:
            _waiting.discard(view)


def write_ahead(
    words: Words,
    metric: str,
    bases: tuple[str, ...],
    shape: Shape = "map",
    between: Between | None = None,
    followed: tuple[str, ...] = (),
) -> str:
    """Every party's document by code (empty: the whole region), and the map of every metric of the
    switch; the looks of every measure's map. As JSON.

    Of what was reported there is nothing here, see `components/session/progress.py`; the duties of
    the plans `followed` have a place for it."""
    model = words.model
    pictures = [get_load_picture(words, m, bases, shape) for m in METRICS]
    pictures += [get_change_picture(between, shape)] if between else []
    ahead = {
        "documents": {
            "": write_city_document(words, metric, bases, between),
            **{
                code: write_party_document(words, code, metric, bases, between, followed)
                for code in model.codes
            },
        },
        "maps": [{"values": picture.values, "legend": picture.legend} for picture in pictures],
        "measures": list_looks(words, shape),
    }
    return write_json(ahead)


_answers = WrittenFiles(write_ahead, "json")
