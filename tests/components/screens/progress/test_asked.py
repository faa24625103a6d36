"""Whose the duties are that the plan leaves open."""

from __future__ import annotations

import pytest
import streamlit as st

from components.screens.progress.asked import show_asked
from tests.components.screens.progress.test_board import build_desk
from tests.components.words.test_progress import build_state


def test_a_month_in_which_nothing_is_left_open_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(st, "html", lambda body, **_: said.append(str(body)))
    show_asked(build_desk(build_state()))
    assert "本期没有要问的。" in said[-1]
