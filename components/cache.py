"""The one place that caches: models and what is written from them, once per process.

Everything here is shared by all sessions: never change what you are given.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from threading import Lock
from typing import TypeVar

import pandas as pd

from geo.ledger import build_search_index
from geo.load import count_load
from geo.model import Model, load_model
from geo.problems import DataError
from geo.resolutions import find_resolutions

DEFAULT_PLAN = "ecology-2025"
MAX_RESULTS = 256
"""Per function; a model, a language and a view are of few values, a party of at most thousands."""
Function = TypeVar("Function", bound=Callable[..., object])
_loading = Lock()


def remember(function: Function) -> Function:
    """Compute each result of a pure function once. Its arguments are a model, texts and codes.

    `st.cache_data` would copy and `st.cache_resource` hash a thousand times as long as the whole
    look-up takes here: models are told apart by identity. An error is not remembered.
    """
    return lru_cache(MAX_RESULTS)(function)  # type: ignore[return-value]


def get_model(plan: str) -> Model:
    """The joined model; raises `DataError`. Changed resolutions are read anew."""
    path = find_resolutions(plan)
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    with _loading:
        return _load_model(plan, stamp)


@remember
def _load_model(plan: str, resolved_at: int) -> Model:
    return load_model(plan)


def read_ahead() -> None:
    """Import what the first page needs, read the plan, draw its map, before anybody asks."""
    from components.map import draw_district_map
    from components.map_view import build_cards
    from components.texts import Texts

    # What is wrong with the data is said on the page, which reads it again.
    with suppress(DataError):
        draw_district_map(get_model(DEFAULT_PLAN), Texts("zh"), "single", build_cards, "map")


@remember
def settle() -> None:
    """Called when the first page stands: what lives as long as the process is now there.

    What is frozen is out of the garbage collection's sight, which would look through all of it
    again and again, see docs/decisions/009.
    """
    gc.collect()
    gc.freeze()


@remember
def get_load(model: Model, metric: str, bases: tuple[str, ...]) -> pd.DataFrame:
    """Task load of every party, see `geo.load.count_load`."""
    return count_load(model.joined, metric, bases, model.codes, model.ongoing)


@remember
def get_search_index(model: Model) -> pd.DataFrame:
    """What the ledger searches, see `geo.ledger.build_search_index`."""
    return build_search_index(model.plan.measures)
