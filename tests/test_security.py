"""docs/security.md: each item has a test that exists, or says why there is none."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"\| ([\d., to]+?) \| (.+) \|")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROWS = [
    match.groups()
    for line in (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
    if (match := ROW.fullmatch(line))
]


@cache
def list_tests(path: str) -> set[str]:
    text = (ROOT / path).read_text(encoding="utf-8")
    return {*re.findall(r"^(?:async )?def (test_\w+)", text, re.MULTILINE)}


@pytest.mark.parametrize(("items", "said"), ROWS)
def test_an_item_has_a_test_that_exists_or_a_reason(items: str, said: str) -> None:
    tests = TEST.findall(said)
    assert [name for path, name in tests if name not in list_tests(path)] == []
    assert tests or "Reason: " in said or "**Short**" in said, items


def test_no_item_is_said_twice() -> None:
    items = [item for told, _ in ROWS for item in told.split(", ")]
    assert len(items) == len({*items}) > 100
