"""Where reports are for who signed in: their visit leaves nothing for anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.session import reader
from components.session.progress import _kept, find_progress
from components.session.reader import know_people
from geo.packages.problems import Problem
from store.progress.reports import Said
from store.rights import find_machine, set_finder
from tests.pages.kept_plan import own_database
from tests.pages.open_page import open_page, read_html
from tests.real_model import MODEL
from tests.store.progress.month import list_kept_lines, open_month, tell

MIYUN = "110118"
PAGES = (
    ("map", {}),
    ("map", {"district": MIYUN}),
    ("map", {"metric": "progress"}),
    ("map", {"measure": "9.1", "district": MIYUN}),
    ("district", {"district": MIYUN}),
    ("ledger", {"unit": MIYUN}),
    ("ledger", {"state": "missing"}),
    ("progress", {}),
)
ANYBODY = {"x-dutymap-guard": "1", "x-dutymap-withheld": "progress"}
KNOWN = {"x-dutymap-guard": "1", "x-dutymap-person": "zhang", "x-dutymap-session": "of_zhang"}


@pytest.fixture
def guard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """What the guard says; changed by a test."""
    told = dict(ANYBODY)
    monkeypatch.setattr(reader, "read_guard", lambda: told)
    know_people({"of_zhang": frozenset()}.get)
    with own_database(tmp_path):
        yield told
    know_people(lambda token: None)
    set_finder(find_machine)
    _kept.clear()


def read_pages() -> list[str]:
    """What stands on each page, without the number of its run."""
    found = []
    for name, params in PAGES:
        app = open_page(name, **params)
        assert [error.value for error in app.exception] == []
        buttons = [str(button.key) for button in app.button]
        html = re.sub(r"data-run='\d+'", "", read_html(app))
        found.append("\n".join([html, *buttons]))
    return found


def test_who_has_not_signed_in_sees_what_is_there_without_reports(
    guard: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_pages()
    monkeypatch.setattr("store.rights._finders", [find_machine])
    guard.pop("x-dutymap-withheld")
    guard["x-dutymap-machine"] = "1"
    period = open_month("2025-03", MODEL)
    line = next(one for one in list_kept_lines(period) if one.unit_code == MIYUN)
    tell(period, line, Said("under_way"))
    guard.pop("x-dutymap-machine")
    guard |= KNOWN
    known = read_pages()
    assert find_progress(MODEL) is not None
    assert all(one != other for one, other in zip(known, before, strict=True))
    for name in ("x-dutymap-person", "x-dutymap-session"):
        guard.pop(name)
    guard |= ANYBODY
    after = read_pages()
    assert find_progress(MODEL) is None
    assert after == before
    assert Problem("progress_withheld", "").why("zh") in after[-1]
    assert [("go_progress" in page) for page in after[:-1]] == [False] * (len(PAGES) - 1)
