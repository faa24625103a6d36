"""What files and pages say of where and when."""

from __future__ import annotations

import time

import pytest

from components.words.source import write_time


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_a_time_is_china_s_wherever_the_machine_stands(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert write_time("2026-03-31T16:05:59Z") == "2026-04-01 00:05"
    finally:
        monkeypatch.undo()
        time.tzset()
