"""What the server answers beside the pages, asked as a proxy asks."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from store.schema import upgrade
from tests.browser.app_server import run_app


def ask(address: str) -> tuple[int, str, str]:
    """Status, body, and what may be kept of it."""
    try:
        answer = urllib.request.urlopen(address, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.read().decode(), answer.headers["Cache-Control"]


def test_a_server_says_that_it_is_ready_and_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path / "local"))
    database = tmp_path / "office.db"
    monkeypatch.setenv("DUTYMAP_DATABASE", f"sqlite:///{database}")
    upgrade()
    with run_app("--server.baseUrlPath=duty") as server:
        assert ask(f"{server.address}/healthz") == (200, "ok\n", "no-store")
        status, body, kept = ask(f"{server.address}/readyz")
        assert (status, kept) == (200, "no-store")
        ready = {"ready": True, "problems": []}
        assert json.loads(body) == {
            "ready": True,
            "checks": [{"name": name, **ready} for name in ("staying", "packages", "database")],
        }
        for leftover in tmp_path.glob("office.db*"):
            leftover.unlink()
        database.write_bytes(b"no database" * 1000)
        status, body, _ = ask(f"{server.address}/readyz")
        told = json.loads(body)
        assert (status, told["ready"]) == (503, False)
        (problem,) = told["checks"][2]["problems"]
        assert problem["rule"] == "database_failed"
        assert str(tmp_path) not in body
        root = server.address.removesuffix("/duty")
        assert ask(f"{root}/healthz")[0] == 200, "alive, though not ready, at the root too"
        assert ask(f"{root}/readyz")[0] == 503
