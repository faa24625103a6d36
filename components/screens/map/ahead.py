"""Answers sent ahead of the question: for the map's script (`map/assets/ahead.js`).

Writing them takes a moment the first time, which no page waits for: until they are there, the
reader's click is answered by the server, as it is in a region of very many parties.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from components.map.changes import get_change_picture
from components.map.districts import get_load_picture
from components.map.files import SharedTexts, Source
from components.map.measures import list_looks
from components.map.picture import write_json
from components.screens.map.city import write_city_document
from components.screens.map.party import write_party_document
from components.session.link import Shape, View, parse_view, write_view
from components.session.plans import find_for_everybody, list_references
from components.texts import Texts
from components.words.changes import Between, look_between
from components.words.words import Words
from geo.plan.count import METRICS
from geo.together import SEPARATOR

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
    address = ANSWERS.find(*view)
    with _lock:
        if address is None and view not in _waiting and len(_waiting) < MAX_WAITING:
            _waiting.add(view)
            _writer.submit(_write_later, view)
    return address


def _write_later(view: Asked) -> None:
    time.sleep(PAGE_FIRST_S)
    try:
        ANSWERS.get(*view)
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


def _describe(
    words: Words,
    metric: str,
    bases: tuple[str, ...],
    shape: Shape,
    between: Between | None,
    followed: tuple[str, ...],
) -> dict[str, str]:
    model = words.model
    against = between.before.model.reference if between else None
    view = View(words.t.lang, model.reference, against, metric=metric, bases=bases, shape=shape)
    always = {"plan": model.reference, "metric": metric, "followed": SEPARATOR.join(followed)}
    return write_view(view) | always


def _find_source(params: Mapping[str, str]) -> Source | None:
    """What the page of a link with these parameters asks for."""
    model = find_for_everybody(params.get("plan", ""))
    if model is None or len(model.codes) > MAX_PARTIES:
        return None
    view, _ = parse_view(params, model)
    words = Words(model, Texts(view.lang))
    before = find_for_everybody(view.against) if view.against else None
    between = look_between(Words(before, words.t), words) if before else None
    asked = params.get("followed", "").split(SEPARATOR)
    followed = tuple(plan for plan in list_references(model) if plan in asked)
    return words, view.metric, view.bases, view.shape, between, followed


ANSWERS = SharedTexts("ahead", "json", write_ahead, describe=_describe, find_source=_find_source)
