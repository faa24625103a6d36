"""Results of pure functions, remembered once per process."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, TypeVar

MAX_RESULTS = 256
"""Per function; a model, a language and a view are of few values, a party of at most thousands."""


_REMEMBERED: list[Any] = []
_is_shared: ContextVar[bool] = ContextVar("is_shared", default=False)
Function = TypeVar("Function", bound=Callable[..., object])


def remember(function: Function) -> Function:
    """Compute each result of a pure function once. Its arguments are words or a model, and codes.

    `st.cache_data` would copy and `st.cache_resource` hash a thousand times as long as the whole
    look-up takes here: models are told apart by identity. An error is not remembered.
    """

    @wraps(function)
    def compute(*args: object, **kwargs: object) -> object:
        with share():
            return function(*args, **kwargs)

    remembered = lru_cache(MAX_RESULTS)(compute)
    _REMEMBERED.append(remembered)
    return remembered  # type: ignore[return-value]


@contextmanager
def share() -> Iterator[None]:
    """Within it is made what every reader gets."""
    token = _is_shared.set(True)
    try:
        yield
    finally:
        _is_shared.reset(token)


def refuse_shared() -> None:
    """Called by what is not the same for every reader: a mistake of ours would else be shown to all
    of them."""
    if _is_shared.get():
        raise RuntimeError("what one reader may see is asked for in what is remembered for all")


def count_remembered() -> int:
    """Results that are kept, of all functions."""
    return sum(function.cache_info().currsize for function in _REMEMBERED)


@remember
def settle() -> None:
    """Called when the first page stands: what lives as long as the process is now there.

    What is frozen is out of the garbage collection's sight, which would look through all of it
    again and again, see docs/decisions/009.
    """
    gc.collect()
    gc.freeze()
