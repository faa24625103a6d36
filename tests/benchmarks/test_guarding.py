"""The clicks of which the guard's cost is measured are those of somebody who is known."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from benchmarks import guarding


def test_who_clicks_has_a_session_on_every_request_and_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached: list[tuple[str, bool]] = []
    answer = guarding._answer

    async def note(scope: Any, receive: Any, send: Any) -> None:
        reached.append((scope["type"], b"x-dutymap-session" in dict(scope["headers"])))
        await answer(scope, receive, send)

    monkeypatch.setattr(guarding, "_answer", note)
    monkeypatch.setattr(guarding, "ROUNDS", 1)
    monkeypatch.setattr(guarding, "CLICKS", 2)
    with ThreadPoolExecutor(1) as threads:  # Playwright's loop may run in this thread
        threads.submit(guarding.measure_guarding).result()
    clicks = [("websocket", True), ("http", True), ("http", True)]
    bare = [(kind, False) for kind, _ in clicks]
    assert reached == [("http", True), *clicks, *bare, *clicks, *bare]
