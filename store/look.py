"""What was asked within one run of a page is asked once; the next run asks anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def look() -> Iterator[None]:
    """Within it what is `asked_once` is; a write forgets all of it, see `store.schema.write`."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def forget() -> None:
    """What was asked so far in this run is asked anew."""
    answers = _answers.get()
    if answers is not None:
        answers.clear()


def asked_once(function: Callable[P, T]) -> Callable[P, T]:
    """Within `look` the first answer to the same question holds; an error is none. Outside of it
    every question is asked: a click, a command and another process see what stands now."""

    @wraps(function)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        answers = _answers.get()
        if answers is None:
            return function(*args, **kwargs)
        question = (function, args, *kwargs.items())
        if question not in answers:
            answers[question] = function(*args, **kwargs)
        found: T = answers[question]
        return found

    return ask
