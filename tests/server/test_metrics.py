"""Figures of a running server: for who sits at the machine, and without anybody's name."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request
from starlette.types import Message

from benchmarks.client import Session
from server import metrics
from server.metrics import hash_program, may_read
from tests.browser.app_server import AppServer, run_app
from tests.server.api.test_answers import ask
from tests.server.loop import run_apart

OFFICE = ["", "/run/duty.sock", "10.1.2.0/24", "2001:db8::7"]


@pytest.mark.parametrize(
    ("asker", "headers", "may"),
    [
        ("127.0.0.1", [], True),
        ("::1", ["host"], True),
        ("::ffff:127.0.0.1", [], True),
        ("10.1.2.9", [], True),
        ("2001:db8::7", [], True),
        ("10.1.3.9", [], False),
        ("2001:db8::8", [], False),
        ("127.0.0.1", ["x-forwarded-for"], False),
        ("10.1.2.9", ["via"], False),
        ("", [], False),
        ("a name", [], False),
    ],
)
def test_figures_are_for_the_machine_and_for_whom_it_allows(
    asker: str, headers: list[str], may: bool
) -> None:
    assert may_read(asker, headers, OFFICE) == may


def test_without_a_setting_only_the_machine_reads() -> None:
    assert [may_read(asker, [], ()) for asker in ("127.0.0.1", "10.1.2.9")] == [True, False]


def test_a_machine_that_asks_itself_by_its_name_in_the_office_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It listens at that address alone, so nobody can ask it as loopback."""

    monkeypatch.setattr(metrics, "REGISTRY", CollectorRegistry())

    async def ask_as(asker: str) -> int:
        told: list[Message] = []

        async def send(message: Message) -> None:
            told.append(message)

        ends = {"client": (asker, 1), "server": ("10.1.2.3", 8501)}
        scope = {"type": "http", "method": "GET", "path": "/metrics", "headers": [], **ends}
        answer = await metrics.answer_metrics((), Request(scope))
        await answer(scope, None, send)  # type: ignore[arg-type]
        return int(told[0]["status"])

    assert [run_apart(ask_as(one)) for one in ("10.1.2.3", "10.1.2.4")] == [200, 404]


def test_a_server_tells_how_it_is_doing(tmp_path: Path) -> None:
    async def visit(server: AppServer) -> dict[tuple[str, ...], float]:
        page = await Session.open(server.address, "lang=en")
        await page.click()
        return await asyncio.to_thread(read_figures, server)

    with run_app("--server.baseUrlPath=duty", environment={"DUTYMAP_LOCAL": str(tmp_path)}) as one:
        told = run_apart(visit(one))
        forwarded = f"{one.address}/metrics"
        assert ask(forwarded, X_Forwarded_For="127.0.0.1")[:2] == (404, b"")
    assert told["dutymap_sessions_open",] == 1
    assert told["dutymap_requests_total", "connection", "101"] == 1
    assert told["dutymap_click_seconds_count", "page"] == 1
    assert told["dutymap_click_seconds_count", "part"] == 1
    for check in ("staying", "packages", "database"):
        assert told["dutymap_ready", check] == 1
    assert told["dutymap_cache_entries", "map"] >= 1
    assert 10_000 < told["dutymap_cache_bytes", "map"] < 16 * 2**20
    assert told["dutymap_cache_entries", "remembered"] > 10
    assert any(key[:2] == ("dutymap_build_info", hash_program()) for key in told)
    assert any(key[:2] == ("dutymap_package_info", "ecology-2025") for key in told)


def read_figures(server: AppServer) -> dict[tuple[str, ...], float]:
    """By name and values of the labels."""
    status, body, headers = ask(f"{server.address}/metrics")
    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert headers["Content-Type"].startswith("text/plain")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(body.decode())
        for sample in family.samples
    }


def test_another_program_has_another_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(text: bytes) -> str:
        for name in metrics.PROGRAM:
            place = tmp_path / name
            place = place if place.suffix else place / "one.py"
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(text)
        (tmp_path / "geo" / "__pycache__").mkdir(exist_ok=True)
        (tmp_path / "geo" / "__pycache__" / "one.pyc").write_bytes(text)
        hash_program.cache_clear()
        return hash_program()

    monkeypatch.setattr(metrics, "ROOT", tmp_path)
    first = build(b"a\n")
    assert (build(b"a\r\n"), build(b"b\n") == first) == (first, False)
    hash_program.cache_clear()
