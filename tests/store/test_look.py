"""One run of a page asks once; what was written meanwhile, and the next run, are asked anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.look import asked_once, look
from store.schema import begin_writing


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def ask(asked: list[str]):
    @asked_once
    def ask(question: str) -> int:
        asked.append(question)
        if question == "bad":
            raise ValueError
        return len(asked)

    return ask


def test_one_look_asks_each_question_once(ask, asked: list[str]) -> None:
    for _ in range(2):
        with look():
            assert ask("a") == ask("a")
            ask("b")
    assert asked == ["a", "b"] * 2


def test_outside_of_a_look_everything_is_asked(ask, asked: list[str]) -> None:
    with pytest.raises(ZeroDivisionError), look():
        ask("a")
        raise ZeroDivisionError
    assert (ask("a"), ask("a")) == (2, 3)


def test_an_error_is_no_answer(ask, asked: list[str]) -> None:
    with look():
        for _ in range(2):
            with pytest.raises(ValueError):
                ask("bad")
    assert asked == ["bad", "bad"]


def test_a_write_is_seen_by_the_run_that_made_it(ask, asked: list[str], local: Path) -> None:
    with look():
        ask("a")
        with begin_writing():
            pass
        ask("a")
    assert asked == ["a", "a"]
