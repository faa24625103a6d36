"""docs/licences.md lists what the product runs on, and nothing in it asks for our source."""

from __future__ import annotations

import re

from tests.licences import (
    DUTIES,
    ROOT,
    TARGET,
    list_versions,
    read_licence,
    read_lock,
    split_expression,
)

LOCK = ROOT / "requirements.lock"


def read_rows() -> dict[str, tuple[str, str]]:
    """Package → version and licence, as the page says them."""
    table = TARGET.read_text(encoding="utf-8").split("|---|---|---|\n")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()]
    return {name: (version, licence) for name, version, licence in rows}


def test_page_lists_what_the_lock_pins() -> None:
    assert {name: version for name, (version, _) in read_rows().items()} == list_versions(LOCK)


def test_page_says_what_the_installed_packages_say() -> None:
    here = {pin.name for pin in read_lock(LOCK) if not pin.marker or pin.marker.evaluate()}
    rows = read_rows()
    assert {name: rows[name][1] for name in here} == {name: read_licence(name) for name in here}


def test_every_licence_was_read_and_none_asks_for_our_source() -> None:
    parts = {part for _, licence in read_rows().values() for part in split_expression(licence)}
    assert "MIT" in parts
    assert parts - set(DUTIES) == set()
    assert [part for part in DUTIES if re.search(r"(?<!L)GPL", part)] == []
