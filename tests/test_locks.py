"""The lock files are those of the requirements beside them: `make lock` writes them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from environment import LOCKS, ROOT
from tests.licences import read_lock


def list_lines(lock: str) -> set[str]:
    """Every pin of a lock file, with its marker."""
    return {str(pin) for pin in read_lock(ROOT / lock)}


def read_requirements(path: Path) -> list[Requirement]:
    """The packages a requirements file itself names; each must be pinned."""
    lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("-r")]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_what_the_requirements_ask_for(lock: str) -> None:
    locked = {(pin.name, str(pin.specifier)) for pin in read_lock(ROOT / lock)}
    asked = read_requirements((ROOT / lock).with_suffix(".txt"))
    assert asked
    missing = [
        pin for pin in asked if (canonicalize_name(pin.name), str(pin.specifier)) not in locked
    ]
    assert missing == []


@pytest.mark.parametrize(("smaller", "larger"), list(pairwise(LOCKS)))
def test_each_lock_holds_the_one_before(smaller: str, larger: str) -> None:
    assert list_lines(smaller) - list_lines(larger) == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_line_names_a_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\w)", text.partition("make lock\n")[2])
    assert len(pins) == len(list(read_lock(ROOT / lock)))
    assert [pin for pin in pins if not re.search(r"--hash=sha256:[0-9a-f]{64}", pin)] == []
    assert re.findall(r".*(?:://|--index|--extra|--find).*", text) == []
