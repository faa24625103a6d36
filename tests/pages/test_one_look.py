"""A run of a page asks the store once for each plan, and builds a draft once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store import trial, versions
from tests.pages.open_page import open_page
from tests.pages.several_plans import lay_out_shelf
from tests.store.office import PLAN


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out_shelf(tmp_path, monkeypatch)


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], list[object]]:
    """The last argument of every call of a function from now on."""

    def count(module: Any, name: str) -> list[object]:
        calls: list[object] = []
        function = getattr(module, name)

        def call(*args: object) -> object:
            calls.append(args[-1])
            return function(*args)

        monkeypatch.setattr(module, name, call)
        return calls

    return count


@pytest.mark.parametrize("page", ["map", "plans", "ledger"])
def test_a_draft_is_built_once_a_run(page: str, count) -> None:
    built = count(trial, "build_package")
    for run in (1, 2):
        assert not open_page(page, plan=f"{PLAN}@draft").exception
        assert len(built) == run, "the next run sees what was answered since"


@pytest.mark.parametrize("plan", [PLAN, f"{PLAN}@1"])
def test_a_published_plan_is_looked_up_once_a_run(plan: str, count) -> None:
    looked = count(versions, "find_version")
    assert not open_page("map", plan=plan).exception
    assert sorted({*looked}) == sorted(looked)
    assert plan in looked
