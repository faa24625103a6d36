"""Writing is for whoever sits at the machine: no proxy, no other name."""

from __future__ import annotations

import pytest

from server.guard.machine import is_at_the_machine

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "::1"])
def test_a_page_opened_at_the_machine_may_write(address: str) -> None:
    assert is_at_the_machine(address, HERE)
    assert is_at_the_machine(address, {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"})
    assert is_at_the_machine(address, {"Host": "[::1]:8501"})


@pytest.mark.parametrize("address", ["", "0.0.0.0", "::", "192.168.0.4", "duty.example", "None"])
def test_a_server_that_others_reach_takes_nothing(address: str) -> None:
    assert not is_at_the_machine(address, HERE)


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP"],
)
def test_nothing_is_taken_through_a_proxy(header: str) -> None:
    assert not is_at_the_machine("localhost", HERE | {header: "127.0.0.1"})


@pytest.mark.parametrize(
    "told",
    [
        {"Host": "duty.example"},
        {"Origin": "https://duty.example"},
        {"Host": "localhost.duty.example:8501"},
        {"Origin": "http://localhost@duty.example"},
        {"Origin": "null"},
        {"Host": ""},
        {"Host": "[::1"},
        {"Host": "localhost:many"},
        {"Origin": "http://localhost:40002"},
        {"Origin": "http://127.0.0.1:8501"},
    ],
)
def test_nothing_is_taken_under_another_name(told: dict[str, str]) -> None:
    assert not is_at_the_machine("localhost", HERE | told)
